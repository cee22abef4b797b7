package org.jingtu.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jingtu.exchange.ExportClient.encode;

import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jingtu.catalog.Attribute;
import org.jingtu.catalog.Catalog;
import org.jingtu.catalog.Collection;
import org.jingtu.database.JourneyTest;
import org.jingtu.support.Http;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Which features an export holds, how it is named and recorded, and what is refused. */
@JourneyTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExportRequestsJourneyTest {

  private static final String ZONES = "control-zones";

  @LocalServerPort int port;
  @Autowired Catalog catalog;
  @Autowired JdbcTemplate jdbc;

  private ExportClient client;
  private Http http;

  @BeforeAll
  void create() {
    client = new ExportClient(port, "EXR-");
    http = new Http(port);
    client.create(ZONES, "1", square(0), ",\"name\":\"甲区\",\"inForceFrom\":\"2026-01-01\"");
    client.create(ZONES, "2", square(1000), ",\"name\":\"乙区\",\"inForceFrom\":\"2026-06-01\"");
  }

  @Test
  void theNameIsChineseAndSaysCrsAndDataVersion() throws Exception {
    HttpResponse<byte[]> answer = client.ask(ZONES, "?f=csv&crs=EPSG:4527");

    String version = answer.headers().firstValue("Jingtu-Data-Version").orElseThrow();
    assertThat(answer.headers().firstValue("Content-Disposition"))
        .hasValue(
            "attachment; filename=\"control-zones_EPSG4527_v%s.csv\"; filename*=UTF-8''%s_EPSG4527_v%s.csv"
                .formatted(version, encode("管控区域"), version));
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/csv;charset=UTF-8");
    assertThat(answer.headers().firstValue("Jingtu-Feature-Count")).hasValue("2");
    assertThat(answer.body()).isNotEmpty();
    HttpResponse<byte[]> whole = client.ask(ZONES, "?f=gpkg&crs=EPSG:4527");
    assertThat(whole.body())
        .hasSize(Integer.parseInt(whole.headers().firstValue("Content-Length").orElseThrow()));
  }

  /** A number of 1,201 digits, which jsonb takes and a reader of JSON (1,000 digits) refuses. */
  @Test
  void whatFailsOnTheWayIsBrokenOffAndNeverLooksComplete() throws Exception {
    new ExportClient(port, "EXB-").create(ZONES, "1", square(4000), ",\"name\":\"断区\"");
    long feature =
        jdbc.queryForObject(
            """
            insert into control_zones (since, code, adcode, geom, extra)
            select since, 'EXB-2', adcode, geom, jsonb_build_object('n', 1e1200)
            from control_zones where code = 'EXB-1' returning feature
            """,
            Long.class);
    String query = "&filter=" + encode("code LIKE 'EXB-%'");
    try {
      for (String format : List.of("csv", "geojson", "txt")) {
        Broken answer = ask(format + query, "HTTP/1.1");
        assertThat(answer.head()).startsWith("HTTP/1.1 200").contains("Transfer-Encoding: chunked");
        assertThat(answer.body()).doesNotEndWith("0\r\n\r\n").doesNotContain("UNEXPECTED");
      }
      for (String complete : List.of("shp", "gpkg", "csv&encoding=GBK")) {
        assertThat(ask(complete + query, "HTTP/1.1").head()).startsWith("HTTP/1.1 500");
      }
      // without chunks the end of the connection would look like the end of the file
      assertThat(ask("csv" + query, "HTTP/1.0").head()).contains(" 500");
    } finally {
      jdbc.update("update control_zones set until = since + 1 where feature = ?", feature);
    }
    Broken whole = ask("csv" + query, "HTTP/1.1");
    assertThat(whole.body()).contains("EXB-1").doesNotContain("EXB-2").endsWith("\r\n0\r\n\r\n");
  }

  private record Broken(String head, String body) {}

  /** As it comes over the wire, chunks and all. */
  private Broken ask(String query, String protocol) throws Exception {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      String request =
          "GET /api/exports/control-zones?f=%s %s\r\nHost: localhost\r\nAuthorization: %s\r\nConnection: close\r\n\r\n"
              .formatted(query, protocol, Http.admin());
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int end = all.indexOf("\r\n\r\n");
      return new Broken(all.substring(0, end + 2), all.substring(end + 4));
    }
  }

  @Test
  void filterBboxAndMomentNarrowTheExport() throws Exception {
    assertThat(
            codes(
                "?f=geojson&filter=" + encode("code LIKE 'EXR-%' AND inForceFrom >= '2026-03-01'")))
        .containsExactly("EXR-2");
    // the squares are 100 m wide, 1 km apart: the first ends at 117.5939° E or so
    JsonNode first = client.registered(ZONES).get("EXR-1");
    double lon = first.at("/geometry/coordinates/0/0/0/0").asDouble();
    double lat = first.at("/geometry/coordinates/0/0/0/1").asDouble();
    String box = "%s,%s,%s,%s".formatted(lon - 1e-4, lat - 1e-4, lon + 1e-4, lat + 1e-4);
    assertThat(codes("?f=geojson&bbox=" + box)).containsExactly("EXR-1");

    Instant before =
        jdbc.queryForObject("select clock_timestamp()", java.sql.Timestamp.class).toInstant();
    client.create(ZONES, "3", square(2000), "");
    assertThat(codes("?f=geojson&filter=" + encode("code LIKE 'EXR-%'"))).hasSize(3);
    assertThat(codes("?f=geojson&asOf=" + before + "&filter=" + encode("code LIKE 'EXR-%'")))
        .containsExactly("EXR-1", "EXR-2");
    http.send(
        "DELETE",
        "/api/collections/control-zones/features/"
            + client.registered(ZONES).get("EXR-3").path("id").asString(),
        "",
        "Authorization",
        Http.admin(),
        "If-Match",
        "\"" + client.registered(ZONES).get("EXR-3").path("version") + "\"");
  }

  @Test
  void anExportIsRecordedWithWhatWasAskedAndHowManyWereGiven() throws Exception {
    client.ask(ZONES, "?f=gpkg&crs=EPSG:4528");

    String details =
        jdbc.queryForObject(
            "select details::text from audit_entry where action = 'EXPORTED' and subject = ? and details ->> 'crs' = 'EPSG:4528'",
            String.class,
            ZONES);
    assertThat(details)
        .contains("\"format\": \"gpkg\"", "\"filter\": \"code LIKE 'EXR-%'\"", "\"count\": 2");
  }

  @ParameterizedTest
  @CsvSource({"shp", "gpkg", "geojson", "csv", "txt"})
  void anEmptyExportIsAFileToo(String format) throws Exception {
    HttpResponse<byte[]> answer =
        client.askFor(
            ZONES, "?f=" + format + "&filter=" + encode("code = 'nothing'"), Http.admin());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Jingtu-Feature-Count")).hasValue("0");
    assertThat(answer.body()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "?f=dwg; 400; BAD_PARAMETER; f",
        "?f=csv&encoding=Big5; 400; BAD_PARAMETER; encoding",
        "?f=geojson&encoding=GBK; 400; BAD_PARAMETER; encoding",
        "?f=txt&crs=EPSG:4490; 400; BAD_PARAMETER; crs",
        "?f=csv&asOf=2999-01-01T00:00:00Z; 400; BAD_PARAMETER; asOf",
        "?f=csv&bbox=1,2,3; 400; BAD_PARAMETER; bbox",
        "?f=csv&crs=EPSG:2349; 422; DATUM_NEEDS_PARAMETERS; EPSG:2349",
        "?f=csv&filter=colour=1; 400; FILTER_ATTRIBUTE_UNKNOWN; colour"
      })
  void whatCannotBeDoneIsNamed(String query, int status, String code, String named)
      throws Exception {
    HttpResponse<byte[]> answer = client.askFor(ZONES, query, Http.admin());

    String body = new String(answer.body(), StandardCharsets.UTF_8);
    assertThat(body).contains("\"code\":\"" + code + "\"", named);
    assertThat(answer.statusCode()).isEqualTo(status);
  }

  @Test
  void aFarZoneAndATextThatGbkLacksAreRefusedWithTheFeature() throws Exception {
    // zone 45 has its central meridian at 135° E, 17° away; 117.6° E is in zone 39
    assertThat(text(client.ask(ZONES, "?f=csv&crs=EPSG:4533")))
        .contains("EXPORT_OUTSIDE_CRS", "EXR-1", "EPSG:4527");
    ExportClient rare = new ExportClient(port, "EXG-");
    rare.create(ZONES, "1", square(5000), ",\"name\":\"𠮷村\""); // U+20BB7 is not in GBK
    assertThat(text(rare.ask(ZONES, "?f=shp&encoding=GBK")))
        .contains("EXPORT_TEXT_NOT_IN_CHARSET", "EXG-1", "名称", "𠮷村");
    assertThat(rare.ask(ZONES, "?f=shp").statusCode()).isEqualTo(200);
  }

  @Test
  void shapefileNamesAreShortDifferentAndKnownToAnImport() {
    for (Collection collection : catalog.listCollections()) {
      List<ExportColumn> columns =
          new ArrayList<>(ExportColumn.list(collection, Map.of(), Map.of()));
      for (String extra : List.of("土地使用权取得方式", "土地使用权取得日期", "BSM2", "OBJECTID_12345")) {
        columns.add(new ExportColumn(extra, extra, FieldDef.Type.TEXT, null, -1));
      }
      List<String> names = ShapefileNames.choose(collection, columns, StandardCharsets.UTF_8);

      assertThat(names.stream().map(n -> n.toUpperCase(Locale.ROOT))).doesNotHaveDuplicates();
      assertThat(names).allMatch(n -> n.getBytes(StandardCharsets.UTF_8).length <= 10);
      for (int i = 0; i < collection.attributes().size(); i++) {
        Attribute attribute = collection.attributes().get(i);
        assertThat(collection.findByField(names.get(i))).as(names.get(i)).contains(attribute);
      }
    }
  }

  private List<String> codes(String query) throws Exception {
    List<String> codes = new ArrayList<>();
    JsonMapper.shared()
        .readTree(client.askFor(ZONES, query, Http.admin()).body())
        .path("features")
        .forEach(f -> codes.add(ExportClient.code(f)));
    return codes;
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  /** 100 m square in zone 39. */
  private static String square(int x) {
    int w = 39_540_000 + x;
    int s = 4_540_000;
    return "{\"type\":\"Polygon\",\"coordinates\":[[[%d,%d],[%d,%d],[%d,%d],[%d,%d],[%d,%d]]]}"
        .formatted(w, s, w + 100, s, w + 100, s + 100, w, s + 100, w, s);
  }
}
