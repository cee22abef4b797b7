package org.jingtu.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jingtu.geo.DatumNeedsParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Geometry;

/** Texts as offices write them: a square of 100 m (1 ha) with a hole of 20 m (0.04 ha). */
class BoundaryTextReaderTest {

  private static final String DESCRIPTION =
      """
      [属性描述]
      格式版本号=1.01版本
      数据产生单位=示例县自然资源局
      数据产生日期=2026-3-1
      坐标系=2000国家大地坐标系
      几度分带=3
      投影类型=高斯克吕格
      计量单位=米
      带号=39
      精度=0.001
      转换参数=,,,,,,
      [地块坐标]
      """;

  private static final String SQUARE =
      """
      J1,1,4500000.000,39500000.000
      J2,1,4500100.000,39500000.000
      J3,1,4500100.000,39500100.000
      J4,1,4500000.000,39500100.000
      J1,1,4500000.000,39500000.000
      """;

  private static final String HOLE =
      """
      J5,2,4500040.000,39500040.000
      J6,2,4500040.000,39500060.000
      J7,2,4500060.000,39500060.000
      J8,2,4500060.000,39500040.000
      J5,2,4500040.000,39500040.000
      """;

  private static final String HEADER = "10,0.96,1,地块一,面,J50G001,住宅用地,0701,@\n";

  private static final String WHOLE = DESCRIPTION + HEADER + SQUARE + HOLE;

  @TempDir Path folder;

  private Fixtures.Reading read(String text) {
    return Sources.read(folder, "勘测定界.txt", text);
  }

  private Fixtures.Reading repaired(String text) {
    return Sources.read(folder, "勘测定界.txt", text, StandardCharsets.UTF_8, Sources.REPAIR);
  }

  private static void assertSquareWithHole(Fixtures.Reading reading) {
    Geometry geometry = reading.rows().get(0).geometry();
    assertThat((Object) geometry).isNotNull();
    assertThat(geometry.isValid()).isTrue();
    assertThat(geometry.getArea()).isCloseTo(9_600, within(1e-6)); // 100² - 20²
    assertThat(geometry.getEnvelopeInternal().getMinX()).isEqualTo(39_500_000);
    assertThat(geometry.getEnvelopeInternal().getMinY()).isEqualTo(4_500_000);
  }

