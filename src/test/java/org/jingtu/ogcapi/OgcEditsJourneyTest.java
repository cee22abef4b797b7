package org.jingtu.ogcapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jingtu.database.JourneyTest;
import org.jingtu.support.Http;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** OGC API Features part 4 (20-002): items are created, replaced, updated and deleted. */
@JourneyTest
class OgcEditsJourneyTest {

  @LocalServerPort private int port;
  private Http http;
  private final OgcPlaces places = new OgcPlaces(new Http(0), "139907");
  private String suffix;

  @BeforeEach
  void make() {
    http = new Http(port);
    suffix = "-" + System.nanoTime();
  }

  private Http.Answer send(String method, String path, String body, String... headers) {
    String[] all = new String[headers.length + 4];
    System.arraycopy(headers, 0, all, 4, headers.length);
    all[0] = "Authorization";
    all[1] = Http.admin();
    all[2] = "Content-Type";
    all[3] = "application/geo+json";
    return http.send(method, path, body, all);
  }

  private String create() {
    Http.Answer answer = send("POST", OgcPlaces.ITEMS, places.feature(3, suffix));
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
    return answer.header("Location").orElseThrow().replaceFirst("^http://[^/]+", "");
  }

  private Http.Answer get(String path) {
    return http.get(path, "Authorization", Http.admin());
  }

