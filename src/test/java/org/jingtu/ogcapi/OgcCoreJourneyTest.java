package org.jingtu.ogcapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jingtu.database.JourneyTest;
import org.jingtu.support.Http;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Part 1 (17-069r4) requirement by requirement, where nothing else shows it. */
@JourneyTest
class OgcCoreJourneyTest {

  private static final String PLACES = "/ogc/collections/sensitive-places";
  private static final Pattern ANCHOR = Pattern.compile("<a href=\"([^\"]+)\"");

  @LocalServerPort private int port;
  private Http http;
  private OgcPlaces places;

  @BeforeEach
  void make() {
    http = new Http(port);
    places = new OgcPlaces(http, "139901").make(25);
  }

  private Http.Answer get(String path, String... headers) {
    String[] all = new String[headers.length + 2];
    all[0] = "Authorization";
    all[1] = Http.admin();
    System.arraycopy(headers, 0, all, 2, headers.length);
    return http.get(path, all);
  }

  private List<String> documents() {
    String item = places.get("?limit=1").path("features").path(0).path("id").asString();
    return List.of(
        "/ogc",
        "/ogc/collections",
        PLACES,
        PLACES + "/items?limit=3&adcode=139901",
        PLACES + "/items/" + item,
        "/ogc/tileMatrixSets",
        "/ogc/tiles",
        PLACES + "/tiles");
  }

  /** /req/core/fc-md-links, fc-links, f-links, fc-rel-type: with a type each. */
  @Test
  void everyDocumentLeadsToItselfAndToItsOtherForm() {
    for (String path : documents()) {
      JsonNode document = get(path).json();
      for (JsonNode link : document.path("links")) {
        assertThat(link.path("rel").asString("")).as(path).isNotEmpty();
        assertThat(link.path("type").asString("")).as(path + " " + link).isNotEmpty();
      }
      JsonNode again = get(OgcPlaces.link(document, "self")).json();
      assertThat(without(again)).as(path).isEqualTo(without(document));
      assertThat(get(OgcPlaces.link(document, "alternate")).header("Content-Type").orElse(""))
          .startsWith("text/html");
    }
  }

  /** The page but for the moment it was made. */
  private static JsonNode without(JsonNode document) {
    return ((tools.jackson.databind.node.ObjectNode) document).without("timeStamp").deepCopy();
  }

  /** /req/html/content: all links in anchors, all that the JSON says as text. */
  @Test
  void pagesForPeopleHaveTheLinksAndTheContent() {
    for (String path : documents()) {
      String page = get(path, "Accept", "text/html").response().body();
      List<String> anchors = new ArrayList<>();
      for (Matcher found = ANCHOR.matcher(page); found.find(); ) {
        anchors.add(anyForm(found.group(1).replace("&amp;", "&")));
      }
      for (JsonNode link : get(path).json().path("links")) {
        if (!link.path("rel").asString().equals("next")) {
          assertThat(anchors).as(path).contains(anyForm(link.path("href").asString()));
        }
      }
      assertThat(page.contains("cursor=")).as(path).isEqualTo(path.contains("limit=3"));
    }
    String item = get(documents().get(4), "Accept", "text/html").response().body();
    assertThat(item).contains("139901-01", "Place B 1", "SCHOOL", "2026-01-01");
  }

  private static String anyForm(String href) {
    return href.replaceFirst("([?&])f=(json|html)", "$1f=*");
  }

