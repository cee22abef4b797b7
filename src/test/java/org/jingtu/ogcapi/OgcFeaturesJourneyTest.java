package org.jingtu.ogcapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jingtu.catalog.Catalog;
import org.jingtu.database.JourneyTest;
import org.jingtu.support.Http;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.mock.web.MockHttpServletRequest;
import tools.jackson.databind.JsonNode;

/** OGC API Features part 1 (17-069r4), on a row of 25 places (see {@link OgcPlaces}). */
@JourneyTest
class OgcFeaturesJourneyTest {

  @LocalServerPort private int port;
  @Autowired private ItemsQueryReader reader;
  @Autowired private CursorKey cursorKey;
  @Autowired private Catalog catalog;
  private Http http;
  private OgcPlaces places;

  @BeforeEach
  void make() {
    http = new Http(port);
    places = new OgcPlaces(http, "139901").make(25);
  }

  private Http.Answer get(String path) {
    return http.get(path, "Authorization", Http.admin());
  }

  @Test
  void landingPageLeadsEverywhere() {
    JsonNode landing = get("/ogc").json();

    for (String rel :
        List.of("self", "alternate", "service-desc", "service-doc", "conformance", "data")) {
      String address = OgcPlaces.link(landing, rel);
      assertThat(address).as(rel).isNotNull();
      assertThat(get(address).status()).as(address).isEqualTo(200);
    }
    assertThat(get("/ogc/conformance").json().path("conformsTo").toString())
        .contains(
            "ogcapi-features-1/1.0/conf/core", "ogcapi-features-4", "cql2/1.0/conf/arithmetic");
  }

  @Test
  void everyLinkOfACollectionWorks() {
    JsonNode collection = get("/ogc/collections/sensitive-places").json();

    assertThat(collection.path("storageCrs").asString()).endsWith("/EPSG/0/4490");
    assertThat(collection.path("crs")).hasSize(1 + 3 + 42); // CRS84; 4490, 4326, 3857; 4513-4554
    assertThat(collection.path("extent").path("spatial").path("bbox").path(0)).hasSize(4);
    assertThat(collection.path("links")).hasSizeGreaterThan(7); // items, schemas, tiles
    for (JsonNode link : collection.path("links")) {
      String address = link.path("href").asString().replaceFirst("^http://[^/]+", "");
      Http.Answer answer = get(address);
      assertThat(answer.status()).as(address).isEqualTo(200);
      assertThat(answer.header("Content-Type").orElse(""))
          .startsWith(link.path("type").asString().split(";")[0]);
    }
    assertThat(get("/ogc/collections").json().path("collections")).hasSize(13);
  }

  @Test
  void givesTenItemsUnlessToldOtherwise() {
    JsonNode page = places.get("");

    assertThat(page.path("type").asString()).isEqualTo("FeatureCollection");
    assertThat(page.path("numberReturned").asInt()).isEqualTo(10);
    assertThat(page.path("numberMatched").asInt()).isEqualTo(25);
    assertThat(page.path("timeStamp").asString())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    assertThat(places.get("?limit=3").path("features")).hasSize(3);
    assertThat(places.get("?limit=999999").path("features")).hasSize(25);
    assertThat(OgcPlaces.link(places.get("?limit=25"), "next")).isNull();
  }

  /** More than the maximum is cut to it, not refused (/req/core/fc-limit-response-1). */
  @ParameterizedTest
  @CsvSource({
    ", 10",
    "9999, 9999",
    "10000, 10000",
    "10001, 10000",
    "999999999, 10000",
    "99999999999999, 10000"
  })
  void cutsTheLimitAtTenThousand(String asked, int most) {
    MockHttpServletRequest request = new MockHttpServletRequest("GET", OgcPlaces.ITEMS);
    if (asked != null) {
      request.setParameter("limit", asked);
    }
    CursorSeal seal = new CursorSeal(cursorKey, "sensitive-places", "a", request);
    ItemsQuery query = reader.read(catalog.getCollection("sensitive-places"), request, seal);
    assertThat(query.limit()).isEqualTo(most);
  }

