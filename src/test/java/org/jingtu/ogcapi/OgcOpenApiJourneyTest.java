package org.jingtu.ogcapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import org.jingtu.database.JourneyTest;
import org.jingtu.support.Http;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The OpenAPI documents, read by another program: Swagger's parser has nothing to object to. */
@JourneyTest
class OgcOpenApiJourneyTest {

  @LocalServerPort private int port;

  @ParameterizedTest
  @ValueSource(strings = {"/ogc/api", "/v3/api-docs"})
  void anotherProgramReadsTheDocumentWithoutObjections(String path) {
    String document = new Http(port).get(path, "Authorization", Http.admin()).response().body();

    SwaggerParseResult read = read(document);

    assertThat(read.getMessages()).as(path).isEmpty();
    assertThat(read.getOpenAPI().getPaths()).as(path).hasSizeGreaterThan(20);
  }

  /** A parameter without its place, an answer without its description. */
  @Test
  void thatProgramObjectsToWhatIsWrong() {
    String wrong =
        """
        {"openapi":"3.0.3","info":{"title":"t","version":"1"},
         "paths":{"/x":{"get":{"parameters":[{"name":"a","schema":{"type":"string"}}],"responses":{"200":{}}}}}}
        """;
    assertThat(read(wrong).getMessages())
        .anyMatch(message -> message.contains("in is missing"))
        .anyMatch(message -> message.contains("description is missing"));
  }

  private static SwaggerParseResult read(String document) {
    return new OpenAPIV3Parser().readContents(document, null, new ParseOptions());
  }
}