  @Test
  void optionsTellWhatTheCallerMayDo() {
    Http.Answer items = send("OPTIONS", OgcPlaces.ITEMS, "");
    assertThat(items.status()).isEqualTo(200);
    assertThat(items.header("Allow").orElse("").split(","))
        .containsExactlyInAnyOrder("GET", "HEAD", "OPTIONS", "POST");
    assertThat(items.header("Accept-Post")).hasValue("application/geo+json, application/json");

    Http.Answer item = send("OPTIONS", create(), "");
    assertThat(item.header("Allow").orElse("").split(","))
        .containsExactlyInAnyOrder("GET", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE");
    assertThat(item.header("Accept-Patch").orElse("")).contains("application/merge-patch+json");
    assertThat(http.send("OPTIONS", OgcPlaces.ITEMS, "").status()).isEqualTo(401);
  }

  @Test
  void createsReplacesUpdatesAndDeletes() {
    String path = create();
    String first = get(path).header("ETag").orElseThrow();
    assertThat(get(path).json().path("properties").path("name").asString()).isEqualTo("Place D 3");

    ObjectNode item = (ObjectNode) get(path).json();
    ((ObjectNode) item.path("properties")).put("name", "甲");
    assertThat(send("PUT", path, item.toString()).status()).isEqualTo(428);
    Http.Answer replaced = send("PUT", path, item.toString(), "If-Match", first);
    assertThat(replaced.status()).as(replaced.response().body()).isEqualTo(204);
    assertThat(send("PUT", path, item.toString(), "If-Match", first).status()).isEqualTo(412);
    Http.Answer nameless =
        http.send("POST", OgcPlaces.ITEMS, item.toString(), "Authorization", Http.admin());
    assertThat(nameless.status()).isEqualTo(400);
    assertThat(nameless.json().path("parameter").asString()).isEqualTo("Content-Type");
    String second = replaced.header("ETag").orElseThrow();
    assertThat(get(path).header("ETag")).hasValue(second);
    assertThat(get(path).json().path("properties").path("name").asString()).isEqualTo("甲");

    String patch = "{\"properties\":{\"name\":\"乙\",\"sourceDate\":null}}";
    Http.Answer updated = send("PATCH", path, patch, "If-Match", second);
    assertThat(updated.status()).as(updated.response().body()).isEqualTo(204);
    for (String other : List.of("{\"id\":\"7\"}", "{\"properties\":{\"id\":null}}")) {
      Http.Answer refused = send("PATCH", path, other, "If-Match", second);
      assertThat(refused.status()).as(other).isEqualTo(400);
    }
    JsonNode now = get(path).json();
    assertThat(now.path("properties").path("name").asString()).isEqualTo("乙");
    assertThat(now.path("properties").path("sourceDate").isNull()).isTrue();
    assertThat(now.path("properties").path("kind").asString()).isEqualTo("SCHOOL");
    assertThat(now.path("geometry")).isEqualTo(item.path("geometry"));

    String third = updated.header("ETag").orElseThrow();
    assertThat(send("DELETE", path, "").status()).isEqualTo(428);
    assertThat(send("DELETE", path, "", "If-Match", third).status()).isEqualTo(204);
    assertThat(get(path).status()).isEqualTo(404);
  }

  @Test
  void aBodyOfAnotherKindIsRefused() {
    String path = create();
    String tag = get(path).header("ETag").orElseThrow();
    String[] plain = {"Authorization", Http.admin(), "If-Match", tag, "Content-Type", "text/plain"};
    for (String method : List.of("POST", "PUT", "PATCH")) {
      String address = method.equals("POST") ? OgcPlaces.ITEMS : path;
      Http.Answer refused = http.send(method, address, "{}", plain);
      assertThat(refused.status()).as(method).isEqualTo(415);
      assertThat(refused.header(method.equals("PATCH") ? "Accept-Patch" : "Accept").orElse(""))
          .contains("application/geo+json");
    }
    for (String nothing :
        List.of("[]", "5", "null", "{\"properties\":null}", "{\"properties\":[1]}")) {
      Http.Answer refused = send("PATCH", path, nothing, "If-Match", tag);
      assertThat(refused.status()).as(nothing).isEqualTo(400);
    }
    assertThat(get(path).header("ETag")).hasValue(tag);
  }

  @Test
  void readsCoordinatesInTheOrderOfContentCrs() {
    // 4528: 3-degree zone 40, easting with prefix; northing first as registered
    String body =
        places
            .feature(4, suffix)
            .replaceFirst(
                "\"coordinates\":.*?]]]",
                "\"coordinates\":[[[4652000,40420000],[4652000,40420100],[4652100,40420100],[4652100,40420000],[4652000,40420000]]]");
    Http.Answer answer =
        send(
            "POST",
            OgcPlaces.ITEMS,
            body,
            "Content-Crs",
            "<http://www.opengis.net/def/crs/EPSG/0/4528>");
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
    String path = answer.header("Location").orElseThrow().replaceFirst("^http://[^/]+", "");

    JsonNode corner =
        get(path + "?crs=http://www.opengis.net/def/crs/EPSG/0/4528")
            .json()
            .path("geometry")
            .path("coordinates")
            .path(0)
            .path(0)
            .path(0);
    assertThat(corner.path(0).asDouble()).isBetween(4651999.999, 4652100.001);
    assertThat(corner.path(1).asDouble()).isBetween(40419999.999, 40420100.001);
    // 100 m × 100 m, 80 km west of the central meridian: 10,000 / (1 + (79,950/6,375,000)²) =
    // 9,998.43
    assertThat(get(path).json().path("properties").path("areaSquareMetres").asDouble())
        .isCloseTo(9998.43, within(0.02));

    String tag = get(path).header("ETag").orElseThrow();
    JsonNode before = get(path).json().path("geometry");
    assertThat(send("PATCH", path, "{\"properties\":{\"name\":\"丙\"}}", "If-Match", tag).status())
        .isEqualTo(204);
    assertThat(get(path).json().path("geometry")).isEqualTo(before); // not moved by a hair
    assertThat(
            get("/api" + path.substring(4).replace("items", "features"))
                .json()
                .path("sourceCrs")
                .asString())
        .isEqualTo("EPSG:4528");
  }

  @Test
  void refusesWhatTheRegistryRefuses() {
    Http.Answer bad =
        send("POST", OgcPlaces.ITEMS, places.feature(3, suffix).replace("SCHOOL", "CASTLE"));
    assertThat(bad.status()).isEqualTo(422);
    assertThat(bad.code()).isEqualTo("FEATURE_INVALID");
    Http.Answer crs =
        send("POST", OgcPlaces.ITEMS, places.feature(3, suffix), "Content-Crs", "EPSG:2363");
    assertThat(crs.status()).isEqualTo(400);
    assertThat(crs.json().path("parameter").asString()).isEqualTo("Content-Crs");
    assertThat(send("POST", OgcPlaces.ITEMS + "?x=1", places.feature(3, suffix)).status())
        .isEqualTo(400);
    create();
    assertThat(send("POST", OgcPlaces.ITEMS, places.feature(3, suffix)).code())
        .isEqualTo("CODE_IN_USE");
  }

  /** The life of a site is kept here as under /api. */
  @Test
  void theGuardsOfOtherRoomsJudgeHereToo() {
    String body =
        """
        {"type":"Feature","properties":{"code":"OGC%s","name":"x","adcode":"139907","status":"SUSPECTED"},"geometry":%s}
        """
            .formatted(suffix, OgcPlaces.square(9));
    Http.Answer made = send("POST", "/ogc/collections/contaminated-sites/items", body);
    assertThat(made.status()).as(made.response().body()).isEqualTo(201);
    String path = made.header("Location").orElseThrow().replaceFirst("^http://[^/]+", "");
    String tag = get(path).header("ETag").orElseThrow();

    // what is suspected is surveyed before it can be on the list, or off it again
    String delisted = body.replace("SUSPECTED", "DELISTED");
    Http.Answer put = send("PUT", path, delisted, "If-Match", tag);
    Http.Answer patch =
        send("PATCH", path, "{\"properties\":{\"status\":\"DELISTED\"}}", "If-Match", tag);
    for (Http.Answer refused : List.of(put, patch)) {
      assertThat(refused.status()).isEqualTo(422);
      assertThat(refused.json().at("/problems/0/code").asString())
          .isEqualTo("SITE_TRANSITION_NOT_ALLOWED");
    }
    assertThat(get(path).header("ETag")).hasValue(tag);
  }

  /** /req/create-replace-delete/put-rid-exception. */
  @Test
  void nothingIsCreatedByReplacing() {
    String path = create();
    String body = places.feature(3, suffix);
    String tag = get(path).header("ETag").orElseThrow();
    assertThat(send("DELETE", path, "", "If-Match", tag).status()).isEqualTo(204);

    for (String absent : List.of(path, OgcPlaces.ITEMS + "/999999999")) {
      Http.Answer unconditional = send("PUT", absent, body);
      assertThat(unconditional.status()).isEqualTo(404);
      assertThat(unconditional.code()).isEqualTo("FEATURE_NOT_FOUND");
      Http.Answer expecting = send("PUT", absent, body, "If-Match", tag);
      assertThat(expecting.status()).isEqualTo(412);
      assertThat(expecting.code()).isEqualTo("ITEM_ABSENT");
      assertThat(get(absent).status()).isEqualTo(404);
    }
    String patch = "{\"properties\":{\"name\":\"x\"}}";
    assertThat(send("PATCH", path, patch, "If-Match", tag).status()).isEqualTo(404);
    assertThat(send("DELETE", path, "", "If-Match", tag).status()).isEqualTo(404);
  }

  /** Links have titles in the reader's language: other bytes, another tag; each is good to lock. */
  @Test
  void everyFormOfAnItemHasATagOfItsOwn() {
    String path = create();
    Set<String> tags = new HashSet<>();
    for (String language : List.of("zh-CN", "en")) {
      for (String type : List.of("application/geo+json", "text/html")) {
        String[] headers = {
          "Authorization", Http.admin(), "Accept", type, "Accept-Language", language
        };
        tags.add(http.get(path, headers).header("ETag").orElseThrow());
      }
    }
    assertThat(tags).hasSize(4);

    String patch = "{\"properties\":{\"name\":\"x\"}}";
    for (String tag : tags) {
      String current = get(path).header("ETag").orElseThrow().replaceAll("[^0-9]", "");
      String mine = tag.replaceFirst("[0-9]+", current);
      assertThat(send("PATCH", path, patch, "If-Match", mine).status()).as(mine).isEqualTo(204);
    }
    for (String tag : tags) {
      assertThat(send("PATCH", path, patch, "If-Match", tag).status()).as(tag).isEqualTo(412);
    }
    assertThat(send("PATCH", path, patch, "If-Match", "\"a\"").code()).isEqualTo("BAD_PARAMETER");
  }
}
