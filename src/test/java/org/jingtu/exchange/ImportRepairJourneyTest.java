package org.jingtu.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jingtu.database.JourneyTest;
import org.jingtu.support.Http;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** A file is repaired, looked at, registered, and fetched as corrected. Each test has a county. */
@JourneyTest
@TestPropertySource(properties = "jingtu.test.database=imports")
class ImportRepairJourneyTest {

  private static final String FARMLAND = "collection=farmland-classes&mode=upsert";

  /** Two triangles of 100 m × 50 m / 2 = 2,500 m² each; as written they cancel to 0. */
  private static final String BOWTIE =
      "[[[39520000,4640000],[39520100,4640100],[39520100,4640000],[39520000,4640100],[39520000,4640000]]]";

  @LocalServerPort private int port;
  @Autowired private JdbcTemplate jdbc;
  @TempDir private Path folder;
  private ImportClient client;

  @BeforeEach
  void openClient() {
    client = new ImportClient(port);
  }

  @Test
  void withoutRepairAnInvalidRowIsRejectedWithItsPlaceInBothSystems() {
    byte[] file = new JsonRows("EPSG:4527").add("R-1", "320201", BOWTIE).shapefile();

    JsonNode job = client.load(FARMLAND, file);

    assertThat(job.path("state").asString()).isEqualTo("REJECTED");
    JsonNode problem = job.path("problems").get(0);
    assertThat(problem.path("code").asString()).isEqualTo("RING_SELF_INTERSECTION");
    // the diagonals cross in the middle
    assertThat(problem.at("/location/x").asDouble()).isCloseTo(39520050, within(1e-6));
    assertThat(problem.at("/location/y").asDouble()).isCloseTo(4640050, within(1e-6));
    assertThat(problem.at("/location/crs").asString()).isEqualTo("EPSG:4527");
    // 20 km east of the meridian of 117°, 1° of longitude is 83 km at 41.9° N
    assertThat(problem.at("/location/longitude").asDouble()).isCloseTo(117.24, within(0.01));
    assertThat(problem.at("/location/latitude").asDouble()).isCloseTo(41.9, within(0.05));
  }

  @Test
  void aRepairWaitsToBeLookedAtAndIsKeptWithTheFeature() {
    byte[] file =
        new JsonRows("EPSG:4527")
            .add("FIX-1", "320202", BOWTIE)
            .add("FIX-2", "320202", JsonRows.square(39520200, 4640000, 100))
            .shapefile();

    JsonNode checked = client.load(FARMLAND + "&repair=true", file);

    assertThat(checked.path("state").asString()).as(checked.toString()).isEqualTo("CHECKED");
    assertThat(checked.path("commit").asString()).isEqualTo("manual");
    assertThat(checked.path("repaired").asLong()).isEqualTo(1);
    assertThat(checked.at("/problemCounts/GEOMETRY_REPAIRED").asLong()).isEqualTo(1);
    assertThat(checked.at("/preview/insert").asLong()).isEqualTo(2);
    assertThat(checked.at("/preview/rows/0/repaired").asBoolean()).isTrue();
    assertThat(checked.at("/preview/rows/1/attributes/soilClass").asString())
        .isEqualTo("PRIORITY_PROTECTION");
    assertThat(checked.at("/preview/rows/1/geometry/type").asString()).isEqualTo("MultiPolygon");
    String path = "/api/imports/" + checked.path("id").asString();
    JsonNode repair =
        client
            .get(path + "/problems?f=json")
            .json()
            .valueStream()
            .filter(p -> p.path("code").asString().equals("GEOMETRY_REPAIRED"))
            .findFirst()
            .orElseThrow();
    assertThat(repair.path("severity").asString()).isEqualTo("WARNING");
    // 2 × 2,500 m² in the plane, whose scale 20 km from the meridian is 1 + (20 / 6,371)² / 2:
    // 5,000 / 1.0000099 = 4,999.95 m² on the ellipsoid
    assertThat(repair.path("message").asString())
        .contains("边界自相交", "面积 0 → 4,999.95 平方米", "最大移动 0 米");
    assertThat(repair.at("/geometry/type").asString()).isEqualTo("MultiPolygon");
    assertThat(repair.at("/geometryBefore/type").asString()).isEqualTo("Polygon");

    client.send("POST", path + "/commit");
    JsonNode done = client.end(checked.path("id").asString());

    assertThat(done.path("state").asString()).as(done.toString()).isEqualTo("COMMITTED");
    assertThat(
            jdbc.queryForObject(
                "select extra ->> 'REPAIRED' from farmland_classes where code = 'FIX-1' and until is null",
                String.class))
        .isEqualTo("RING_SELF_INTERSECTION");
    JsonNode again = client.load(FARMLAND + "&repair=true&commit=auto", file);
    assertThat(again.path("state").asString()).isEqualTo("COMMITTED");
    assertThat(again.path("unchanged").asLong()).isEqualTo(2);
    assertThat(again.path("dataVersion")).isEqualTo(done.path("dataVersion"));
  }

