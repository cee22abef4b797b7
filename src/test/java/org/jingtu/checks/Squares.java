package org.jingtu.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jingtu.support.Http;
import tools.jackson.databind.JsonNode;

/**
 * A sheet of squares of one county, drawn in metres: x to the east, y to the north of a corner on
 * the central meridian of zone 39 (EPSG:4527). There the plane is true to scale (at 1 km from it an
 * area is 2.5e-8 too large), so figures can be computed by hand: 100 m × 50 m = 5,000.00 m².
 */
final class Squares {

  private static final double EAST = 39_500_000;
  private static final Set<String> ENDED = Set.of("COMMITTED", "REJECTED", "FAILED", "CANCELLED");

  private final Http http;
  private final String county;
  private final double north;

  /**
   * @param north northing of the corner: every test has a place of its own
   */
  Squares(int port, String county, double north) {
    this.http = new Http(port);
    this.county = county;
    this.north = north;
  }

  String county() {
    return county;
  }

  /** A rectangle on the sheet with what is registered of it. */
  record Row(String code, String geometry, String properties) {}

  /** A rectangle: lower left corner, width, height; properties as the inside of a JSON object. */
  Row row(String code, double x, double y, double width, double height, String properties) {
    return new Row(code, rectangle(x, y, width, height), properties);
  }

  /** GeoJSON of a rectangle, EPSG:4527. */
  String rectangle(double x, double y, double width, double height) {
    double w = EAST + x;
    double s = north + y;
    double e = w + width;
    double n = s + height;
    return String.format(
        Locale.ROOT,
        "{\"type\":\"Polygon\",\"coordinates\":[[[%f,%f],[%f,%f],[%f,%f],[%f,%f],[%f,%f]]]}",
        w,
        s,
        e,
        s,
        e,
        n,
        w,
        n,
        w,
        s);
  }

  /** Uploads the rows as a GeoJSON file that holds all there is of the collection in the county. */
  void load(String collection, Row... rows) {
    load("append", collection, rows);
  }

  /** The same in another mode of import. */
  void load(String mode, String collection, Row... rows) {
    String file =
        Stream.of(rows)
            .map(this::feature)
            .collect(
                Collectors.joining(",", "{\"type\":\"FeatureCollection\",\"features\":[", "]}"));
    Http.Part part =
        new Http.Part(
            "file", "rows.geojson", "application/geo+json", file.getBytes(StandardCharsets.UTF_8));
    Http.Answer accepted =
        http.postParts(
            "/api/imports?collection=%s&mode=%s&crs=EPSG:4527&coverage=%s&sourceDate=%s"
                .formatted(collection, mode, county, LocalDate.now()),
            List.of(part),
            "Authorization",
            Http.admin());
    assertThat(accepted.status()).as(accepted.response().body()).isEqualTo(202);
    String job = accepted.header("Location").orElseThrow();
    JsonNode end =
        await()
            .atMost(Duration.ofSeconds(60))
            .pollInterval(Duration.ofMillis(20))
            .until(() -> get(job), j -> ENDED.contains(j.path("state").asString()));
    assertThat(end.path("state").asString()).as(end.toString()).isEqualTo("COMMITTED");
  }

  private String feature(Row row) {
    String more = row.properties().isEmpty() ? "" : "," + row.properties();
    return "{\"type\":\"Feature\",\"geometry\":%s,\"properties\":{\"code\":\"%s\",\"adcode\":\"%s\"%s}}"
        .formatted(row.geometry(), row.code(), county, more);
  }

  /** Registers one feature; its id. */
  String create(String collection, Row row) {
    return send(
            "POST",
            "/api/collections/%s/features?crs=EPSG:4527".formatted(collection),
            feature(row),
            201)
        .path("id")
        .asString();
  }