  /** /req/core/fc-md-success, fc-md-items-links, sfc-md-success. */
  @Test
  void theListOfCollectionsSaysWhatEachOfThemSays() {
    JsonNode list = get("/ogc/collections").json().path("collections");
    assertThat(list.isEmpty()).isFalse();
    for (JsonNode listed : list) {
      String id = listed.path("id").asString();
      JsonNode own = get("/ogc/collections/" + id).json();
      for (String member :
          List.of("id", "title", "description", "extent", "itemType", "crs", "storageCrs")) {
        assertThat(own.has(member)).as(id + " " + member).isTrue();
        assertThat(listed.path(member)).as(id + " " + member).isEqualTo(own.path(member));
      }
      for (JsonNode document : List.of(listed, own)) {
        List<String> items = new ArrayList<>();
        for (JsonNode link : document.path("links")) {
          if (link.path("rel").asString().equals("items")) {
            items.add(link.path("type").asString());
          }
        }
        assertThat(items).as(id).containsExactlyInAnyOrder("application/geo+json", "text/html");
      }
    }
  }

  /** /req/core/fc-md-extent: nothing lies outside of it, or is of another time. */
  @Test
  void theExtentHoldsEveryItem() {
    JsonNode extent = get(PLACES).json().path("extent");
    JsonNode box = extent.at("/spatial/bbox/0");
    String sides =
        "%s,%s,%s,%s".formatted(box.get(0), box.get(1), box.get(2), box.get(3)).replace("\"", "");
    String interval =
        extent.at("/temporal/interval/0/0").asString()
            + "/"
            + extent.at("/temporal/interval/0/1").asString();
    JsonNode all = get(PLACES + "/items?resultType=hits").json();
    JsonNode within =
        get(PLACES + "/items?resultType=hits&bbox=" + sides + "&datetime=" + interval).json();
    assertThat(within.path("numberMatched")).isEqualTo(all.path("numberMatched"));
    String western = "-180,-90," + (box.get(0).asDouble() - 1e-6) + ",90";
    assertThat(get(PLACES + "/items?resultType=hits&bbox=" + western).json().path("numberMatched"))
        .isEqualTo(
            get(PLACES + "/items?resultType=hits&filter=geometry%20IS%20NULL")
                .json()
                .path("numberMatched"));
  }

  /**
   * /req/core/fc-limit-definition, fc-bbox-definition, fc-time-definition; Part 2: crs, bbox-crs.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "limit | {'type':'integer','minimum':1,'maximum':10000,'default':10}",
        "bbox | {'type':'array','oneOf':[{'minItems':4,'maxItems':4},{'minItems':6,'maxItems':6}],'items':{'type':'number'}}",
        "datetime | {'type':'string'}",
        "crs | {'type':'string','format':'uri'}",
        "bbox-crs | {'type':'string','format':'uri'}",
        "filter-crs | {'type':'string','format':'uri'}",
        "filter-lang | {'type':'string','enum':['cql2-text','cql2-json'],'default':'cql2-text'}",
        "filter | {'type':'string'}"
      })
  void parametersAreDefinedAsTheStandardSays(String name, String expected) {
    JsonNode api = get("/ogc/api").json();
    JsonNode found = null;
    for (JsonNode one : api.at("/paths").path("/collections/parcels/items").at("/get/parameters")) {
      JsonNode parameter = one.has("$ref") ? api.at(one.path("$ref").asString().substring(1)) : one;
      found = parameter.path("name").asString().equals(name) ? parameter : found;
    }
    assertThat(found).as(name).isNotNull();
    assertThat(found.path("in").asString()).isEqualTo("query");
    assertThat(found.path("required").asBoolean()).isFalse();
    assertThat(found.path("style").asString()).isEqualTo("form");
    assertThat(found.path("explode").asBoolean(true)).isFalse();
    JsonNode schema = found.path("schema");
    for (Map.Entry<String, JsonNode> member :
        OgcPlaces.json(expected.replace('\'', '"')).properties()) {
      JsonNode given = schema.path(member.getKey());
      if (member.getKey().equals("items")) {
        given = given.path("type");
        assertThat(given.asString()).isEqualTo(member.getValue().path("type").asString());
      } else {
        assertThat(given).as(name + " " + member.getKey()).isEqualTo(member.getValue());
      }
    }
  }

  /** /req/core/fc-timeStamp, fc-numberReturned, fc-numberMatched. */
  @Test
  void aPageTellsItsTimeAndItsNumbers() {
    JsonNode page = places.get("?limit=4");
    Instant made = Instant.parse(page.path("timeStamp").asString());
    assertThat(Duration.between(made, Instant.now()).abs()).isLessThan(Duration.ofMinutes(1));
    assertThat(page.path("numberReturned").asInt()).isEqualTo(page.path("features").size());
    assertThat(page.path("numberMatched").asInt()).isEqualTo(25);
  }

