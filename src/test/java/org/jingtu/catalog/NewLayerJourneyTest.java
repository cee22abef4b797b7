package org.jingtu.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jingtu.database.JourneyTest;
import org.jingtu.support.Http;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** A layer is added by one migration and one YAML, as docs/how-to-add-a-layer.md says. */
@JourneyTest
@DirtiesContext
@TestPropertySource(
    properties = {
      "jingtu.catalog-folder=src/test/resources/new-layer/catalog",
      "spring.flyway.locations=classpath:db/migration,filesystem:src/test/resources/new-layer/migration"
    })
class NewLayerJourneyTest {

  private static final Path FOLDER = Path.of("src/test/resources/new-layer");

  @LocalServerPort int port;

  @Test
  void aLayerOfOneMigrationAndOneYamlIsRegisteredAndFoundByACheck() {
    Http http = new Http(port);
    String square =
        "{\"type\":\"Polygon\",\"coordinates\":[[[117.6,40.9],[117.601,40.9],[117.601,40.901],[117.6,40.901],[117.6,40.9]]]}";
    Http.Answer created =
        http.postJson(
            "/api/collections/geological-hazard-areas/features",
            "{\"type\":\"Feature\",\"geometry\":"
                + square
                + ",\"properties\":{\"code\":\"H1\",\"adcode\":\"130899\",\"YFCD\":\"高\"}}",
            "Authorization",
            Http.admin());
    assertThat(created.status()).as(created.response().body()).isEqualTo(201);
    assertThat(created.json().path("properties").path("grade").asString()).isEqualTo("HIGH");

    JsonNode answer =
        http.postJson(
                "/api/checks",
                "{\"parcel\":{\"geometry\":"
                    + square
                    + ",\"adcode\":\"130899\"},\"stage\":\"SUPPLY\",\"plannedUse\":\"1001\"}",
                "Authorization",
                Http.admin())
            .json();
    boolean concerned = false;
    for (JsonNode collection : answer.path("collections")) {
      concerned |=
          collection.path("collection").asString().equals("geological-hazard-areas")
              && collection.path("state").asString().equals("CONCERNED");
    }
    assertThat(concerned).as(answer.toString()).isTrue();
  }

  @Test
  void thePageQuotesTheFilesThatWereTried() throws Exception {
    String page = Files.readString(Path.of("docs/how-to-add-a-layer.md"));
    assertThat(page)
        .contains(Files.readString(FOLDER.resolve("migration/V900__geological_hazard_areas.sql")))
        .contains(Files.readString(FOLDER.resolve("catalog/geological-hazard-areas.yaml")));
  }
}
