package org.jingtu.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jingtu.database.JourneyTest;
import org.jingtu.support.Http;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** The examples of the OpenAPI document work against the sample county. */
@JourneyTest
@TestPropertySource(properties = "jingtu.test.database=sample-county")
class ApiExamplesJourneyTest {

  @LocalServerPort int port;

  @Test
  void everyExampleIsAnswered() throws Exception {
    SampleFiles.load(port);
    Http http = new Http(port);
    JsonNode document = http.get("/v3/api-docs", "Authorization", Http.admin()).json();
    List<String> sent = new ArrayList<>();
    for (var path : document.path("paths").properties()) {
      for (var content : path.getValue().path("post").at("/requestBody/content").properties()) {
        for (JsonNode example : content.getValue().path("examples")) {
          JsonNode value = example.path("value");
          Http.Answer answer =
              http.send(
                  "POST",
                  path.getKey().replace("{collection}", "contaminated-sites"),
                  value.isString() ? value.stringValue() : value.toString(),
                  "Content-Type",
                  content.getKey(),
                  "Authorization",
                  Http.admin());
          assertThat(answer.status()).as(path.getKey() + answer.response().body()).isEqualTo(201);
          sent.add(path.getKey());
          takeBack(http, answer);
        }
      }
    }
    assertThat(sent)
        .as(document.toString())
        .contains("/api/checks", "/api/collections/{collection}/features");
  }

  /** A registered example is ended again: other tests count the features of the county. */
  private static void takeBack(Http http, Http.Answer created) {
    String location = created.header("Location").orElse("");
    if (location.contains("/features/")) {
      String tag = created.header("ETag").orElseThrow();
      assertThat(
              http.send("DELETE", location, "", "If-Match", tag, "Authorization", Http.admin())
                  .status())
          .isEqualTo(204);
    }
  }
}
