package org.jingtu.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jingtu.exchange.ExportClient.encode;

import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jingtu.database.JourneyTest;
import org.jingtu.support.Http;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.WKTReader;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/**
 * Filter, bbox, moment, CRS and encoding all at once, in every format, against what PostGIS selects
 * and PROJ transforms. Ten squares of 100 m stand 1 km apart; the even ones are in force from March
 * on; the box takes the first six; afterwards one is moved, one ended, one added.
 */
@JourneyTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExportSelectionsJourneyTest {

  private static final String ZONES = "control-zones";
  private static final String FILTER =
      "code LIKE 'EXS-%' AND inForceFrom >= '2026-03-01' AND name LIKE '%管控区'";

  @LocalServerPort int port;
  @Autowired JdbcTemplate jdbc;
  @TempDir Path folder;

  private final Map<String, String> expectedNames = new TreeMap<>();
  private final Map<String, Map<String, Geometry>> expected = new HashMap<>();
  private String box;
  private Instant moment;

  @BeforeAll
  void create() throws Exception {
    ExportClient client = new ExportClient(port, "EXS-");
    for (int i = 0; i < 10; i++) {
      String month = i % 2 == 0 ? "03" : "02";
      client.create(
          ZONES,
          Integer.toString(i),
          square(i * 1000),
          ",\"name\":\"第%d管控区\",\"inForceFrom\":\"2026-%s-01\"".formatted(i, month));
    }
    box =
        jdbc.queryForObject(
            """
            select concat_ws(',', st_xmin(b), st_ymin(b), st_xmax(b), st_ymax(b))
            from (select st_extent(geom) as b from control_zones
                  where code between 'EXS-0' and 'EXS-5' and until is null) e
            """,
            String.class);
    for (int srid : List.of(4490, 4527, 4548)) {
      expected.put("EPSG:" + srid, select(srid));
    }
    moment = jdbc.queryForObject("select clock_timestamp()", java.sql.Timestamp.class).toInstant();
    client.create(ZONES, "A", square(500), ",\"name\":\"后来的管控区\",\"inForceFrom\":\"2026-03-01\"");
    end(client.registered(ZONES).get("EXS-2"));
  }

  /** What lies there at this moment, transformed by PROJ. */
  private Map<String, Geometry> select(int srid) {
    Map<String, Geometry> geometries = new TreeMap<>();
    jdbc.query(
        """
        select code, name, st_astext(st_transform(geom, ?), 15) from control_zones
        where until is null and code like 'EXS-%' and in_force_from >= date '2026-03-01'
          and geom && st_makeenvelope(?, ?, ?, ?, 4490)
        """,
        rs -> {
          try {
            geometries.put(rs.getString(1), new WKTReader().read(rs.getString(3)));
          } catch (org.locationtech.jts.io.ParseException e) {
            throw new IllegalStateException(e);
          }
          expectedNames.put(rs.getString(1), rs.getString(2));
        },
        IntStream.range(0, 5)
            .mapToObj(i -> i == 0 ? srid : (Object) Double.valueOf(box.split(",")[i - 1]))
            .toArray());
    // 0, 2 and 4 are even and in the box
    assertThat(geometries).containsOnlyKeys("EXS-0", "EXS-2", "EXS-4");
    return geometries;
  }

  private void end(JsonNode zone) {
    Http.Answer ended =
        new Http(port)
            .send(
                "DELETE",
                "/api/collections/control-zones/features/" + zone.path("id").asString(),
                "",
                "Authorization",
                Http.admin(),
                "If-Match",
                "\"" + zone.path("version") + "\"");
    assertThat(ended.status()).isEqualTo(204);
  }

  private static String square(int east) {
    int x = 39570000 + east;
    return "{\"type\":\"Polygon\",\"coordinates\":%s}".formatted(JsonRows.square(x, 4543000, 100));
  }

  @ParameterizedTest
  @CsvSource({
    "shp, EPSG:4527, GBK, a.zip",
    "shp, EPSG:4490, UTF-8, a.zip",
    "gpkg, EPSG:4527, UTF-8, a.gpkg",
    "gpkg, EPSG:4548, UTF-8, a.gpkg",
    "geojson, EPSG:4490, UTF-8, a.geojson",
    "geojson, EPSG:4548, UTF-8, a.geojson",
    "csv, EPSG:4527, GBK, a.csv",
    "csv, EPSG:4490, UTF-8, a.csv",
    "txt, EPSG:4527, GBK, a.txt",
    "txt, EPSG:4548, UTF-8, a.txt"
  })
  void everyFormatHoldsWhatTheDatabaseSelects(
      String format, String crs, String encoding, String name) throws Exception {
    Map<String, Geometry> then = expected.get(crs);
    String query =
        "?f=%s&crs=%s&encoding=%s&bbox=%s&filter=%s"
            .formatted(format, crs, encoding, box, encode(FILTER));
    ExportClient client = new ExportClient(port, "EXS-");

    HttpResponse<byte[]> past =
        client.askFor(ZONES, query + "&asOf=" + moment.toString(), Http.admin());
    HttpResponse<byte[]> now = client.askFor(ZONES, query, Http.admin());

    assertThat(past.statusCode()).as(new String(past.body())).isEqualTo(200);
    assertThat(past.headers().firstValue("Jingtu-Feature-Count")).hasValue("3");
    Fixtures.Reading reading = read(name, past.body(), crs, encoding);
    assertThat(reading.info().crs().code()).isEqualTo(crs);
    assertSame(reading, format, then);
    // EXS-2 has ended, EXS-A has come
    Fixtures.Reading today = read(name, now.body(), crs, encoding);
    assertThat(codes(today, format)).containsExactlyInAnyOrder("EXS-0", "EXS-4", "EXS-A");
  }

  private Fixtures.Reading read(String name, byte[] body, String crs, String encoding)
      throws Exception {
    Path file = Files.write(Files.createTempDirectory(folder, "x").resolve(name), body);
    if (name.endsWith("csv") || name.endsWith("txt")) {
      Charset charset =
          encoding.equals("GBK") ? Charset.forName("GB18030") : StandardCharsets.UTF_8;
      assertThat(new String(body, charset)).contains("管控区");
    }
    boolean stated = name.endsWith("csv"); // a CSV does not say its CRS
    Fixtures.Reading reading = Sources.read(file, stated ? Sources.in(crs) : ReadOptions.NONE);
    assertThat(reading.problems()).noneMatch(p -> p.severity() == Severity.ERROR);
    return reading;
  }

  private static List<String> codes(Fixtures.Reading reading, String format) {
    int code = column(reading, format, "code", "地块编号");
    return reading.rows().stream().map(row -> String.valueOf(row.values().get(code))).toList();
  }

  private static int column(Fixtures.Reading reading, String format, String name, String ofText) {
    List<String> names = reading.info().fields().stream().map(FieldDef::name).toList();
    String wanted =
        switch (format) {
          case "txt" -> ofText;
          case "shp" -> name.equals("code") ? names.get(0) : names.get(1);
          default -> name;
        };
    assertThat(names).contains(wanted);
    return names.indexOf(wanted);
  }

  private void assertSame(Fixtures.Reading reading, String format, Map<String, Geometry> then) {
    assertThat(codes(reading, format)).containsExactlyInAnyOrderElementsOf(then.keySet());
    int code = column(reading, format, "code", "地块编号");
    int name = column(reading, format, "name", "地块名称");
    for (SourceRow row : reading.rows()) {
      String key = String.valueOf(row.values().get(code));
      assertThat(row.values().get(name)).isEqualTo(expectedNames.get(key));
      Coordinate[] read = row.geometry().getCoordinates();
      Coordinate[] selected = then.get(key).getCoordinates();
      assertThat(read).hasSameSizeAs(selected);
      // 0.1 mm; in degrees of latitude 1e-4 / 111,000
      double most = reading.info().crs().geographic() ? ExportClient.TENTH_OF_A_MILLIMETRE : 1e-4;
      for (Coordinate vertex : read) { // rings may begin anywhere
        assertThat(Arrays.stream(selected).mapToDouble(vertex::distance).min().orElseThrow())
            .isLessThan(most);
      }
    }
  }
}
