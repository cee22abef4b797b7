package org.jingtu.ogcapi;

import static org.assertj.core.api.Assertions.assertThat;

import org.jingtu.database.JourneyTest;
import org.jingtu.support.Http;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** OGC API Features part 5 (23-058) and the queryables of part 3. */
@JourneyTest
class OgcSchemasJourneyTest {

  @LocalServerPort private int port;

  private Http.Answer get(String path) {
    return new Http(port).get("/ogc/collections" + path, "Authorization", Http.admin());
  }

  @Test
  void schemaTellsTitlesCodesAndRoles() {
    Http.Answer answer = get("/contaminated-sites/schema");
    JsonNode schema = answer.json();
    JsonNode properties = schema.path("properties");

    assertThat(answer.header("Content-Type").orElse("")).startsWith("application/schema+json");
    assertThat(schema.path("$schema").asString())
        .isEqualTo("https://json-schema.org/draft/2020-12/schema");
    assertThat(schema.path("$id").asString())
        .endsWith("/ogc/collections/contaminated-sites/schema");
    assertThat(schema.path("title").asString()).isEqualTo("疑似及污染地块");
    assertThat(properties.path("status").path("title").asString()).isEqualTo("地块状态");
    assertThat(properties.path("status").path("oneOf").path(0).toString())
        .isEqualTo("{\"const\":\"SUSPECTED\",\"title\":\"疑似污染地块\"}");
    assertThat(properties.path("id").path("x-ogc-role").asString()).isEqualTo("id");
    assertThat(properties.path("geometry").path("x-ogc-role").asString())
        .isEqualTo("primary-geometry");
    assertThat(properties.path("geometry").path("format").asString()).isEqualTo("geometry-any");
    assertThat(properties.path("sourceDate").path("x-ogc-role").asString())
        .isEqualTo("primary-instant");
    assertThat(properties.path("areaSquareMetres").path("readOnly").asBoolean()).isTrue();
    // land-use codes: every code below a listed one is good
    assertThat(properties.path("plannedUse").path("anyOf").toString()).contains("居住用地", "pattern");
    assertThat(schema.path("required").toString()).contains("code", "adcode", "status");
    int sequence = 1;
    for (JsonNode property : properties) {
      assertThat(property.path("x-ogc-propertySeq").asInt()).isEqualTo(sequence++);
    }
  }

  @Test
  void queryablesAndSortablesNameWhatCanBeAsked() {
    JsonNode queryables = get("/parcels/queryables").json();
    JsonNode sortables = get("/parcels/sortables").json();

    assertThat(queryables.path("properties").propertyNames())
        .contains("code", "plannedUse", "areaSquareMetres", "geometry")
        .doesNotContain("id");
    assertThat(queryables.path("additionalProperties").asBoolean(true)).isFalse();
    assertThat(sortables.path("properties").propertyNames())
        .contains("code")
        .doesNotContain("geometry");
    for (String name : sortables.path("properties").propertyNames()) {
      assertThat(get("/parcels/items?limit=1&sortby=-" + name).status()).as(name).isEqualTo(200);
    }
    for (String name : queryables.path("properties").propertyNames()) {
      assertThat(get("/parcels/items?limit=1&filter=" + name + "%20IS%20NULL").status())
          .as(name)
          .isEqualTo(200);
    }
  }

  @Test
  void whatCannotBeComputedIsRefused() {
    new OgcPlaces(new Http(port), "139901").make(25);
    Http.Answer answer =
        get("/sensitive-places/items?filter=areaSquareMetres%20%5E%20100000%20%3E%201");
    Http.Answer none = get("/sensitive-places/items?filter=power(2,3)%20%3E%201");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("FILTER_UNCOMPUTABLE");
    assertThat(answer.header("ETag")).isEmpty();
    assertThat(answer.response().headers().allValues("Cache-Control")).containsExactly("no-store");
    assertThat(none.code()).isEqualTo("FILTER_UNSUPPORTED");
  }
}
