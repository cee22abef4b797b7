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
import org.jingtu.geo.CrsProposal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Point;

class CsvReaderTest {

  @TempDir Path folder;

  private Fixtures.Reading read(String text) {
    return Sources.read(folder, "a.csv", text);
  }

  @ParameterizedTest
  @CsvSource({"zone39_wkt.csv, UTF-8", "zone39_wkt_gbk.csv, GB18030"})
  void readsTheTextsThatGdalWrites(String file, String charset) {
    Fixtures.Reading reading = Sources.read(Fixtures.file(file), Sources.in("EPSG:4527"));
    assertThat(reading.info().format()).isEqualTo("csv");
    assertThat(reading.info().charset()).isEqualTo(Charset.forName(charset));
    assertThat(reading.info().fields())
        .extracting(FieldDef::name)
        .containsExactly("DKMC", "XH", "TBMJ", "RQ");
    assertThat(reading.rows()).hasSize(4);
    assertThat(reading.rows().get(0).values()).startsWith("有洞的地块", "1", "9900.00");
    // 100 m × 100 m - 10 m × 10 m; the ring with an island 10,000 - 6,400 + 400
    assertThat(reading.rows().get(0).geometry().getArea()).isCloseTo(9_900, within(1e-6));
    assertThat(reading.rows().get(1).geometry().getArea()).isCloseTo(4_000, within(1e-6));
    assertThat((Object) reading.rows().get(2).geometry()).isNull();
    assertThat(reading.rows().get(3).geometry().isValid()).isFalse();
    assertThat(reading.codes())
        .isEqualTo(charset.equals("UTF-8") ? List.of() : List.of("CHARSET_BY_CONTENT"));
  }

