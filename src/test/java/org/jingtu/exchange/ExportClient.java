package org.jingtu.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jingtu.geo.GeoJson;
import org.jingtu.support.Http;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import tools.jackson.databind.JsonNode;

/** Makes features over HTTP, fetches exports of them, and compares. */
final class ExportClient {

  /** 0.1 mm in degrees of latitude: 1e-4 / 111,000. */
  static final double TENTH_OF_A_MILLIMETRE = 9e-10;

  private final int port;
  private final Http http;
  private final String prefix;

  /**
   * @param prefix of the codes of all features made here
   */
  ExportClient(int port, String prefix) {
    this.port = port;
    this.http = new Http(port);
    this.prefix = prefix;
  }

  /** Creates a feature; coordinates are EPSG:4527, easting first. */
  JsonNode create(String collection, String code, String geometry, String properties) {
    Http.Answer answer =
        http.postJson(
            "/api/collections/" + collection + "/features?crs=EPSG:4527",
            "{\"type\":\"Feature\",\"geometry\":%s,\"properties\":{\"code\":\"%s\",\"adcode\":\"130899\"%s}}"
                .formatted(geometry, prefix + code, properties),
            "Authorization",
            Http.admin());
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
    return answer.json();
  }

  /** What the API says of the features made here, by code. */
  Map<String, JsonNode> registered(String collection) {
    List<JsonNode> all = new ArrayList<>();
    http.get(
            "/api/collections/" + collection + "/features?limit=1000",
            "Authorization",
            Http.admin())
        .json()
        .path("features")
        .forEach(all::add);
    Map<String, JsonNode> features = new LinkedHashMap<>();
    all.stream()
        .filter(f -> code(f).startsWith(prefix))
        .forEach(feature -> features.put(code(feature), feature));
    return features;
  }

  /** Asks for an export of the features made here. */
  HttpResponse<byte[]> ask(String collection, String query) throws Exception {
    return askFor(
        collection, query + "&filter=" + encode("code LIKE '" + prefix + "%'"), Http.admin());
  }

  HttpResponse<byte[]> askFor(String collection, String query, String authorization)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + port + "/api/exports/" + collection + query))
            .header("Authorization", authorization)
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
  }

  /** As {@link #ask}, which must succeed; the body as a file. */
  Path fetch(Path folder, String collection, String query) throws Exception {
    HttpResponse<byte[]> answer = ask(collection, query);
    assertThat(answer.statusCode())
        .as(new String(answer.body(), StandardCharsets.UTF_8))
        .isEqualTo(200);
    String name = answer.headers().firstValue("Content-Disposition").orElseThrow();
    String ascii = name.replaceAll(".*filename=\"([^\"]+)\".*", "$1");
    return Files.write(folder.resolve(ascii), answer.body());
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  static String code(JsonNode feature) {
    return feature.path("properties").path("code").asString("");
  }

  /** The same geometry, vertex by vertex, to 0.1 mm. */
  static void assertSameGeometry(JsonNode read, JsonNode registered) {
    if (registered.path("geometry").isNull()) {
      assertThat(read.path("geometry").isNull()).isTrue();
      return;
    }
    Geometry a = GeoJson.readGeometry(read.path("geometry")).norm();
    Geometry b = GeoJson.readGeometry(registered.path("geometry")).norm();
    if (a.getNumGeometries() == 1) {
      a = a.getGeometryN(0);
      b = b.getGeometryN(0);
    }
    assertThat(a.getGeometryType()).isEqualTo(b.getGeometryType());
    Coordinate[] left = a.getCoordinates();
    Coordinate[] right = b.getCoordinates();
    assertThat(left).hasSameSizeAs(right);
    for (int i = 0; i < left.length; i++) {
      assertThat(left[i].distance(right[i])).isLessThan(TENTH_OF_A_MILLIMETRE);
    }
  }

  /** A value as a text that does not depend on the format: T and 1 of a truth value are true. */
  static String plain(JsonNode value, boolean truth) {
    if (value.isNull() || value.isMissingNode()) {
      return "";
    }
    if (value.isNumber() && !truth) {
      return value.decimalValue().stripTrailingZeros().toPlainString();
    }
    String text = value.isString() ? value.stringValue() : value.toString();
    return truth
        ? switch (text) {
          case "true", "T", "1" -> "true";
          case "false", "F", "0" -> "false";
          case "?" -> ""; // GDAL shows the unknown of a .dbf as it is
          default -> text;
        }
        : text.matches("\\d{4}/\\d\\d/\\d\\d") ? text.replace('/', '-') : text;
  }
}
