package org.jingtu.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jingtu.exchange.ImportClient;
import org.jingtu.support.Http;
import tools.jackson.databind.JsonNode;

/**
 * What lies in the county 139991, which the bureau's page is tried on. Drawn in metres of zone 39
 * (EPSG:4527) from (39,480,000, 4,600,000).
 */
final class BureauCounty {

  static final String ADCODE = "139991";
  static final String SITE = "WR139991A01";
  static final String PARCEL = "139991001001GB00001";
  static final String EDITOR = "bp-editor";
  static final String HEAD = "bp-head";
  static final String PASSWORD = "Ju-Tong-Guan-Kong-77";

  private static final int EAST = 39_480_000;
  private static final int NORTH = 4_600_000;

  private final Http http;
  private final int port;

  private BureauCounty(int port) {
    this.port = port;
    http = new Http(port);
  }

  /** The county with all that is in it, which is registered for the first who asks. */
  static BureauCounty prepare(int port) {
    BureauCounty county = new BureauCounty(port);
    if (county.http.get("/api/users/" + EDITOR, "Authorization", Http.admin()).status() == 404) {
      county.registerSiteAndParcel();
      county.loadFarmlandEditions();
      county.hire(EDITOR, "EDITOR");
      county.hire(HEAD, "OFFICER");
    }
    return county;
  }

  /** A rectangle as GeoJSON. */
  static String box(int x0, int y0, int x1, int y1) {
    return ring(new int[][] {{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}});
  }