  private static List<Object> arguments(Fixtures.Reading reading, String code) {
    return reading.problems().stream()
        .filter(problem -> problem.code().equals(code))
        .findFirst()
        .orElseThrow()
        .arguments();
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "GBK"})
  void readsTheFormatAsItShouldBe(String charset) {
    Fixtures.Reading reading =
        Sources.read(folder, "a.txt", WHOLE, Charset.forName(charset), ReadOptions.NONE);
    assertThat(reading.info().format()).isEqualTo("txt");
    assertThat(reading.info().crs().code()).isEqualTo("EPSG:4527");
    assertThat(reading.info().expectedRows()).isEqualTo(1);
    assertThat(reading.info().fields())
        .extracting(FieldDef::name)
        .containsExactly("界址点数", "地块面积", "地块编号", "地块名称", "记录图形属性", "图幅号", "地块用途", "地类编码");
    assertThat(reading.rows().get(0).values())
        .containsExactly(10L, new BigDecimal("0.96"), "1", "地块一", "面", "J50G001", "住宅用地", "0701");
    assertThat(reading.codes())
        .isEqualTo(charset.equals("GBK") ? List.of("CHARSET_BY_CONTENT") : List.of());
    assertSquareWithHole(reading);
  }

  @Test
  void readsSectionsInOtherBracketsAndCommasOfFullWidth() {
    String text =
        WHOLE
            .replace("[属性描述]", "  【属性描述】")
            .replace("[地块坐标]", " [ 地块坐标 ]")
            .replace("J2,1,", "J2，1，")
            .replace("\n", "\r\n\r\n");
    Fixtures.Reading reading = read("\uFEFF" + text);
    assertThat(reading.codes()).isEmpty();
    assertSquareWithHole(reading);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'10,0.96,1,地块一,面,,,@'|8",
        "'10,0.96,1,地块一,面,,,0701@'|8",
        "'10,0.96,1,地块一,面,,,0701,甲,乙,丙,@'|11",
        "'10,0.96,1,地块一,面,,,0701,TB,旱地,5,4,备注,@'|13"
      })
  void readsLinesOfOtherWidths(String header, int fields) {
    Fixtures.Reading reading = read(DESCRIPTION + header + "\n" + SQUARE + HOLE);
    assertThat(reading.codes()).isEmpty();
    assertThat(reading.info().fields()).hasSize(fields);
    assertSquareWithHole(reading);
    if (fields == 13) {
      assertThat(reading.info().fields().get(12).name()).isEqualTo("备注");
      assertThat(reading.rows().get(0).values().get(12)).isEqualTo("备注");
    } else if (fields == 11) {
      assertThat(reading.info().fields().get(10).name()).isEqualTo("附加字段11");
    }
  }

  @Test
  void readsPointsAlone() {
    assertThatThrownBy(() -> read(SQUARE + HOLE)).hasMessage("CRS_MISSING");
    ReadOptions stated = Sources.in("EPSG:4527");
    for (String text :
        List.of(
            SQUARE + HOLE,
            "点号,圈号,X,Y\n" + SQUARE + HOLE,
            (SQUARE + HOLE).replaceAll("(?m)^J\\d,\\d,", ""),
            (SQUARE + HOLE).replaceAll("(?m)^(J\\d),\\d,", "$1,"),
            (SQUARE + HOLE).replaceAll("(?m)^J\\d,\\d,", "").replace(',', ' '))) {
      Fixtures.Reading reading =
          Sources.read(folder, "a.txt", text, StandardCharsets.UTF_8, stated);
      assertThat(reading.codes()).isEmpty();
      assertThat(reading.info().fields()).isEmpty();
      assertSquareWithHole(reading);
    }
  }

  @Test
  void readsPartsOutsideEachOther() {
    String island = HOLE.replace("39500", "39501");
    Fixtures.Reading reading = read(DESCRIPTION + HEADER + SQUARE + island);
    assertThat(reading.rows().get(0).geometry().getNumGeometries()).isEqualTo(2);
  }

  @Test
  void readsPointsAndLines() {
    String points = "1,,1,井,点,,,,@\nJ1,1,4500000,39500000\n";
    String line = "2,,2,渠,线,,,,@\nJ1,1,4500000,39500000\nJ2,1,4500000,39500100\n";
    Fixtures.Reading reading = read(DESCRIPTION + points + line);
    assertThat(reading.codes()).isEmpty();
    assertThat(reading.rows())
        .extracting(row -> row.geometry().toText())
        .containsExactly(
            "POINT (39500000 4500000)", "LINESTRING (39500000 4500000, 39500100 4500000)");
  }

  @Test
  void eastingFirstIsSaidAndSwappedOnRequest() {
    String text = WHOLE.replaceAll("(?m)^(J\\d,\\d),([\\d.]+),([\\d.]+)$", "$1,$3,$2");
    Fixtures.Reading reading = read(text);
    assertThat(reading.codes()).containsExactly("TXT_EASTING_FIRST");
    assertThat(reading.problems().get(0).severity()).isEqualTo(Severity.ERROR);
    assertThat((Object) reading.rows().get(0).geometry()).isNull();
    // mirrored: the area stays 9,600; the first point is in line 14
    assertThat(arguments(reading, "TXT_EASTING_FIRST")).containsExactly(9_600.0, 9_600.0, 14L);
    Fixtures.Reading repaired = repaired(text);
    assertThat(repaired.problems().get(0).severity()).isEqualTo(Severity.WARNING);
    assertSquareWithHole(repaired);
  }

  @Test
  void anOpenRingIsSaidAndClosedOnRequest() {
    String text = WHOLE.replaceFirst("J1,1,4500000.000,39500000.000\nJ5", "J5");
    Fixtures.Reading reading = read(text);
    // only the hole is closed as it stands: 400; with the square closed 9,600; its ends are 100 m
    // apart
    assertThat(arguments(reading, "RING_LEFT_OPEN")).containsExactly(400.0, 9_600.0, 100.0);
    assertThat(reading.problems().get(0).location().x).isEqualTo(39_500_000);
    assertThat((Object) reading.rows().get(0).geometry()).isNull();
    assertSquareWithHole(repaired(text));
  }

  @Test
  void aRingClosedByAPointMillimetresOffIsSaid() {
    String text =
        WHOLE.replace("J1,1,4500000.000,39500000.000\nJ5", "J1,1,4500000.003,39500000\nJ5");
    assertThat(arguments(read(text), "RING_LEFT_OPEN").get(2)).isEqualTo(0.0); // 3 mm, rounded
    Fixtures.Reading repaired = repaired(text);
    assertSquareWithHole(repaired);
    assertThat(repaired.rows().get(0).geometry().getNumPoints()).isEqualTo(10);
  }

  @Test
  void aRingClosedUnderAnotherNumberIsSaid() {
    for (String number : List.of("2", "3")) {
      String text =
          WHOLE.replace(
              "J1,1,4500000.000,39500000.000\nJ5",
              "J1," + number + ",4500000.000,39500000.000\nJ5");
      Fixtures.Reading reading = read(text);
      assertThat(reading.codes()).containsExactly("RING_CLOSED_UNDER_OTHER");
      assertThat(arguments(reading, "RING_CLOSED_UNDER_OTHER"))
          .containsExactly(400.0, 9_600.0, 0.0);
      assertSquareWithHole(repaired(text));
    }
  }

  @Test
  void severalRingsUnderOneNumberAreTold() {
    Fixtures.Reading reading = read(DESCRIPTION + HEADER + SQUARE + HOLE.replace(",2,", ",1,"));
    assertThat(reading.codes()).isEmpty();
    assertSquareWithHole(reading);
  }

  @ParameterizedTest
  @CsvSource({"39, 3, EPSG:4548", "20, 6, EPSG:4509", "117, 3, EPSG:4548", "117, 6, EPSG:4509"})
  void aMissingZonePrefixGivesTheSystemOfTheMeridian(String zone, String degrees, String crs) {
    String text =
        WHOLE
            .replace("39500", "500")
            .replace("带号=39", "带号=" + zone)
            .replace("分带=3", "分带=" + degrees);
    Fixtures.Reading reading = read(text);
    assertThat(reading.info().crs().code()).isEqualTo(crs);
    assertThat(reading.codes()).containsExactly("ZONE_PREFIX_MISSING");
    assertThat(reading.rows().get(0).geometry().getArea()).isCloseTo(9_600, within(1e-6));
  }

  @Test
  void withoutZoneOrDatumTheCrsIsNotGuessed() {
    assertThatThrownBy(() -> read(WHOLE.replace("39500", "500").replace("带号=39", "带号=")))
        .hasMessage("CRS_MISSING");
    assertThatThrownBy(() -> read(WHOLE.replace("坐标系=2000国家大地坐标系", "坐标系=地方坐标系")))
        .hasMessage("CRS_UNKNOWN");
    assertThatThrownBy(() -> read(WHOLE.replace("坐标系=2000国家大地坐标系\n", "")))
        .hasMessage("CRS_MISSING");
    assertThat(read(WHOLE.replace("带号=39", "带号=")).info().crs().code()).isEqualTo("EPSG:4527");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1980西安坐标系", "西安80", "80国家大地坐标系", "1954北京坐标系", "北京54"})
  void oldDatumsAreRefused(String datum) {
    String text = WHOLE.replace("2000国家大地坐标系", datum);
    assertThatThrownBy(() -> read(text)).isInstanceOf(DatumNeedsParameters.class);
    assertThatThrownBy(
            () ->
                Sources.read(
                    folder, "a.txt", text, StandardCharsets.UTF_8, Sources.in("EPSG:4527")))
        .isInstanceOf(DatumNeedsParameters.class);
  }

  @Test
  void aZoneThatContradictsTheEastingsIsSaid() {
    String text = WHOLE.replace("带号=39", "带号=38");
    Fixtures.Reading reading = read(text);
    assertThat(reading.info().crs().code()).isEqualTo("EPSG:4527");
    assertThat(arguments(reading, "ZONE_CONTRADICTS")).containsExactly(9_600.0, 9_600.0, "38");
    assertThat((Object) reading.rows().get(0).geometry()).isNull();
    assertSquareWithHole(repaired(text));
    ReadOptions stated = Sources.in("EPSG:4527");
    assertThat(Sources.read(folder, "a.txt", text, StandardCharsets.UTF_8, stated).codes())
        .isEmpty();
  }

  @Test
  void eastingsOfAnotherFormOrZoneAreSaid() {
    String second = (HEADER + SQUARE).replace("39500", "500");
    Fixtures.Reading reading = read(WHOLE + second);
    assertThat(arguments(reading, "ZONE_PREFIX_ABSENT"))
        .containsExactly(10_000.0, 10_000.0, "EPSG:4527");
    assertThat(repaired(WHOLE + second).rows().get(1).geometry().getEnvelopeInternal().getMinX())
        .isEqualTo(39_500_000);
    Fixtures.Reading other = read(WHOLE + (HEADER + SQUARE).replace("39500", "40500"));
    assertThat(other.codes()).contains("ZONE_DIFFERS");
    ReadOptions meridian = new ReadOptions(Sources.crs("EPSG:4548"), null, null, true);
    Fixtures.Reading extra = Sources.read(folder, "a.txt", WHOLE, StandardCharsets.UTF_8, meridian);
    assertThat(extra.codes()).contains("ZONE_PREFIX_EXTRA");
    assertThat(extra.rows().get(0).geometry().getEnvelopeInternal().getMinX()).isEqualTo(500_000);
  }

  @ParameterizedTest
  @CsvSource({
    "0.96公顷, AREA_UNIT_WRITTEN, WARNING, 0.96",
    "9600平方米, AREA_UNIT_WRITTEN, WARNING, 0.96",
    "14.4亩, AREA_UNIT_WRITTEN, WARNING, 0.96",
    "9600, AREA_IN_METRES, ERROR, 0.96",
    "14.4, AREA_IN_MU, ERROR, 0.96",
    "1.2, AREA_DIFFERS, WARNING, 1.2"
  })
  void unitsOfTheAreaAreTold(String stated, String code, Severity severity, String hectares) {
    String text = WHOLE.replace("0.96", stated);
    Fixtures.Reading reading = read(text);
    assertThat(reading.codes()).containsExactly(code);
    RowProblem problem = reading.problems().get(0);
    assertThat(problem.severity()).isEqualTo(severity);
    assertThat(problem.field()).isEqualTo("地块面积");
    assertThat(((BigDecimal) problem.arguments().get(0))).isEqualByComparingTo(hectares);
    assertThat(((BigDecimal) repaired(text).rows().get(0).values().get(1)))
        .isEqualByComparingTo(hectares);
    if (severity == Severity.ERROR) {
      assertThat(reading.rows().get(0).values().get(1)).isNull();
    }
  }

  @Test
  void linesThatAreNoPointsAreProblems() {
    String text = DESCRIPTION + HEADER + SQUARE.replace("J3,1,4500100.000", "J3,1,45OO100.000");
    Fixtures.Reading reading = read(text);
    assertThat(reading.codes()).containsExactly("TXT_LINE_MALFORMED", "POINT_COUNT_DIFFERS");
    assertThat(reading.problems().get(0).arguments()).containsExactly(16L);
    assertThat((Object) reading.rows().get(0).geometry()).isNull();
    assertThat(read(DESCRIPTION + HEADER).codes())
        .containsExactly("TXT_NO_POINTS", "POINT_COUNT_DIFFERS");
    String long1 = DESCRIPTION + HEADER + SQUARE + "x".repeat(200_000) + "\n";
    assertThat(read(long1).codes()).contains("TXT_LINE_TOO_LONG");
    String mixed =
        DESCRIPTION
            + HEADER
            + SQUARE.replace("J3,1,4500100.000,39500100.000", "J3,1,39500100,4500100");
    assertThat(read(mixed).codes()).contains("TXT_AXES_MIXED");
    assertThat(
            read(DESCRIPTION + HEADER + "J1,1,4500000,39500000\nJ2,1,4500001,39500000\n").codes())
        .contains("RING_TOO_FEW_POINTS");
  }

  @Test
  void aFileWithoutParcelsIsRefused() {
    assertThatThrownBy(() -> read(DESCRIPTION)).hasMessage("TXT_NO_PARCELS");
  }

  @Test
  void aCutInsideARingIsNeverTakenForWhole() throws Exception {
    Path file = Files.writeString(folder.resolve("a.txt"), DESCRIPTION + HEADER + SQUARE);
    int length = (int) Files.size(file);
    // the line end, and zeros after the decimal point, change nothing
    assertThat(Sources.listCutsThatPass(file, ReadOptions.NONE)).allMatch(cut -> cut >= length - 5);
  }

  @Test
  void neverFailsWhateverBytesAreChanged() throws Exception {
    Path file = Files.writeString(folder.resolve("a.txt"), WHOLE, Charset.forName("GBK"));
    Sources.flipBytes(file, ReadOptions.NONE, 1_500);
    Files.writeString(file, WHOLE);
    Sources.flipBytes(file, Sources.REPAIR, 1_500);
  }

  /** As our own export writes a name with a comma in it. */
  @Test
  void aCommaOfFullWidthInANameIsNoSeparator() throws Exception {
    Fixtures.Reading reading = Sources.read(folder, "a.txt", WHOLE.replace("地块一", "一厂，甲区，乙"));
    assertThat(reading.codes()).isEmpty();
    assertThat(reading.rows().get(0).values()).contains("一厂，甲区，乙", "面", "住宅用地", "0701");
  }

  /** An ASCII comma in a name moves the fields behind it on; they are not taken for others. */
  @Test
  void aCommaInANameIsTold() throws Exception {
    Fixtures.Reading reading = Sources.read(folder, "a.txt", WHOLE.replace("地块一", "地块一,甲区"));
    assertThat(reading.codes()).containsExactly("TXT_FIELDS_SHIFTED");
  }
}
