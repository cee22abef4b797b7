package org.jingtu.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jingtu.exchange.ExportClient.plain;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jingtu.catalog.Attribute;
import org.jingtu.catalog.Catalog;
import org.jingtu.catalog.Collection;
import org.jingtu.database.JourneyTest;
import org.jingtu.geo.CoordinateSystems;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/**
 * Every format is read by GDAL and compared, feature by feature, with what the API says: the same
 * attributes exactly, the same vertices to 0.1 mm. Coordinates are in zone 39 (EPSG:4527).
 */
@JourneyTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExportFormatsJourneyTest {

  private static final String SITES = "contaminated-sites";
  private static final String LONG_TEXT = "镉、砷、铅；".repeat(70); // 6 · 70 = 420 characters

  @LocalServerPort int port;
  @Autowired Catalog catalog;
  @Autowired CoordinateSystems systems;
  @TempDir Path folder;

  private ExportClient client;
  private Map<String, JsonNode> registered;

  @BeforeAll
  void create() {
    client = new ExportClient(port, "EXF-");
    // 200 m square with a 50 m hole, and a second part 1 km to the east
    client.create(
        SITES,
        "1",
        """
        {"type":"MultiPolygon","coordinates":[
          [[[39550000.123,4530000.456],[39550200,4530000],[39550200,4530200],[39550000,4530200],[39550000.123,4530000.456]],
           [[39550050,4530050],[39550050,4530100],[39550100,4530100],[39550100,4530050],[39550050,4530050]]],
          [[[39551000,4530000],[39551100,4530000],[39551100,4530100],[39551000,4530000]]]]}
        """,
        """
        ,"name":"一厂, 甲\\"区\\"","sourceDate":"2026-03-01","status":"LISTED","pollutionLevel":"SEVERE",
        "pollutants":"%s","industry":"C2631","formerUse":"=1+1","plannedUse":"0701","investigation":"DETAILED",
        "riskAssessment":"COMPLETED","listed":true,"listedOn":"1999-12-31","measure":"第一行\\n第二行","targetMet":false,
        "heldUndeveloped":true,"aftercare":false,"responsibleParty":"'=A1","X_MC":"旧名","备注":"-5 克","数量":12.50,"WSBH0000000001":7
        """
            .formatted(LONG_TEXT));
    client.create(
        SITES,
        "2",
        "{\"type\":\"Point\",\"coordinates\":[39552000.5,4531000.25]}",
        ",\"status\":\"SUSPECTED\"");
    client.create(SITES, "3", "null", ",\"status\":\"CONFIRMED\",\"name\":\"无图形\"");
    registered = client.registered(SITES);
    assertThat(registered).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({"EPSG:4490", "EPSG:4527", "EPSG:4548", "EPSG:4498", "EPSG:4326", "EPSG:3857"})
  void geoJson(String crs) throws Exception {
    Path file = client.fetch(folder, SITES, "?f=geojson&crs=" + crs);

    assertSame(Ogr.read(file), UnaryOperator.identity(), UnaryOperator.identity());
    assertThat(Files.readString(file).contains("\"crs\"")).isEqualTo(!crs.equals("EPSG:4490"));
  }

  @ParameterizedTest
  @CsvSource({"EPSG:4490", "EPSG:4527", "EPSG:4548", "EPSG:4498", "EPSG:4326", "EPSG:3857"})
  void geoPackage(String crs) throws Exception {
    Path file = client.fetch(folder, SITES, "?f=gpkg&crs=" + crs);

    assertSame(Ogr.read(file), UnaryOperator.identity(), UnaryOperator.identity());
    String info = Ogr.run("", List.of("ogrinfo", "-so", file.toString(), "contaminated_sites"));
    assertThat(info)
        .contains("ID[\"EPSG\"," + crs.substring(5) + "]")
        .contains("Feature Count: 3")
        .doesNotContain("Warning");
    // two of the three have a geometry; editing keeps the index, so the triggers work
    assertThat(sql(file, "select count(*) as n from rtree_contaminated_sites_geom"))
        .contains("n (Integer) = 2");
    Ogr.run(
        "",
        List.of(
            "ogrinfo",
            file.toString(),
            "-sql",
            "delete from contaminated_sites where code = 'EXF-2'"));
    assertThat(sql(file, "select count(*) as n from rtree_contaminated_sites_geom"))
        .contains("n (Integer) = 1");
    assertThat(sql(file, "select title as n from gpkg_data_columns where column_name = 'status'"))
        .contains("地块状态");
  }

  @ParameterizedTest
  @CsvSource({"UTF-8,EPSG:4490", "UTF-8,EPSG:4527", "GBK,EPSG:4548"})
  void csv(String encoding, String crs) throws Exception {
    Path file = client.fetch(folder, SITES, "?f=csv&crs=" + crs + "&encoding=" + encoding);

    byte[] bytes = Files.readAllBytes(file);
    if (encoding.equals("GBK")) {
      file = Files.writeString(file, new String(bytes, Charset.forName("GB18030")));
    } else {
      assertThat(bytes).startsWith(0xEF, 0xBB, 0xBF);
    }
    assertThat(Files.readString(file)).contains("\"'=1+1\"", "\"''=A1\"", "\"'-5 克\"");
    assertSame(
        Ogr.read(file, "-s_srs", crs, "-oo", "KEEP_GEOM_COLUMNS=NO"),
        UnaryOperator.identity(),
        CsvCells::read);
  }

  @ParameterizedTest
  @CsvSource({"UTF-8,EPSG:4490", "UTF-8,EPSG:4527", "GBK,EPSG:4548", "GBK,EPSG:3857"})
  void shapefile(String encoding, String crs) throws Exception {
    Path zip = client.fetch(folder, SITES, "?f=shp&crs=" + crs + "&encoding=" + encoding);

    String notes = entry(zip, "说明.txt");
    assertThat(notes).contains(LONG_TEXT, "EXF-1", "ZYWRW", crs);
    Map<String, String> names = new HashMap<>();
    entry(zip, "字段对照.csv")
        .lines()
        .skip(1)
        .map(line -> line.replace("\"", "").split(","))
        .forEach(cells -> names.put(cells[0], cells[1].isEmpty() ? cells[2] : cells[1]));
    assertThat(names).containsEntry("DKBM", "code").containsEntry("XZQDM", "adcode");
    List<JsonNode> read = new ArrayList<>(Ogr.read(zip, "/vsistdout/", "/vsizip/" + zip, SITES));
    read.addAll(Ogr.read(zip, "/vsistdout/", "/vsizip/" + zip, SITES + "-points"));
    // a text that is longer than 254 bytes stands in the notes
    Charset charset = Charset.forName(encoding);
    int whole = 0;
    while (LONG_TEXT.substring(0, whole + 1).getBytes(charset).length <= 254) {
      whole++;
    }
    String cut = LONG_TEXT.substring(0, whole);
    assertSame(
        read,
        field -> names.getOrDefault(field, "?" + field),
        text -> text.equals(cut) ? LONG_TEXT : text);
    assertReadByUs(zip, names);
  }

  @Test
  void coordinateText() throws Exception {
    Path file = client.fetch(folder, SITES, "?f=txt&encoding=GBK");

    List<String> lines = Files.readAllLines(file, Charset.forName("GB18030"));
    // the data lies at 117.6° E: 117.6 / 3 = 39.2, zone 39
    assertThat(lines).contains("[属性描述]", "坐标系=2000国家大地坐标系", "几度分带=3", "带号=39", "[地块坐标]");
    int first = lines.indexOf("[地块坐标]") + 1;
    JsonNode site = registered.get("EXF-1");
    String hectares = Numerals.fixed(site.path("areaSquareMetres").asDouble() / 10_000, 4);
    // rings of 5, 5 and 4 points with the repeated ones = 14
    assertThat(lines.get(first)).isEqualTo("14,%s,EXF-1,一厂， 甲\"区\",面,,居住用地,,@".formatted(hectares));
    assertThat(lines.get(first + 1)).matches("J1,1,453\\d{4}\\.\\d{4},3955\\d{4}\\.\\d{4}");
    assertThat(lines.subList(first + 1, first + 15))
        .extracting(line -> line.split(",")[0] + "/" + line.split(",")[1])
        .containsExactly(
            "J1/1", "J2/1", "J3/1", "J4/1", "J1/1", "J5/2", "J6/2", "J7/2", "J8/2", "J5/2", "J9/3",
            "J10/3", "J11/3", "J9/3");
    assertThat(lines.get(first + 15)).isEqualTo("1,0.0000,EXF-2,,点,,,,@");
    assertThat(lines.get(first + 16)).isEqualTo("J1,1,4531000.2500,39552000.5000");
    assertThat(lines).hasSize(first + 17);
    assertSamePoints(lines.subList(first + 1, first + 15), site);
  }

  /** The points, brought to degrees by PROJ, are those of the registered geometry to 0.1 mm. */
  private static void assertSamePoints(List<String> lines, JsonNode site) {
    String pairs =
        lines.stream()
            .map(line -> line.split(","))
            .map(cells -> cells[3] + " " + cells[2])
            .collect(Collectors.joining("\n"));
    List<String> degrees =
        Ogr.run(
                pairs,
                List.of(
                    "gdaltransform", "-output_xy", "-s_srs", "EPSG:4527", "-t_srs", "EPSG:4490"))
            .lines()
            .toList();
    var expected = org.jingtu.geo.GeoJson.readGeometry(site.path("geometry")).getCoordinates();
    assertThat(degrees).hasSize(expected.length);
    for (String line : degrees) {
      String[] pair = line.split(" ");
      var point =
          new org.locationtech.jts.geom.Coordinate(
              Double.parseDouble(pair[0]), Double.parseDouble(pair[1]));
      assertThat(java.util.Arrays.stream(expected).mapToDouble(point::distance).min().orElseThrow())
          .isLessThan(ExportClient.TENTH_OF_A_MILLIMETRE);
    }
  }

  /** Both layers again through our own reader: what an import would see. */
  private void assertReadByUs(Path zip, Map<String, String> names) throws IOException {
    for (String layer : List.of(SITES, SITES + "-points")) {
      Path parts = Files.createDirectory(folder.resolve("parts-" + layer + zip.hashCode()));
      try (ShapefileReader reader =
          ShapefileReader.open(
              ZipUpload.unpack(zip, parts, UploadLimits.DEFAULT, layer),
              systems,
              ReadOptions.NONE)) {
        assertThat(reader.info().warnings()).noneMatch(w -> w.severity() == Severity.ERROR);
        for (SourceRow row = reader.next(); row != null; row = reader.next()) {
          assertThat(row.problems()).allMatch(p -> p.code().equals("TEXT_CUT"));
          assertThat(reader.info().fields())
              .extracting(FieldDef::name)
              .allMatch(name -> names.containsKey(name) || names.containsValue(name));
        }
        assertThat(reader.fileProblems()).isEmpty();
      }
    }
  }

  private void assertSame(
      List<JsonNode> read, UnaryOperator<String> name, UnaryOperator<String> text) {
    Collection collection = catalog.getCollection(SITES);
    assertThat(read).hasSize(3);
    for (JsonNode feature : read) {
      Map<String, String> values = new HashMap<>();
      for (Map.Entry<String, JsonNode> property : feature.path("properties").properties()) {
        String attribute = name.apply(property.getKey());
        String value = text.apply(plain(property.getValue(), isTruth(collection, attribute)));
        if (!value.isEmpty()) {
          values.put(attribute, value);
        }
      }
      JsonNode expected = registered.get(values.get("code"));
      assertThat(values).isEqualTo(values(collection, expected));
      ExportClient.assertSameGeometry(feature, expected);
    }
  }

  private static Map<String, String> values(Collection collection, JsonNode feature) {
    Map<String, String> values = new HashMap<>();
    feature
        .path("properties")
        .properties()
        .forEach(p -> values.put(p.getKey(), plain(p.getValue(), isTruth(collection, p.getKey()))));
    feature
        .path("extra")
        .properties()
        .forEach(p -> values.put(p.getKey(), plain(p.getValue(), false)));
    return values;
  }

  private static boolean isTruth(Collection collection, String attribute) {
    return collection
        .findAttribute(attribute)
        .filter(a -> a.type() == Attribute.Type.BOOLEAN)
        .isPresent();
  }

  private static String sql(Path file, String sql) {
    return Ogr.run("", List.of("ogrinfo", file.toString(), "-sql", sql));
  }

  private static String entry(Path zip, String name) throws IOException {
    try (java.util.zip.ZipFile file = new java.util.zip.ZipFile(zip.toFile())) {
      return new String(
              file.getInputStream(file.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8)
          .replace("\uFEFF", "");
    }
  }
}
