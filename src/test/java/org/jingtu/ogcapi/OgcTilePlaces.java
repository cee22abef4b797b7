package org.jingtu.ogcapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jingtu.database.JourneyTest;
import org.jingtu.support.Http;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A place of its own for tests of tiles: four places and a site of 20 m around 97.305° E, 39.803°
 * N, and in the next county a site a tenth of a degree to the east, and a place two tenths.
 */
@JourneyTest
abstract class OgcTilePlaces {

  static final String PLACES = "sensitive-places";

  static final String SITES = "contaminated-sites";

  static final String OWN = "620981";

  static final String NEXT = "620902";

  static final double LONGITUDE = 97.305;

  static final double LATITUDE = 39.803;

  @LocalServerPort int port;

  @Autowired JdbcTemplate jdbc;

  Http http;

  @BeforeEach
  void make() {
    http = new Http(port);
    // a square of 0.002° with a hole of 0.0005°
    place(
        "hole",
        OWN,
        "Polygon",
        "[" + ring(97.302, 39.801, 0.002) + "," + ring(97.303, 39.802, 0.0005) + "]");
    place(
        "two",
        OWN,
        "MultiPolygon",
        "[[" + ring(97.306, 39.801, 0.001) + "],[" + ring(97.308, 39.8013, 0.0007) + "]]");
    place("point", OWN, "Point", "[97.3071234,39.8041234]");
    place("tiny", OWN, "Polygon", "[" + ring(97.305, 39.8045, 0.00001) + "]"); // 1 m
    place("far", NEXT, "Point", "[97.5,39.9]");
    String kind = "\"status\":\"SUSPECTED\"";
    make(SITES, "small", OWN, kind, "Polygon", "[" + ring(97.305, 39.803, 0.0002) + "]");
    make(SITES, "other", NEXT, kind, "Polygon", "[" + ring(97.4, 39.85, 0.0002) + "]");
  }

  static String ring(double west, double south, double side) {
    return "[[%1$s,%2$s],[%3$s,%2$s],[%3$s,%4$s],[%1$s,%4$s],[%1$s,%2$s]]"
        .formatted(west, south, west + side, south + side);
  }

  void place(String code, String adcode, String type, String coordinates) {
    make(
        PLACES,
        code,
        adcode,
        "\"kind\":\"SCHOOL\",\"sourceDate\":\"2026-03-04\"",
        type,
        coordinates);
  }

  void make(
      String collection, String code, String adcode, String more, String type, String coordinates) {
    String body =
        """
        {"type":"Feature","properties":{"code":"tile-%s","name":"瓦片 %s","adcode":"%s",%s},
         "geometry":{"type":"%s","coordinates":%s}}"""
            .formatted(code, code, adcode, more, type, coordinates);
    String table = collection.replace('-', '_');
    String there = "select count(*) from " + table + " where until is null and code = ?";
    if (jdbc.queryForObject(there, Long.class, "tile-" + code) > 0) {
      return;
    }
    String path = "/api/collections/" + collection + "/features";
    Http.Answer answer = http.postJson(path, body, "Authorization", Http.admin());
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
  }

  long id(String collection, String code) {
    String table = collection.replace('-', '_');
    return jdbc.queryForObject(
        "select feature from " + table + " where until is null and code = ?",
        Long.class,
        "tile-" + code);
  }

  /** Address of the tile that holds a place, from the set's address on. */
  static String tile(String set, int level, double longitude, double latitude) {
    double[] at = position(set, level, longitude, latitude);
    return "/" + set + "/" + level + "/" + (long) at[1] + "/" + (long) at[0];
  }

  static String tile(String set, int level) {
    return tile(set, level, LONGITUDE, LATITUDE);
  }

  /** Column and row with fractions, by the definitions of the sets (17-083r4, annex D). */
  static double[] position(String set, int level, double longitude, double latitude) {
    double many = Math.pow(2, level);
    if (set.equals("WebMercatorQuad")) {
      double phi = Math.toRadians(latitude);
      double y = Math.log(Math.tan(phi) + 1 / Math.cos(phi)) / Math.PI; // 1 at the north edge
      return new double[] {(longitude + 180) / 360 * many, (1 - y) / 2 * many};
    }
    return new double[] {(longitude + 180) / 180 * many, (90 - latitude) / 180 * many};
  }

  Map<String, VectorTile.Layer> read(String path) {
    return VectorTile.read(http.getBytes(path, "Authorization", Http.admin()));
  }

  Http.Answer get(String path, String... headers) {
    List<String> all = new ArrayList<>(List.of("Authorization", Http.admin()));
    all.addAll(List.of(headers));
    return http.get(path, all.toArray(String[]::new));
  }
}
