package org.jingtu.ogcapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import org.jingtu.database.JourneyTest;
import org.jingtu.support.Http;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The anonymous see published collections, and of the others not even that they exist. */
@JourneyTest
class OgcAccessJourneyTest {

  private static final List<String> HIDDEN =
      List.of("contaminated-sites", "parcels", "farmland-classes", "疑似及污染地块");

  @LocalServerPort private int port;
  private Http http;

  @BeforeEach
  void make() {
    http = new Http(port);
    new OgcPlaces(http, "139901").make(25);
  }

  @Test
  void theAnonymousSeePublishedCollectionsOnly() {
    TreeSet<String> seen = new TreeSet<>();
    for (JsonNode collection : http.get("/ogc/collections").json().path("collections")) {
      seen.add(collection.path("id").asString());
    }
    // those of the catalogue with published: true
    assertThat(seen)
        .containsExactly(
            "control-zones",
            "groundwater-zones",
            "sensitive-places",
            "supervised-units",
            "water-source-protection");
    assertThat(http.get(OgcPlaces.ITEMS + "?limit=1").json().path("features")).hasSize(1);
  }

  @Test
  void nothingNamesWhatIsNotPublished() {
    for (String path :
        List.of("", "?f=html", "/conformance", "/api", "/collections", "/collections?f=html")) {
      Http.Answer answer = http.get("/ogc" + path);
      assertThat(answer.status()).as(path).isEqualTo(200);
      assertThat(answer.response().body()).as(path).doesNotContain(HIDDEN);
    }
    assertThat(http.get("/ogc/api").response().body()).doesNotContain("\"post\"");
  }

  @Test
  void whatIsNotPublishedAnswersLikeWhatDoesNotExist() {
    for (String path :
        List.of(
            "",
            "/items",
            "/items/1",
            "/items?resultType=hits",
            "/items?limit=x",
            "/items?bbox=1",
            "/queryables",
            "/sortables",
            "/schema",
            "/items?filter=status%3D1")) {
      Http.Answer hidden = http.get("/ogc/collections/contaminated-sites" + path);
      Http.Answer unknown = http.get("/ogc/collections/dragons" + path);
      assertThat(hidden.status()).as(path).isEqualTo(404);
      assertThat(comparable(hidden, "contaminated-sites"))
          .isEqualTo(comparable(unknown, "dragons"));
      assertThat(hidden.response().body()).doesNotContain("parcels");
    }
  }

  @Test
  void whoSeesTooLittleIsToldToSignIn() {
    String path = "/ogc/collections/contaminated-sites-of-another-name";
    assertThat(http.get(path).json().path("detail").asString()).contains("请先登录");
    assertThat(http.get(path, "Authorization", Http.admin()).json().path("detail").asString())
        .endsWith("。")
        .doesNotContain("登录");
  }

  private static String comparable(Http.Answer answer, String id) {
    ObjectNode problem = (ObjectNode) answer.json();
    problem.remove("requestId");
    TreeSet<String> headers = new TreeSet<>(answer.response().headers().map().keySet());
    headers.remove("set-cookie"); // the first answer of all brings the CSRF token
    return problem.toString().replace(id, "…") + headers;
  }

  @Test
  void theAnonymousReadNoHistory() {
    Http.Answer answer = http.get(OgcPlaces.ITEMS + "?asOf=2026-01-01T00:00:00Z");
    assertThat(answer.status()).isIn(401, 403);
  }

  @Test
  void theAnonymousWriteNothing() {
    for (String method : List.of("POST", "PUT", "PATCH", "DELETE")) {
      String path = method.equals("POST") ? OgcPlaces.ITEMS : OgcPlaces.ITEMS + "/1";
      assertThat(http.send(method, path, "{}", "Content-Type", "application/json").status())
          .as(method)
          .isEqualTo(401);
    }
  }

  @Test
  void entityTagsDifferByWhatOneMaySee() {
    String path = OgcPlaces.ITEMS + "?limit=1";
    String tag = http.get(path, "Authorization", Http.admin()).header("ETag").orElseThrow();

    assertThat(http.get(path, "If-None-Match", tag).status()).isEqualTo(200);
    assertThat(http.get("/ogc/collections").header("ETag"))
        .isNotEqualTo(http.get("/ogc/collections", "Authorization", Http.admin()).header("ETag"));
    assertThat(http.get("/ogc/collections").header("Cache-Control")).hasValue("private, no-cache");
  }

  @Test
  void theMapOfThePagesIsOpenToo() {
    for (String path : List.of("/ogc/map.js", "/ogc/ogc.css", "/webjars/ol/10.7.0/dist/ol.js")) {
      assertThat(http.get(path).status()).as(path).isEqualTo(200);
    }
  }
}