  @Test
  void readsThePointsThatGdalWrites() {
    Fixtures.Reading degrees = Sources.read(Fixtures.file("points.csv"));
    assertThat(degrees.info().crs().code()).isEqualTo("EPSG:4490");
    assertThat(degrees.codes()).containsExactly("CSV_X_IS_EASTING");
    assertThat(degrees.info().fields()).extracting(FieldDef::name).containsExactly("DKMC");
    assertThat(degrees.rows().get(0).geometry().toText())
        .isEqualTo("POINT (117.00059103488 40.6351809897267)");
    Path survey = Fixtures.file("survey.csv");
    assertThatThrownBy(() -> Sources.read(survey))
        .isInstanceOfSatisfying(
            CrsNotStated.class,
            refused ->
                assertThat(refused.proposals())
                    .extracting(CrsProposal::crs)
                    .containsExactly(Sources.crs("EPSG:4527")));
    Fixtures.Reading metres = Sources.read(survey, Sources.in("EPSG:4527"));
    assertThat(metres.rows().get(1).geometry().toText()).isEqualTo("POINT (39500250 4500050)");
    assertThat(metres.rows().get(1).values()).containsExactly("洞中有岛");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lon,lat,名称|117.5,40.25,甲|",
        "名称;纬度（°）;经度（°）|甲;40.25;117.5|",
        "名称,纬度,经度|甲,40°15′00″,东经117度30分|",
        "x,y|117.5,40.25|CSV_X_IS_EASTING",
        "X坐标,Y坐标|40.25,117.5|CSV_X_IS_NORTHING"
      })
  void readsLongitudesAndLatitudes(String header, String row, String code) {
    Fixtures.Reading reading = read(header + "\r\n" + row + "\r\n");
    assertThat(reading.info().crs().code()).isEqualTo("EPSG:4490");
    Point point = (Point) reading.rows().get(0).geometry();
    assertThat(point.getX()).isEqualTo(117.5);
    assertThat(point.getY()).isEqualTo(40.25);
    assertThat(reading.codes()).isEqualTo(code == null ? List.of() : List.of(code));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "东坐标,北坐标|39500000,4500000|",
        "X,Y|4500000,39500000|CSV_X_IS_NORTHING",
        "X,Y|39500000,4500000|CSV_X_IS_EASTING"
      })
  void readsEastingsAndNorthings(String header, String row, String code) {
    Fixtures.Reading reading =
        Sources.read(
            folder, "a.csv", header + "\n" + row, StandardCharsets.UTF_8, Sources.in("EPSG:4527"));
    assertThat(reading.rows().get(0).geometry().toText()).isEqualTo("POINT (39500000 4500000)");
    assertThat(reading.codes()).isEqualTo(code == null ? List.of() : List.of(code));
  }

  @Test
  void numbersThatTellNothingAreNotGuessed() {
    assertThatThrownBy(() -> read("x,y\n500000,500000\n")).hasMessage("CSV_AXES_UNKNOWN");
  }

  @Test
  void aSwappedRowIsSaidAndMendedOnRequest() {
    String text = "经度,纬度\n117.5,40.25\n40.25,117.5\n";
    Fixtures.Reading reading = read(text);
    assertThat(reading.codes()).containsExactly("AXES_SWAPPED");
    assertThat(reading.problems().get(0).record()).isEqualTo(2);
    assertThat((Object) reading.rows().get(1).geometry()).isNull();
    Fixtures.Reading repaired =
        Sources.read(folder, "a.csv", text, StandardCharsets.UTF_8, Sources.REPAIR);
    assertThat(repaired.rows().get(1).geometry().toText()).isEqualTo("POINT (117.5 40.25)");
  }

  @Test
  void takesTheSridOfTheTexts() {
    Fixtures.Reading reading = read("geom,名称\nSRID=4527;POINT Z (39500000 4500000 3),甲\n,乙\n");
    assertThat(reading.info().crs().code()).isEqualTo("EPSG:4527");
    assertThat(reading.rows().get(0).geometry().getCoordinate().getZ()).isNaN();
    assertThatThrownBy(() -> read("geom\nSRID=4527;POINT(1 2)\nSRID=4490;POINT(1 2)\n"))
        .hasMessage("CSV_SEVERAL_SRIDS");
    assertThatThrownBy(() -> read("geom\nPOINT(39500000 4500000)\n")).hasMessage("CRS_MISSING");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "POINT (1|WKT_MALFORMED",
        "POINT (1 2) POINT (3 4)|WKT_MALFORMED",
        "CIRCLE (1 2)|WKT_MALFORMED",
        "POINT (1 x)|WKT_MALFORMED",
        "POINT (NaN 2)|COORDINATE_NOT_FINITE",
        "\"LINESTRING (1 2, 1e999 3)\"|COORDINATE_NOT_FINITE",
        "\"POLYGON ((0 0, 1 0, 1 1, 0 1))\"|RING_NOT_CLOSED",
        "\"LINESTRING (1 2)\"|RING_TOO_FEW_POINTS",
        "x|WKT_MALFORMED"
      })
  void aBadTextIsAProblemOfItsRow(String wkt, String code) {
    Fixtures.Reading reading = read("wkt,a\n" + wkt + ",1\nPOINT (117 40),2\n");
    assertThat(reading.codes()).containsExactly(code);
    assertThat((Object) reading.rows().get(0).geometry()).isNull();
    assertThat((Object) reading.rows().get(1).geometry()).isNotNull();
  }

  @Test
  void nestedCollectionsComeToAnEnd() {
    String deep = "GEOMETRYCOLLECTION (".repeat(100_000) + ")".repeat(100_000);
    assertThat(read("wkt\n" + deep + "\n").codes()).containsExactly("WKT_MALFORMED");
  }

  @Test
  void readsQuotesAndLineEndsInsideThem() {
    Fixtures.Reading reading =
        read("\uFEFF编号,备注,lon,lat\n1,\"甲,\"\"乙\"\"\n丙\",117,40\n\n2,,,\n,,,\n3,丁,118,41");
    assertThat(reading.rows()).extracting(SourceRow::record).containsExactly(1L, 2L, 4L);
    assertThat(reading.rows().get(0).values()).containsExactly("1", "甲,\"乙\"\n丙");
    assertThat((Object) reading.rows().get(1).geometry()).isNull();
    assertThat(reading.codes()).isEmpty();
  }

  @Test
  void rowsOfAnotherWidthAreSaid() {
    Fixtures.Reading reading = read("a,b,lon,lat\n1,2,117,40,5\n1,2\n1,2,117,40,,\n");
    assertThat(reading.codes()).containsExactly("CSV_ROW_TOO_LONG", "CSV_ROW_TOO_SHORT");
  }

  @Test
  void namesColumnsThatHaveNoNameOfTheirOwn() {
    Fixtures.Reading reading = read("a,,b\n1,2,3\n");
    assertThat(reading.info().fields()).extracting(FieldDef::name).containsExactly("a", "列2", "b");
    assertThat(reading.codes()).containsExactly("CSV_NO_GEOMETRY");
  }

  @Test
  void badCoordinatesAreProblemsOfTheirField() {
    Fixtures.Reading reading = read("lon,lat\n117,\nx,40\n117°61′,40\n1e999,40\n117,40\n");
    assertThat(reading.codes())
        .containsExactly(
            "COORDINATE_MISSING",
            "COORDINATE_MALFORMED",
            "COORDINATE_MALFORMED",
            "COORDINATE_MALFORMED");
    assertThat(reading.problems()).extracting(RowProblem::field).contains("lat", "lon");
  }

  @Test
  void readsWhatSpreadsheetsWrite() {
    String text = "sep=;\r\n编号;经度;纬度\r\n1;117;40\r\n";
    assertThat(read(text).rows()).hasSize(1);
    String tabs = "\uFEFF编号\t经度\t纬度\r\n一\t117\t40\r\n";
    Fixtures.Reading reading =
        Sources.read(folder, "a.txt", tabs, StandardCharsets.UTF_16LE, ReadOptions.NONE);
    assertThat(reading.rows().get(0).values()).containsExactly("一");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1,2\n3,4\n", "\n \n"})
  void refusesAFileWithoutNames(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(UploadRefused.class)
        .hasMessageMatching("CSV_NO_HEADER|UPLOAD_FORMAT_UNKNOWN");
  }

  @Test
  void aQuoteThatDoesNotEndEndsTheFile() {
    String open = "lon,lat,a\n117,40,1\n117,40,\"";
    assertThat(read(open + "x\n").fileProblems())
        .extracting(RowProblem::code)
        .containsExactly("CSV_CUT");
    Fixtures.Reading huge = read(open + "x".repeat(20_000_000));
    assertThat(huge.rows()).hasSize(1);
    assertThat(huge.fileProblems()).extracting(RowProblem::code).containsExactly("CSV_CUT");
    assertThatThrownBy(() -> read("\"a")).hasMessage("CSV_BROKEN");
  }

  /** As programs write CSV that keep types: texts in quotes, and nothing else. */
  @Test
  void aFileThatQuotesItsTextsHasNumbersAndTruthValues() {
    Fixtures.Reading reading =
        read(
            """
            "code","n","d","b","t","mixed","zero","e","WKT"
            "007",12,2.50,true,"5",1,007,1e5,
            "008",-3,100,false,"true","x",008,2,"POINT (117 40)"
            "009",,,,,,,,
            """);
    assertThat(reading.codes()).isEmpty();
    assertThat(reading.rows().get(0).values())
        .containsExactly("007", 12L, new BigDecimal("2.50"), true, "5", "1", "007", "1e5");
    assertThat(reading.rows().get(1).values())
        .containsExactly("008", -3L, new BigDecimal("100"), false, "true", "x", "008", "2");
    assertThat(reading.rows().get(2).values())
        .containsExactly("009", null, null, null, null, null, null, null);
    assertThat(reading.info().fields())
        .extracting(FieldDef::type)
        .startsWith(FieldDef.Type.TEXT, FieldDef.Type.INTEGER, FieldDef.Type.DECIMAL)
        .contains(FieldDef.Type.BOOLEAN);
  }

  /** The values of a column decide together, however far down the first text stands. */
  @Test
  void aTextAtTheEndMakesTheColumnText() {
    String rows = "\"117\",\"40\",5\n".repeat(3_000);
    Fixtures.Reading reading = read("\"lon\",\"lat\",\"a\"\n" + rows + "\"117\",\"40\",\"x\"\n");
    assertThat(reading.rows().get(0).values()).containsExactly("5");
    assertThat(reading.rows().get(3_000).values()).containsExactly("x");
  }

  @Test
  void textsNotInTheStatedCharsetAreSaid() {
    Fixtures.Reading reading =
        Sources.read(
            folder,
            "a.csv",
            "名称,lon,lat\n甲,117,40\n",
            Charset.forName("GBK"),
            new ReadOptions(null, StandardCharsets.UTF_8));
    assertThat(reading.codes()).contains("TEXT_NOT_IN_CHARSET");
  }

  @Test
  void neverFailsWhereverItIsCutOrWhateverBytesAreChanged() throws Exception {
    for (String name : List.of("zone39_wkt_gbk.csv", "points.csv")) {
      Path file = Files.copy(Fixtures.file(name), folder.resolve(name));
      byte[] whole = Files.readAllBytes(file);
      Sources.listCutsThatPass(file, Sources.in("EPSG:4527"));
      Files.write(file, whole);
      Sources.flipBytes(file, Sources.in("EPSG:4527"), 1_500);
    }
  }
}