  @Test
  void hitsGivesTheNumberAlone() {
    JsonNode hits = places.get("?resultType=hits&kind=SCHOOL");

    assertThat(hits.path("numberMatched").asInt()).isEqualTo(13); // 1, 3 … 25
    assertThat(hits.path("numberReturned").asInt()).isZero();
    assertThat(hits.path("features")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bbox=119.0295,41.9,119.0405,42.1 | 3 4",
        // the lower left corner of the third touches
        "bbox=119.02,41.9,119.03,42 | 2 3",
        "bbox=119.0295,41.9,-100,119.0405,42.1,9000 | 3 4",
        // over the antimeridian and round to 119.015
        "bbox=119.2405,41,119.0105,43 | 1 24 25",
        "datetime=2026-01-03T00:00:00Z | 3 5 10 15 20 25",
        "datetime=2026-01-02T16:00:00Z | 3 5 10 15 20 25", // midnight of the third in China
        "datetime=2026-01-03T00:00:00+08:00 | 3 5 10 15 20 25", // a plus that is not %2B
        "datetime=2026-01-22/2026-01-24 | 5 10 15 20 22 23 24 25",
        "datetime=2026-01-22/P2D | 5 10 15 20 22 23 24 25",
        "datetime=2026-01-21T16:00:00Z/P1DT24H | 5 10 15 20 22 23 24 25",
        "datetime=../2026-01-02T00:00:00Z | 1 2 5 10 15 20 25",
        "datetime=2026-01-23/ | 5 10 15 20 23 24 25",
        "kind=HOSPITAL&bbox=119,41,119.05,43 | 2 4",
        "sourceDate=2026-01-07 | 7",
        "name=Place%20B%201 | 1",
        "sortby=-sourceDate&bbox=119.2,41,119.3,43 | 24 23 22 21 20 25",
        "sortby=kind,-code&bbox=119,41,119.0405,43 | 4 2 3 1",
        "filter=kind%3D%27SCHOOL%27%20AND%20code%3C%27139901-05%27 | 1 3"
      })
  void finds(String query, String expected) {
    assertThat(places.find("?" + query))
        .isEqualTo(java.util.Arrays.stream(expected.split(" ")).map(Integer::valueOf).toList());
  }

