package org.jingtu.ogcapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jingtu.database.JourneyTest;
import org.jingtu.support.Http;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** OGC API Features part 5 (23-058) and the queryables of part 3. */
@JourneyTest
class OgcSchemasJourneyTest {

  /** Those of JSON Schema that 23-058 names. */
  private static final Set<String> KEYWORDS =
      Set.of(
          "type",
          "title",
          "description",
          "format",
          "readOnly",
          "writeOnly",
          "maxLength",
          "minLength",
          "pattern",
          "minimum",
          "maximum",
          "enum",
          "oneOf",
          "anyOf");

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
    Http.Answer items = get("/parcels/items?limit=1&areaSquareMetres=1.5");
    assertThat(items.json().path("numberMatched").asInt(1)).isZero();
    assertThat(items.header("Link").orElse(""))
        .contains("/ogc/collections/parcels/queryables", "def/rel/ogc/1.0/queryables");
    assertThat(get("/parcels").header("Link")).isEqualTo(items.header("Link"));
    assertThat(get("/parcels/items?areaSquareMetres=much").json().path("parameter").asString())
        .isEqualTo("areaSquareMetres");
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

  /** Every schema of every collection; JSON Schema's own rules by another program. */
  @Test
  void everySchemaIsAsPartFiveWants() {
    Schema rules =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
    for (JsonNode collection : get("").json().path("collections")) {
      for (String kind : List.of("schema", "queryables", "sortables")) {
        String path = "/" + collection.path("id").asString() + "/" + kind;
        JsonNode schema = get(path).json();
        assertThat(rules.validate(schema)).as(path).isEmpty();
        requireSchema(path, schema);
        requireProperties(path, schema.path("properties"), kind.equals("sortables"));
        assertThat(collection.path("links").toString())
            .contains(
                "\"http://www.opengis.net/def/rel/ogc/1.0/"
                    + kind
                    + "\",\"type\":\"application/schema+json\"");
      }
    }
  }

  /** /req/schemas/json-schema, /req/queryables/response and the like. */
  private void requireSchema(String path, JsonNode schema) {
    assertThat(schema.path("$schema").asString())
        .isEqualTo("https://json-schema.org/draft/2020-12/schema");
    assertThat(schema.path("type").asString()).isEqualTo("object");
    String id = schema.path("$id").asString();
    assertThat(id).startsWith("http").doesNotContain("?");
    Http.Answer own =
        new Http(port)
            .get(
                id.replaceFirst("^http://[^/]+", ""),
                "Authorization",
                Http.admin(),
                "Accept",
                "application/schema+json");
    assertThat(own.header("Content-Type").orElse("")).startsWith("application/schema+json");
    assertThat(own.json()).as(path).isEqualTo(schema);
  }

  /** /req/schemas/properties, additional-keywords, role-id, property-seq, unit; the core roles. */
  private static void requireProperties(String path, JsonNode properties, boolean sortables) {
    List<String> roles = new ArrayList<>();
    Set<Integer> sequence = new HashSet<>();
    for (Map.Entry<String, JsonNode> entry : properties.properties()) {
      String at = path + " " + entry.getKey();
      JsonNode property = entry.getValue();
      boolean spatial = property.path("format").asString("").startsWith("geometry-");
      String type = property.path("type").asString("");
      assertThat(spatial && (sortables || property.has("type") || property.has("$ref")))
          .as(at)
          .isFalse();
      assertThat(spatial || Set.of("string", "number", "integer", "boolean").contains(type))
          .as(at)
          .isTrue();
      assertThat(property.path("title").asString("")).as(at).isNotEmpty();
      assertThat(sequence.add(property.path("x-ogc-propertySeq").intValue())).as(at).isTrue();
      for (String keyword : property.propertyNames()) {
        assertThat(KEYWORDS.contains(keyword) || keyword.startsWith("x-ogc-"))
            .as(at + " " + keyword)
            .isTrue();
      }
      String role = property.path("x-ogc-role").asString("");
      if (!role.isEmpty()) {
        roles.add(role);
        assertThat(role.equals("primary-geometry")).as(at).isEqualTo(spatial);
        assertThat(
                role.equals("primary-instant")
                    && !property.path("format").asString().equals("date"))
            .as(at)
            .isFalse();
      }
    }
    assertThat(roles).as(path).doesNotHaveDuplicates();
    assertThat(roles).isSubsetOf("id", "primary-geometry", "primary-instant");
  }

  /** What is given out is as the schema says; a null stands for a property that is not there. */
  @Test
  void itemsAreAsTheirSchemaSays() {
    new OgcPlaces(new Http(port), "139901").make(25);
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(get("/sensitive-places/schema").json());
    JsonNode page = get("/sensitive-places/items?limit=25&adcode=139901").json();
    assertThat(page.path("features")).hasSize(25);
    for (JsonNode feature : page.path("features")) {
      ObjectNode logical = ((ObjectNode) feature.path("properties")).deepCopy();
      for (String name : List.copyOf(logical.propertyNames())) {
        if (logical.path(name).isNull()) {
          logical.remove(name);
        }
      }
      logical.set("id", feature.path("id"));
      logical.set("geometry", feature.path("geometry"));
      assertThat(schema.validate(logical)).as(logical.toString()).isEmpty();
    }
    ObjectNode wrong = ((ObjectNode) page.at("/features/0/properties")).deepCopy();
    wrong.put("kind", "CASTLE");
    assertThat(schema.validate(wrong)).isNotEmpty();
  }
}
