package org.jingtu.ogcapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jingtu.catalog.Catalog;
import org.jingtu.catalog.Collection;
import org.jingtu.database.JourneyTest;
import org.jingtu.features.FeatureFilter;
import org.jingtu.support.Http;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGStatement;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What clients, browsers and proxies do beside what the standards ask. */
@JourneyTest
class OgcHabitsJourneyTest {

  private static final String PLACES = "/ogc/collections/sensitive-places";

  @LocalServerPort private int port;
  @Autowired private Catalog catalog;
  @Autowired private OgcCrs systems;
  @Autowired private DataSource database;
  private Http http;

  @BeforeEach
  void make() {
    http = new Http(port);
    new OgcPlaces(http, "139901").make(25);
  }

  private Http.Answer get(String path, String... headers) {
    String[] all = new String[headers.length + 2];
    all[0] = "Authorization";
    all[1] = Http.admin();
    System.arraycopy(headers, 0, all, 2, headers.length);
    return http.get(path, all);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/ogc",
        "/ogc/collections",
        "/ogc/conformance",
        PLACES,
        PLACES + "/items",
        "/ogc/tileMatrixSets/WebMercatorQuad"
      })
  void aSlashAtTheEndChangesNothing(String path) {
    Http.Answer plain = get(path);
    Http.Answer slash = get(path + "/");

    assertThat(slash.status()).isEqualTo(200);
    assertThat(withoutTime(slash)).isEqualTo(withoutTime(plain));
    assertThat(get(PLACES + "/items/?limit=0").json().path("parameter").asString())
        .isEqualTo("limit");
  }

  private static String withoutTime(Http.Answer answer) {
    return answer.response().body().replaceFirst("\"timeStamp\":\"[^\"]*\"", "");
  }

  /**
   * /rec/core/cross-origin: without the cookies of the page, which would open what is not public.
   */
  @Test
  void scriptsOfOtherSitesMayRead() {
    String origin = "https://maps.example.org";
    Http.Answer read = http.get(PLACES + "/items?limit=1", "Origin", origin);
    assertThat(read.status()).isEqualTo(200);
    assertThat(read.header("Access-Control-Allow-Origin")).hasValue("*");
    assertThat(read.header("Access-Control-Allow-Credentials")).isEmpty();
    assertThat(read.header("Access-Control-Expose-Headers").orElse(""))
        .contains("Content-Crs", "ETag", "Link");
    Http.Answer tile = http.get("/ogc/tiles/WebMercatorQuad/0/0/0", "Origin", origin);
    assertThat(tile.header("Access-Control-Allow-Origin")).hasValue("*");

    String[] asks = {
      "Origin",
      origin,
      "Access-Control-Request-Method",
      "GET",
      "Access-Control-Request-Headers",
      "authorization,if-none-match"
    };
    Http.Answer before = http.send("OPTIONS", PLACES + "/items", "", asks);
    assertThat(before.status()).isEqualTo(200);
    assertThat(before.header("Access-Control-Allow-Headers").orElse(""))
        .contains("authorization", "if-none-match");
    assertThat(get(PLACES + "/items?limit=1", "Origin", origin).header("Vary").orElse(""))
        .contains("Origin");

    Http.Answer elsewhere = http.send("OPTIONS", "/api/collections", "", asks);
    assertThat(elsewhere.header("Access-Control-Allow-Origin")).isEmpty();
    assertThat(get("/api/collections", "Origin", origin).header("Access-Control-Allow-Origin"))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/jingtu | https://gis.example.org/jingtu/ogc/",
        "/a/b/ | https://gis.example.org/a/b/ogc/",
        "//evil.example | https://gis.example.org/ogc/",
        "/\"><script> | https://gis.example.org/ogc/"
      })
  void linksLeadThroughTheProxy(String prefix, String start) {
    Http.Answer answer =
        http.get(
            PLACES + "/items?limit=1",
            "X-Forwarded-Proto",
            "https",
            "X-Forwarded-Host",
            "gis.example.org",
            "X-Forwarded-Prefix",
            prefix);
    for (JsonNode link : answer.json().path("links")) {
      assertThat(link.path("href").asString()).startsWith(start);
    }
    assertThat(answer.header("Link").orElse("")).startsWith("<" + start);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/html;q=0, */* | 200 | application/geo+json",
        "application/geo+json;q=0, application/json;q=0, */* | 200 | text/html",
        "text/html;q=0.5, application/geo+json;q=0.9 | 200 | application/geo+json",
        "application/json;q=0.1, text/html | 200 | text/html",
        "text/html, */* | 200 | text/html",
        "application/geo+json;q=0, application/json;q=0, text/html;q=0 | 406 |",
        "text/html;q=0 | 406 |"
      })
  void whatIsForbiddenIsNotSent(String accept, int status, String type) {
    Http.Answer answer = get(PLACES + "/items?limit=1", "Accept", accept);

    assertThat(answer.status()).isEqualTo(status);
    if (type != null) {
      assertThat(answer.header("Content-Type").orElse("")).startsWith(type);
    }
    assertThat(get("/ogc/tiles/WebMercatorQuad/0/0/0", "Accept", "*/*;q=0").status())
        .isEqualTo(406);
  }

  @Test
  void whatIsNotUtf8IsRefused() {
    for (String wrong : List.of("%FF", "%ED%A0%80", "%C3")) {
      Http.Answer answer = get(PLACES + "/items?name=" + wrong);
      assertThat(answer.status()).as(wrong).isEqualTo(400);
      assertThat(answer.code()).isEqualTo("PARAMETERS_UNDECODABLE");
    }
  }

  @Test
  void aFilterMayBeLong() {
    // 1,000 codes of 11 characters in quotes, with comma: 14,000 characters
    String codes =
        IntStream.range(0, 1000)
            .mapToObj("'139901-%04d'"::formatted)
            .collect(Collectors.joining(","));
    String filter = "code IN ('139901-01'," + codes + ")";
    Http.Answer answer =
        get(
            PLACES
                + "/items?resultType=hits&filter="
                + URLEncoder.encode(filter, StandardCharsets.UTF_8));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("numberMatched").asInt()).isEqualTo(1);
  }

  /** Conditions of the same cost are asked in their order, in a plan for any value too. */
  @Test
  void whoIsLimitedToAnAreaLearnsNothingByWhatFails() throws SQLException {
    Collection places = catalog.getCollection("sensitive-places");
    FeatureFilter failing =
        FeatureFilter.parseCql2Text(places, "(areaSquareMetres * 1e308) IS NULL", w -> w);
    List<FeatureFilter> filters = List.of(FeatureFilter.within("999999"), failing);
    ItemSql sql = new ItemSql(ItemsQuery.ofOne(places, systems.crs84(), filters, null), null);
    String text = sql.count();
    try (Connection connection = database.getConnection();
        Statement settings = connection.createStatement()) {
      settings.execute("set plan_cache_mode = force_generic_plan");
      try (PreparedStatement statement = connection.prepareStatement(text)) {
        statement.unwrap(PGStatement.class).setPrepareThreshold(-1);
        for (int i = 0; i < sql.parameters().size(); i++) {
          statement.setObject(i + 1, sql.parameters().get(i));
        }
        try (ResultSet rows = statement.executeQuery()) {
          assertThat(rows.next()).isTrue();
          assertThat(rows.getLong(1)).isZero(); // and not: value out of range
        }
      } finally {
        settings.execute("reset plan_cache_mode");
      }
    }
  }

  @Test
  void pagesSayYesAndNo() {
    String unit =
        """
        {"type":"Feature","properties":{"code":"HABIT-%d","name":"x","adcode":"139901","kind":"SOIL","inOperation":true},"geometry":%s}"""
            .formatted(System.nanoTime(), OgcPlaces.square(7));
    String items = "/ogc/collections/supervised-units/items";
    Http.Answer made = http.postJson(items, unit, "Authorization", Http.admin());
    assertThat(made.status()).as(made.response().body()).isEqualTo(201);
    String path = made.header("Location").orElseThrow().replaceFirst("^http://[^/]+", "");

    assertThat(get(path + "?f=html").response().body()).contains("<td>是</td>");
    assertThat(get(path + "?f=html", "Accept-Language", "en").response().body())
        .contains("<td>yes</td>");
    assertThat(get(path).json().at("/properties/inOperation").asBoolean()).isTrue();
  }

  @Test
  void theMapOfAPageIsInItsOwnCrs() {
    String crs = "crs=http://www.opengis.net/def/crs/EPSG/0/4527";
    String item = new OgcPlaces(http, "139901").get("?limit=1").at("/features/0/id").asString();
    for (String path :
        List.of(PLACES + "/items?limit=3&" + crs, PLACES + "/items/" + item + "?" + crs)) {
      String page = get(path + "&f=html").response().body();
      String source = page.replaceFirst("(?s).*data-source=\"([^\"]*)\".*", "$1");
      assertThat(source).contains("/items").doesNotContain("crs=");
      String address = source.replace("&amp;", "&").replaceFirst("^http://[^/]+", "");
      assertThat(get(address).header("Content-Crs")).hasValue("<" + OgcCrs.CRS84 + ">");
    }
  }

  @Test
  void englishReadersReadEnglish() {
    String[] english = {"Accept-Language", "en"};
    JsonNode kind = get(PLACES + "/schema", english).json().at("/properties/kind");
    assertThat(kind.path("title").asString()).isEqualTo("Kind");
    assertThat(kind.path("oneOf").toString()).contains("\"School\"").doesNotContain("学校");
    String tiles = get(PLACES + "/tiles/WebMercatorQuad?f=tilejson", english).response().body();
    assertThat(tiles).contains("\"kind\":\"Kind\"");
    String api = get("/ogc/api", english).response().body();
    assertThat(api).contains("\"title\":\"Kind\"").doesNotContain("\"title\":\"类别\"");

    String refused = PLACES + "/items?filter=kind%3D%27CASTLE%27";
    assertThat(get(refused, english).json().path("detail").asString())
        .contains("SCHOOL School")
        .doesNotContain("学校");
    assertThat(get(refused).json().path("detail").asString()).contains("SCHOOL 学校");
    String cut = PLACES + "/items?filter=kind%3D";
    assertThat(get(cut, english).json().path("detail").asString()).contains("not complete");
    assertThat(get(cut + "&filter-lang=cql2-json").json().path("detail").asString())
        .doesNotContain("REDACTED");
    assertThat(get(cut).json().path("detail").asString()).contains("不完整");
    String crossed =
        PLACES + "/items?filter=S_INTERSECTS(geometry,POLYGON((0%200,1%201,1%200,0%201,0%200)))";
    assertThat(get(crossed, english).json().path("detail").asString())
        .contains("crosses itself (0.5 0.5).");
  }
}
