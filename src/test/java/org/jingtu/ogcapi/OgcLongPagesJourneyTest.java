package org.jingtu.ogcapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import org.jingtu.database.JourneyTest;
import org.jingtu.exchange.ImportClient;
import org.jingtu.support.Http;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Pages of more items than are fetched at a time, and a geometry that is fetched for itself. */
@JourneyTest
class OgcLongPagesJourneyTest {

  private static final int POINTS = 1_400;
  private static final int VERTICES = 6_000; // 96,000 bytes

  @LocalServerPort private int port;
  @Autowired private HikariDataSource pool;
  private OgcPlaces places;

  @BeforeEach
  void make() {
    places = make(port);
  }

  /** Points, and among them one polygon with many vertices, unless they are there already. */
  static OgcPlaces make(int port) {
    Http http = new Http(port);
    OgcPlaces places = new OgcPlaces(http, "139912");
    if (places.get("?resultType=hits").path("numberMatched").asInt() > 0) {
      return places;
    }
    StringJoiner features =
        new StringJoiner(",", "{\"type\":\"FeatureCollection\",\"features\":[", "]}");
    for (int i = 0; i < POINTS; i++) {
      String point = "{\"type\":\"Point\",\"coordinates\":[%s,35.5]}".formatted(100 + i / 1e4);
      features.add(feature("p%04d".formatted(i), i == POINTS / 2 ? circle() : point));
    }
    Http.Part file =
        new Http.Part(
            "file",
            "places.geojson",
            "application/geo+json",
            features.toString().getBytes(StandardCharsets.UTF_8));
    Http.Answer accepted =
        http.postParts(
            "/api/imports?collection=sensitive-places&mode=append&coverage=139912",
            List.of(file),
            "Authorization",
            Http.admin());
    assertThat(accepted.status()).as(accepted.response().body()).isEqualTo(202);
    String id = accepted.header("Location").orElseThrow().replaceFirst(".*/", "");
    JsonNode job = new ImportClient(port).end(id);
    assertThat(job.path("state").asString()).as(job.toString()).isEqualTo("COMMITTED");
    return places;
  }

  private static String feature(String code, String geometry) {
    return """
        {"type":"Feature","properties":{"code":"139912-%s","name":"\\"%s\\" \\\\ 甲","adcode":"139912","kind":"SCHOOL"},"geometry":%s}
        """
        .formatted(code, code, geometry);
  }

  private static double[] vertex(int i) {
    double angle = 2 * Math.PI * (i % VERTICES) / VERTICES;
    return new double[] {100.05 + 0.01 * Math.cos(angle), 35.6 + 0.01 * Math.sin(angle)};
  }

  private static String circle() {
    StringJoiner ring = new StringJoiner(",", "{\"type\":\"Polygon\",\"coordinates\":[[", "]]}");
    for (int i = 0; i <= VERTICES; i++) {
      ring.add("[" + vertex(i)[0] + "," + vertex(i)[1] + "]");
    }
    return ring.toString();
  }

  @Test
  void aLongPageHasEveryItemOnceInItsOrder() {
    JsonNode page = places.get("?limit=10000&sortby=code");

    assertThat(page.path("numberReturned").asInt()).isEqualTo(POINTS);
    assertThat(page.path("numberMatched").asInt()).isEqualTo(POINTS);
    List<String> codes = new ArrayList<>();
    page.path("features").forEach(f -> codes.add(f.path("properties").path("code").asString()));
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < POINTS; i++) {
      expected.add("139912-p%04d".formatted(i));
    }
    assertThat(codes).isEqualTo(expected);
    assertThat(page.path("features").path(3).path("properties").path("name").asString())
        .isEqualTo("\"p0003\" \\ 甲");
  }

  @Test
  void pagesTogetherHaveEveryItemOnce() {
    Set<String> ids = new LinkedHashSet<>();
    int pages = 0;
    JsonNode page = places.get("?limit=500");
    for (String next = ""; next != null; pages++) {
      assertThat(page.path("numberMatched").asInt()).isEqualTo(POINTS);
      page.path("features").forEach(f -> assertThat(ids.add(f.path("id").asString())).isTrue());
      next = OgcPlaces.link(page, "next");
      if (next != null) {
        page = new Http(port).get(next, "Authorization", Http.admin()).json();
      }
    }
    assertThat(pages).isEqualTo(3); // 500, 500 and 400
    assertThat(ids).hasSize(POINTS);
  }

  /** In a page and for itself; to the last bit, as it was written. */
  @Test
  void aLargeGeometryComesWhole() {
    JsonNode found = places.get("?code=139912-p0700").path("features").path(0);
    String path = OgcPlaces.ITEMS + "/" + found.path("id").asString();
    JsonNode item = new Http(port).get(path, "Authorization", Http.admin()).json();
    for (JsonNode feature : List.of(found, item)) {
      JsonNode ring = feature.path("geometry").path("coordinates").path(0).path(0);
      assertThat(ring).hasSize(VERTICES + 1);
      Set<List<Double>> vertices = new LinkedHashSet<>();
      ring.forEach(v -> vertices.add(List.of(v.path(0).doubleValue(), v.path(1).doubleValue())));
      for (int i = 0; i < VERTICES; i++) {
        assertThat(vertices).contains(List.of(vertex(i)[0], vertex(i)[1]));
      }
    }
  }

  /** With one connection left: who needed two would wait for himself. */
  @Test
  void aLargeGeometryTakesOneConnection() throws Exception {
    String id = places.get("?code=139912-p0700").path("features").path(0).path("id").asString();
    Deque<Connection> taken = new ArrayDeque<>();
    try {
      while (taken.size() < pool.getMaximumPoolSize() - 1) {
        taken.push(pool.getConnection());
      }
      for (String path : List.of("?code=139912-p0700", "/" + id)) {
        Http.Answer answer =
            new Http(port).get(OgcPlaces.ITEMS + path, "Authorization", Http.admin());
        assertThat(answer.status()).as(path).isEqualTo(200);
      }
    } finally {
      while (!taken.isEmpty()) {
        taken.pop().close();
      }
    }
  }
}