  /** /req/core/http. */
  @Test
  void answersAsHttpSays() {
    for (String path : documents()) {
      Http.Answer head = http.send("HEAD", path, "", "Authorization", Http.admin());
      assertThat(head.status()).as(path).isEqualTo(200);
      assertThat(head.response().body()).isEmpty();
      assertThat(get(path, "Accept", "image/png").status()).as(path).isEqualTo(406);
      assertThat(get(path + (path.contains("?") ? "&" : "?") + "colour=red").code())
          .as(path)
          .isEqualTo("PARAMETER_UNKNOWN");
    }
    Http.Answer refused =
        http.send("DELETE", "/ogc/collections", "", "Authorization", Http.admin());
    assertThat(refused.status()).isEqualTo(405);
    assertThat(refused.header("Allow").orElse("")).contains("GET");
    for (String none : List.of("/ogc/collections/dragons", "/ogc/collections/dragons/items")) {
      assertThat(get(none).status()).as(none).isEqualTo(404);
    }
  }

  /** /req/oas30/oas-impl, completeness, exception-codes. */
  @Test
  void everyOperationOfTheDefinitionAnswersAsDefined() {
    JsonNode api = get("/ogc/api").json();
    String item = places.get("?limit=1").path("features").path(0).path("id").asString();
    Map<String, String> values =
        new TreeMap<>(
            Map.of(
                "{featureId}", item,
                "{tileMatrixSetId}", "WebMercatorQuad",
                "{tileMatrix}", "0",
                "{tileRow}", "0",
                "{tileCol}", "0"));
    for (Map.Entry<String, JsonNode> path : api.path("paths").properties()) {
      String address = path.getKey();
      for (Map.Entry<String, String> value : values.entrySet()) {
        address = address.replace(value.getKey(), value.getValue());
      }
      Http.Answer answer = get("/ogc" + (address.equals("/") ? "" : address));
      JsonNode responses = path.getValue().at("/get/responses");
      JsonNode defined = responses.path(Integer.toString(answer.status()));
      if (defined.isMissingNode()) { // another collection has no such item, or nothing in a tile
        assertThat(path.getKey()).as(path.getKey()).containsAnyOf("{featureId}", "{tileRow}");
        assertThat(address).isNotIn(PLACES.substring(4) + "/items/" + item, "/tiles");
        assertThat(answer.status()).as(address).isEqualTo(404);
        assertThat(responses.has("default")).as(address).isTrue();
      }
      if (answer.status() == 200) {
        assertThat(defined.path("content").propertyNames())
            .as(address)
            .contains(answer.header("Content-Type").orElse("").replaceFirst(";charset.*", ""));
      }
    }
  }

  /** /req/oas30/oas-definition-1, security. */
  @Test
  void theDefinitionIsGivenByItsMediaTypeAndNamesTheWaysToSignIn() {
    String type = "application/vnd.oai.openapi+json;version=3.0";
    Http.Answer answer = get("/ogc/api", "Accept", type);
    assertThat(answer.header("Content-Type")).hasValue(type);
    assertThat(answer.json().at("/components/securitySchemes").propertyNames())
        .containsExactlyInAnyOrder("basic", "bearer");
    assertThat(answer.json().path("security").toString())
        .isEqualTo("[{},{\"basic\":[]},{\"bearer\":[]}]");
    assertThat(get("/ogc/api", "Accept", "text/html").header("Content-Type").orElse(""))
        .startsWith("text/html");
  }
}