  /** A new version of it. */
  void replace(String collection, String id, Row row) {
    Http.Answer now = feature(collection, id);
    send(
        "PUT",
        "/api/collections/%s/features/%s?crs=EPSG:4527".formatted(collection, id),
        feature(row),
        200,
        "If-Match",
        now.header("ETag").orElseThrow());
  }

  /** Ends it. */
  void remove(String collection, String id) {
    Http.Answer now = feature(collection, id);
    Http.Answer answer =
        http.send(
            "DELETE",
            "/api/collections/%s/features/%s".formatted(collection, id),
            "",
            "If-Match",
            now.header("ETag").orElseThrow(),
            "Authorization",
            Http.admin());
    assertThat(answer.status()).as(answer.response().body()).isBetween(200, 204);
  }

  private Http.Answer feature(String collection, String id) {
    return http.get(
        "/api/collections/%s/features/%s".formatted(collection, id), "Authorization", Http.admin());
  }

  /** Gets JSON as the administrator. */
  JsonNode get(String path) {
    Http.Answer answer = http.get(path, "Authorization", Http.admin());
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer.json();
  }

  /** Sends JSON as the administrator and expects a status. */
  JsonNode send(String method, String path, String body, int status, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    all.addAll(List.of("Content-Type", "application/json", "Authorization", Http.admin()));
    Http.Answer answer = http.send(method, path, body, all.toArray(String[]::new));
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
    return answer.json();
  }

  /**
   * Checks a rectangle.
   *
   * @param facts the rest of the request, as the inside of a JSON object
   */
  JsonNode check(String rectangle, String stage, String facts) {
    String more = facts.isEmpty() ? "" : "," + facts;
    return send(
        "POST",
        "/api/checks",
        "{\"parcel\":{\"geometry\":%s,\"crs\":\"EPSG:4527\",\"adcode\":\"%s\"},\"stage\":\"%s\"%s}"
            .formatted(rectangle, county, stage, more),
        201);
  }

  /**
   * Asks whether a surveyed square of 100 m may become farmland.
   *
   * @param use its use now
   * @param crops EDIBLE, FODDER or NONE
   * @param standard whether its soil meets the standard for farmland: true, false, or null as text
   * @param more members of the request, as the inside of a JSON object
   */
  JsonNode reclaim(double x, double y, String use, String crops, String standard, String... more) {
    String rest = more.length == 0 ? "" : "," + String.join(",", more);
    return send(
        "POST",
        "/api/checks",
        "{\"parcel\":{\"geometry\":%s,\"crs\":\"EPSG:4527\",\"adcode\":\"%s\",\"meetsFarmlandStandard\":%s},\"stage\":\"RECLAMATION\",\"currentUse\":\"%s\",\"survey\":\"DETAILED\",\"project\":{\"crops\":\"%s\"}%s}"
            .formatted(rectangle(x, y, 100, 100), county, standard, use, crops, rest),
        201);
  }

  /** Names of the facts that an answer asks for. */
  static List<String> asked(JsonNode answer) {
    List<String> asked = new ArrayList<>();
    answer.path("missingFacts").forEach(fact -> asked.add(fact.path("name").asString()));
    return asked;
  }

  /** The gravest severity of each rule that found something. */
  static Map<String, String> found(JsonNode answer) {
    Map<String, String> found = new TreeMap<>();
    for (JsonNode finding : answer.path("findings")) {
      found.putIfAbsent(finding.path("rule").asString(), finding.path("severity").asString());
    }
    return found;
  }

  /** The first finding of a rule. */
  static JsonNode finding(JsonNode answer, String rule) {
    for (JsonNode finding : answer.path("findings")) {
      if (finding.path("rule").asString().equals(rule)) {
        return finding;
      }
    }
    throw new AssertionError("no finding " + rule + " in " + answer.path("findings"));
  }

  /** Shared area of a finding, m². */
  static double area(JsonNode finding) {
    return finding.path("overlap").path("areaSquareMetres").asDouble();
  }
}