  /** A polygon with these corners as GeoJSON. */
  static String ring(int[][] corners) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i <= corners.length; i++) {
      int[] c = corners[i % corners.length];
      text.append(i == 0 ? "" : ",").append("[%d,%d]".formatted(EAST + c[0], NORTH + c[1]));
    }
    return "{\"type\":\"Polygon\",\"coordinates\":[[" + text + "]]}";
  }

  static String feature(String properties, String geometry) {
    return "{\"type\":\"Feature\",\"properties\":{%s},\"geometry\":%s}"
        .formatted(properties, geometry);
  }

  /** A file with the CRS member of old files. */
  static String file(String... features) {
    return "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"EPSG:4527\"}},\"features\":[%s]}"
        .formatted(String.join(",", features));
  }

  /** A site of 100 m × 100 m that is suspected since 2025, and a parcel 20 m beside it, checked. */
  private void registerSiteAndParcel() {
    register(
        "contaminated-sites",
        feature(
            "\"code\":\"%s\",\"adcode\":\"%s\",\"name\":\"原城北化工厂地块\",\"status\":\"SUSPECTED\",\"sourceDate\":\"2025-01-01\""
                .formatted(SITE, ADCODE),
            box(0, 0, 100, 100)));
    register(
        "parcels",
        feature(
            "\"code\":\"%1$s\",\"parcelNo\":\"%1$s\",\"adcode\":\"%2$s\",\"supplyState\":\"PLANNED\""
                .formatted(PARCEL, ADCODE),
            box(120, 0, 220, 100)));
    post(
        "/api/checks",
        "{\"parcel\":{\"parcelNo\":\"%s\"},\"stage\":\"SUPPLY\",\"currentUse\":\"1001\",\"plannedUse\":\"0701\"}"
            .formatted(PARCEL),
        201);
  }

  /** Two editions: 40 of the 100 m of F1 turn from 优先保护类 to 安全利用类. */
  private void loadFarmlandEditions() {
    edition(
        farmland("F1", "PRIORITY_PROTECTION", "2025-12-01", 0, 100),
        farmland("F2", "SAFE_USE", "2025-12-01", 100, 200));
    edition(
        farmland("F1", "PRIORITY_PROTECTION", "2026-11-01", 0, 60),
        farmland("F1B", "SAFE_USE", "2026-11-01", 60, 100),
        farmland("F2", "SAFE_USE", "2026-11-01", 100, 200));
  }

  private static String farmland(String code, String soilClass, String date, int x0, int x1) {
    return feature(
        "\"code\":\"%s\",\"adcode\":\"%s\",\"township\":\"城北镇\",\"soilClass\":\"%s\",\"sourceDate\":\"%s\""
            .formatted(code, ADCODE, soilClass, date),
        box(x0, 1000, x1, 1100));
  }

  private void edition(String... features) {
    JsonNode job = send("farmland-classes&mode=replace&coverage=" + ADCODE, file(features));
    assertThat(job.path("state").asString()).as(job.toString()).isEqualTo("COMMITTED");
  }

  /** An editor or officer of 生态环境. */
  private void hire(String username, String role) {
    post(
        "/api/users",
        "{\"username\":\"%1$s\",\"displayName\":\"%1$s\",\"department\":\"ECOLOGY\",\"roles\":[\"READER\",\"%2$s\"],\"password\":\"%3$s\"}"
            .formatted(username, role, PASSWORD),
        201);
  }

  /** An import of one square, checked and not decided on; its id. */
  String checkedImport(String code, int north) {
    String content =
        file(
            feature(
                "\"code\":\"%s\",\"adcode\":\"%s\"".formatted(code, ADCODE),
                box(0, north, 100, north + 100)));
    return send("permanent-basic-farmland&mode=append&commit=manual", content)
        .path("id")
        .asString();
  }

  /** Sends a file to be imported; answers the job when it has ended or waits. */
  private JsonNode send(String parameters, String content) {
    Http.Answer accepted =
        http.postParts(
            "/api/imports?collection=" + parameters,
            List.of(
                new Http.Part(
                    "file",
                    "farmland.geojson",
                    "application/geo+json",
                    content.getBytes(StandardCharsets.UTF_8))),
            "Authorization",
            Http.admin());
    return new ImportClient(port).end(accepted.json().path("id").asString());
  }

  /** A zone drawn far from everything and submitted; its id. */
  String submitZone(String editor, String code) {
    Http.Answer made = draft(editor, code);
    String id = made.json().path("id").asString();
    Http.Answer submitted =
        http.postJson(
            "/api/zones/" + id + "/submit",
            "",
            "Authorization",
            editor,
            "If-Match",
            made.header("ETag").orElseThrow());
    assertThat(submitted.status()).as(submitted.response().body()).isEqualTo(200);
    return id;
  }

  /** A zone drawn far from everything; its id. */
  String draftZone(String editor, String code) {
    return draft(editor, code).json().path("id").asString();
  }

  private Http.Answer draft(String editor, String code) {
    Http.Answer made =
        http.postJson(
            "/api/zones",
            """
            {"collection": "control-zones", "crs": "EPSG:4527", "geometry": %s,
             "properties": {"code": "%s", "name": "待退回的区域", "adcode": "%s", "measures": "不得开挖"}}\
            """
                .formatted(box(3000, 3000, 3100, 3100), code, ADCODE),
            "Authorization",
            editor);
    assertThat(made.status()).as(made.response().body()).isEqualTo(201);
    return made;
  }

  /** The data version that the last import of a collection made. */
  long versionOfTheLastImport(String collection) {
    return http.get("/api/collections/" + collection + "/versions", "Authorization", Http.admin())
        .json()
        .path("versions")
        .valueStream()
        .filter(v -> v.path("origin").asString().equals("IMPORT"))
        .findFirst()
        .orElseThrow()
        .path("version")
        .asLong();
  }

  /** Enters the site in the list, so that an announcement may name it. */
  void enterInTheList() {
    post(
        "/api/sites/" + SITE + "/transitions",
        "{\"to\":\"LISTED\",\"document\":{\"title\":\"名录\",\"number\":\"冀〔2026〕1号\",\"date\":\"2026-04-01\",\"unit\":\"河北省生态环境厅\"}}",
        200);
  }

  private void register(String collection, String body) {
    post("/api/collections/" + collection + "/features?crs=EPSG:4527", body, 201);
  }

  private void post(String path, String body, int status) {
    Http.Answer answer = http.postJson(path, body, "Authorization", Http.admin());
    assertThat(answer.status())
        .as(answer.response().body().toLowerCase(Locale.ROOT))
        .isEqualTo(status);
  }
}