  @Test
  void givesThePropertiesAskedFor() {
    JsonNode feature = places.get("?properties=code,kind&limit=1").path("features").path(0);
    assertThat(feature.path("properties").propertyNames()).containsExactly("code", "kind");
    assertThat(feature.path("geometry").isNull()).isFalse();
    assertThat(
            places
                .get("?skipGeometry=true&limit=1")
                .path("features")
                .path(0)
                .path("geometry")
                .isNull())
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "colour=red | PARAMETER_UNKNOWN | colour",
        "limit=0 | BAD_PARAMETER | limit",
        "limit=ten | BAD_PARAMETER | limit",
        "limit=-1 | BAD_PARAMETER | limit",
        "bbox=1,2,3 | BAD_PARAMETER | bbox",
        "bbox=1,2,3,x | BAD_PARAMETER | bbox",
        "bbox=1,9,3,4 | BAD_PARAMETER | bbox",
        "bbox=1,2,3,NaN | BAD_PARAMETER | bbox",
        "bbox-crs=EPSG:4527 | BAD_PARAMETER | bbox-crs",
        "crs=http://www.opengis.net/def/crs/EPSG/0/2154 | BAD_PARAMETER | crs",
        "datetime=yesterday | BAD_PARAMETER | datetime",
        "datetime=2026-02-01/P-1D | BAD_PARAMETER | datetime",
        "datetime=../P1D | BAD_PARAMETER | datetime",
        "datetime=2026-02-01/2026-01-01 | BAD_PARAMETER | datetime",
        "kind=CASTLE | BAD_PARAMETER | kind",
        "sourceDate=soon | BAD_PARAMETER | sourceDate",
        "sortby=colour | BAD_PARAMETER | sortby",
        "properties=colour | BAD_PARAMETER | properties",
        "resultType=none | BAD_PARAMETER | resultType",
        "f=xml | BAD_PARAMETER | f",
        "asOf=2999-01-01T00:00:00Z | BAD_PARAMETER | asOf",
        "asOf=-999999999-01-01T00:00:00Z | BAD_PARAMETER | asOf",
        "name=a%00b | BAD_PARAMETER | name",
        "filter=name%3D%27a%00b%27 | BAD_PARAMETER | filter",
        "filter-lang=cql2-json&filter=%7B%22op%22:%22%3D%22,%22args%22:[%7B%22property%22:%22name%22%7D,%22a%5Cu0000b%22]%7D | FILTER_SYNTAX | filter",
        "bbox=0,0,1e7,5e7&bbox-crs=http://www.opengis.net/def/crs/EPSG/0/4527 | BAD_PARAMETER | bbox",
        "filter=S_INTERSECTS(geometry,POLYGON((0%200,1%201,1%200,0%201,0%200))) | FILTER_GEOMETRY_FLAWED | filter",
        "filter=colour%3D1 | FILTER_ATTRIBUTE_UNKNOWN | filter",
        "filter=kind%3D | FILTER_SYNTAX | filter",
        "filter-lang=sql | BAD_PARAMETER | filter-lang",
        "filter-crs=here | BAD_PARAMETER | filter-crs",
        "cursor=abc | CURSOR_UNREADABLE | cursor",
        // {"v":1,"n":1,"f":1,"k":["x"]}, made up
        "sortby=sourceDate&cursor=eyJ2IjoxLCJuIjoxLCJmIjoxLCJrIjpbIngiXX0 | CURSOR_UNREADABLE | cursor",
        "cursor=eyJ2IjoxLCJuIjoxLCJmIjoxLCJrIjpbIngiXX0 | CURSOR_UNREADABLE | cursor",
        "limit=1&limit=2 | BAD_PARAMETER | limit"
      })
  void refusesWithTheNameOfTheParameter(String query, String code, String parameter) {
    Http.Answer answer = get(OgcPlaces.ITEMS + "?" + query);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.json().path("parameter").asString()).isEqualTo(parameter);
  }

  @Test
  void refusesUnknownParametersEverywhere() {
    for (String path :
        List.of(
            "/ogc",
            "/ogc/conformance",
            "/ogc/api",
            "/ogc/collections",
            "/ogc/collections/parcels",
            "/ogc/collections/parcels/queryables",
            "/ogc/collections/parcels/schema")) {
      Http.Answer answer = get(path + "?x=1");
      assertThat(answer.status()).as(path).isEqualTo(400);
      assertThat(answer.json().path("parameter").asString()).isEqualTo("x");
    }
  }

  @Test
  void pagesStayTheSameUnderWrites() {
    OgcPlaces others = new OgcPlaces(http, "139902").make(12);
    for (String sort : List.of("", "&sortby=kind,-sourceDate")) {
      List<Integer> before = others.find(sort.isEmpty() ? "" : "?" + sort.substring(1));
      JsonNode page = others.get("?limit=5" + sort);
      List<Integer> seen = new ArrayList<>(OgcPlaces.numbers(page));
      int writes = 0;
      while (OgcPlaces.link(page, "next") != null) {
        // what comes next is deleted, replaced, and joined by new ones before it is read
        disturb(others, ++writes, sort.isEmpty() ? "x" : "y");
        page = get(OgcPlaces.link(page, "next")).json();
        assertThat(page.path("numberMatched").asInt()).isEqualTo(before.size());
        seen.addAll(OgcPlaces.numbers(page));
      }
      assertThat(writes).isGreaterThanOrEqualTo(2);
      assertThat(seen).isEqualTo(before);
    }
  }

  private void disturb(OgcPlaces others, int write, String suffix) {
    JsonNode last = others.get("?limit=100").path("features").path(11 - write);
    String path = "/api/collections/sensitive-places/features/" + last.path("id").asString();
    String tag = get(path).header("ETag").orElseThrow();
    String[] headers = {"Authorization", Http.admin(), "If-Match", tag};
    assertThat(http.send("DELETE", path, "", headers).status()).isEqualTo(204);
    others.make(12 + write, suffix);
  }

  @Test
  void oneItemHasItsLinksAndItsTag() {
    JsonNode listed = places.get("?limit=1").path("features").path(0);
    String path = OgcPlaces.ITEMS + "/" + listed.path("id").asString();
    Http.Answer answer = get(path);

    assertThat(answer.json().at("/properties/code").asString("")).startsWith("139901-");
    assertThat(answer.json().path("properties")).isEqualTo(listed.path("properties"));
    assertThat(answer.json().path("geometry")).isEqualTo(listed.path("geometry"));
    assertThat(OgcPlaces.link(answer.json(), "collection")).startsWith("/ogc/collections/");
    assertThat(answer.header("Content-Crs")).hasValue("<" + OgcCrs.CRS84 + ">");
    String tag = answer.header("ETag").orElseThrow();
    assertThat(http.get(path, "Authorization", Http.admin(), "If-None-Match", tag).status())
        .isEqualTo(304);
    assertThat(get(OgcPlaces.ITEMS + "/999999999").code()).isEqualTo("FEATURE_NOT_FOUND");
    assertThat(get(OgcPlaces.ITEMS + "/x").status()).isEqualTo(404);
  }

  @Test
  void openApiDocumentIsWholeAndRefersToItselfOnly() {
    Http.Answer answer = get("/ogc/api");
    JsonNode document = answer.json();

    assertThat(answer.header("Content-Type"))
        .hasValue("application/vnd.oai.openapi+json;version=3.0");
    assertThat(document.path("openapi").asString()).startsWith("3.0.");
    OpenApiRules.requireValid(document);
    JsonNode tile =
        document
            .path("paths")
            .path("/tiles/{tileMatrixSetId}/{tileMatrix}/{tileRow}/{tileCol}")
            .path("get");
    assertThat(tile.path("operationId").asString()).endsWith(".dataset.vector.getTile");
    assertThat(tile.path("parameters").toString()).contains("\"style\":\"form\",\"explode\":false");
    JsonNode items = document.path("paths").path("/collections/sensitive-places/items");
    assertThat(items.has("post")).isTrue();
    assertThat(items.path("get").path("parameters").toString()).contains("\"kind\"", "HOSPITAL");
  }

  @Test
  void everyDocumentIsAlsoAPageForPeople() {
    String item = places.get("?limit=1").path("features").path(0).path("id").asString();
    for (String path :
        List.of(
            "",
            "/conformance",
            "/api",
            "/collections",
            "/collections/sensitive-places",
            "/collections/sensitive-places/queryables",
            "/collections/sensitive-places/sortables",
            "/collections/sensitive-places/schema",
            "/collections/sensitive-places/items?limit=3",
            "/collections/sensitive-places/items/" + item)) {
      Http.Answer page =
          http.get("/ogc" + path, "Authorization", Http.admin(), "Accept", "text/html,*/*;q=0.8");
      assertThat(page.status()).as(path).isEqualTo(200);
      assertThat(page.response().body()).startsWith("<!DOCTYPE html>").doesNotContain("style=");
      assertThat(page.response().body()).doesNotContain("<script>").contains("lang=\"zh-CN\"");
      assertThat(page.header("Content-Security-Policy").orElse("")).doesNotContain("unsafe");
    }
    String english =
        http.get("/ogc?f=html", "Authorization", Http.admin(), "Accept-Language", "en")
            .response()
            .body();
    assertThat(english).contains("Open in QGIS", "http://127.0.0.1:" + port + "/ogc</code>");
    assertThat(get("/ogc/collections?f=html").response().body()).contains("宗地", "Parcels");
  }

  @Test
  void pagesShowWhatIsRegisteredAsTextNotAsMarkup() {
    String body =
        places
            .feature(1, "m")
            .replace("Place B 1", "<script>alert(1)</script>&")
            .replace("139901", "139903");
    assertThat(
            http.postJson(
                    "/api/collections/sensitive-places/features",
                    body,
                    "Authorization",
                    Http.admin())
                .status())
        .isIn(201, 409);
    String filter = URLEncoder.encode("code = '139903-01m'", StandardCharsets.UTF_8);
    String page = get(OgcPlaces.ITEMS + "?f=html&filter=" + filter).response().body();
    assertThat(page)
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;&amp;")
        .doesNotContain("<script>alert");
  }

  @Test
  void conditionalRequestsKnowTheDataVersion() {
    String path = OgcPlaces.ITEMS + "?limit=1&adcode=139904";
    Http.Answer first = get(path);
    String tag = first.header("ETag").orElseThrow();
    assertThat(first.header("Cache-Control")).hasValue("private, no-cache");
    assertThat(first.header("Vary").orElse(""))
        .contains("Authorization", "Cookie", "Accept-Language");
    assertThat(http.get(path, "Authorization", Http.admin(), "If-None-Match", tag).status())
        .isEqualTo(304);

    new OgcPlaces(http, "139904").make(1, "-" + System.nanoTime());

    assertThat(http.get(path, "Authorization", Http.admin(), "If-None-Match", tag).status())
        .isEqualTo(200);
  }

  @Test
  void asOfReadsThePast() {
    OgcPlaces past = new OgcPlaces(http, "139905");
    String id = past.make(1, "-" + System.nanoTime());
    String path = "/api/collections/sensitive-places/features/" + id;
    String since = get(path).json().path("since").asString();
    String tag = get(path).header("ETag").orElseThrow();
    http.send("DELETE", path, "", "Authorization", Http.admin(), "If-Match", tag);

    assertThat(get(OgcPlaces.ITEMS + "/" + id).status()).isEqualTo(404);
    assertThat(get(OgcPlaces.ITEMS + "/" + id + "?asOf=" + since).status()).isEqualTo(200);
    assertThat(past.get("?asOf=" + since).path("features").toString()).contains("\"" + id + "\"");
    assertThat(past.get("").path("features").toString()).doesNotContain("\"" + id + "\"");
  }
}