  @Test
  void theCorrectedDataComesBackInItsFormatWithoutItsFaults() throws Exception {
    JsonRows rows =
        new JsonRows("EPSG:4527")
            .add("CLN-1", "320203", BOWTIE, ",\"备注\":\"原样\"")
            .add("CLN-2", "320203", JsonRows.square(39520300, 4640000, 100));
    for (String format : List.of("shp", "gpkg", "geojson")) {
      byte[] file =
          switch (format) {
            case "shp" -> rows.shapefile();
            case "gpkg" -> rows.as("GPKG", "rows.gpkg");
            default -> rows.bytes();
          };
      JsonNode job = client.load(FARMLAND + "&repair=true", file);
      assertThat(job.path("state").asString()).as(job.toString()).isEqualTo("CHECKED");

      byte[] cleaned = client.bytes("/api/imports/" + job.path("id").asString() + "/cleaned");

      String name = format.equals("shp") ? "cleaned.shz" : "cleaned." + format;
      List<JsonNode> features = Ogr.read(Files.write(folder.resolve(name), cleaned));
      assertThat(features).hasSize(2);
      assertThat(features.get(0).at("/geometry/type").asString()).isEqualTo("MultiPolygon");
      assertThat(features.get(0).at("/properties/备注").asString()).isEqualTo("原样");
      assertThat(features.get(0).at("/properties/REPAIRED").asString())
          .isEqualTo("RING_SELF_INTERSECTION");
      // what was corrected passes without repair
      JsonNode checked = client.load(FARMLAND + "&commit=manual", cleaned);
      assertThat(checked.path("state").asString()).as(checked.toString()).isEqualTo("CHECKED");
    }
  }

  @Test
  void swappedAxesAndZoneNumbersAreMendedOnRequestAlone() {
    byte[] swapped =
        new JsonRows("EPSG:4490")
            .add("SWP-1", "320204", JsonRows.box(41.9, 117.2, 41.901, 117.201))
            .bytes();
    assertThat(ImportClient.codes(client.load(FARMLAND, swapped)))
        .containsExactly("ROW_AXES_SWAPPED");
    JsonNode mended = client.load(FARMLAND + "&repair=true&commit=auto", swapped);
    assertThat(mended.path("state").asString()).as(mended.toString()).isEqualTo("COMMITTED");
    assertThat(
            jdbc.queryForObject(
                "select st_x(st_pointn(st_exteriorring(st_geometryn(geom, 1)), 1)) from farmland_classes where code = 'SWP-1'",
                Double.class))
        .isEqualTo(117.2);
    byte[] bare =
        new JsonRows("EPSG:4527")
            .add("ZON-1", "320204", JsonRows.square(521000, 4640000, 100))
            .bytes();
    assertThat(ImportClient.codes(client.load(FARMLAND, bare)))
        .containsExactly("ZONE_PREFIX_ABSENT");
    byte[] other =
        new JsonRows("EPSG:4527")
            .add("ZON-2", "320204", JsonRows.square(40521000, 4640000, 100))
            .bytes();
    // the same numbers in zone 40 lie 3 degrees further: nobody can say which is meant
    assertThat(ImportClient.codes(client.load(FARMLAND + "&repair=true", other)))
        .containsExactly("ZONE_DIFFERS");
  }

  @Test
  void coordinateTextIsMendedAndWrittenBack() throws Exception {
    String text =
        """
        [属性描述]
        坐标系=2000国家大地坐标系
        几度分带=3
        带号=39
        [地块坐标]
        4,1.0,%s,甲,面,,耕地,01,@
        J1,1,4640000,39530000
        J2,1,4640100,39530000
        J3,1,4640100,39530100
        J4,1,4640000,39530100
        """
            .formatted("1308021001001");
    byte[] file = text.getBytes(java.nio.charset.Charset.forName("GBK"));
    Http.Part mapping =
        new Http.Part(
            "mapping",
            "",
            "application/json",
            "{\"地块编号\":\"code\",\"地类编码\":\"landUse\"}"
                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    String query = "collection=current-land-use&coverage=320205&repair=true";

    String id = client.upload(query, file, List.of(mapping)).json().path("id").asString();
    JsonNode job = client.end(id);

    assertThat(job.path("state").asString()).as(job.toString()).isEqualTo("CHECKED");
    assertThat(ImportClient.codes(job)).contains("RING_LEFT_OPEN");
    String cleaned =
        new String(
            client.bytes("/api/imports/" + id + "/cleaned"),
            java.nio.charset.Charset.forName("GBK"));
    // closed: the first point is repeated, five lines of points in all
    assertThat(cleaned.lines().filter(l -> l.startsWith("J"))).hasSize(5);
    assertThat(cleaned).contains("5,1.0000,1308021001001");
  }

  @ParameterizedTest
  @ValueSource(strings = {"geojson", "gpkg", "csv"})
  void anOpenRingIsRejectedOrClosedAndToldWithTheAreas(String format) {
    byte[] file =
        switch (format) {
          case "geojson" -> OpenRings.geoJson("OPN-1", "320207", 39545000, 4640000);
          case "gpkg" -> OpenRings.geoPackage("OPN-1", "320207", 39545000, 4640000);
          default -> OpenRings.csv("OPN-1", "320207", 39545000, 4640000);
        };

    JsonNode rejected = client.load(FARMLAND, file);

    assertThat(rejected.path("state").asString()).isEqualTo("REJECTED");
    assertThat(ImportClient.codes(rejected)).containsExactly("RING_NOT_CLOSED");
    assertThat(rejected.at("/problems/0/location/x").asDouble()).isEqualTo(39545000);

    JsonNode job = client.load(FARMLAND + "&repair=true", file);

    assertThat(job.path("state").asString()).as(job.toString()).isEqualTo("CHECKED");
    assertThat(ImportClient.codes(job)).containsExactly("RING_CLOSED", "GEOMETRY_REPAIRED");
    // an open ring encloses nothing; 100 m × 100 m, 45 km from the meridian:
    // 10,000 / (1 + (45 / 6,371)² / 2)² = 9,999.50 m² on the ellipsoid
    assertThat(job.at("/problems/1/message").asString()).contains("面积 0 → 9,999.5 平方米");
    JsonNode told =
        client.get("/api/imports/" + job.path("id").asString() + "/problems?f=json").json().get(1);
    assertThat(told.at("/geometry/type").asString()).isEqualTo("Polygon");
    assertThat(told.at("/geometryBefore/type").asString()).isEqualTo("MultiLineString");
    assertThat(job.at("/preview/rows/0/extra/REPAIRED").asString()).isEqualTo("RING_CLOSED");
    byte[] cleaned = client.bytes("/api/imports/" + job.path("id").asString() + "/cleaned");
    String stated = format.equals("csv") ? "&crs=EPSG:4527" : "";
    JsonNode again = client.load(FARMLAND + "&commit=manual" + stated, cleaned);
    assertThat(again.path("state").asString()).as(again.toString()).isEqualTo("CHECKED");
  }

  @Test
  void thereIsNoCorrectedFileWhereNothingWasRepaired() {
    byte[] file =
        new JsonRows("EPSG:4527")
            .add("NO-1", "320206", JsonRows.square(39540000, 4640000, 100))
            .bytes();
    JsonNode job = client.load(FARMLAND + "&repair=true", file);
    assertThat(client.get("/api/imports/" + job.path("id").asString() + "/cleaned").code())
        .isEqualTo("IMPORT_NOTHING_REPAIRED");
  }
}
