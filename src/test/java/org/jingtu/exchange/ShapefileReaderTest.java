package org.jingtu.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jingtu.geo.CrsProposal;
import org.jingtu.geo.DatumNeedsParameters;
import org.jingtu.geo.Ellipsoid;
import org.jingtu.geo.Validity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Geometry;

class ShapefileReaderTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "zone39_gbk, EPSG:4527, GB18030",
    "zone39_utf8, EPSG:4527, UTF-8",
    "geographic_utf8, EPSG:4490, UTF-8",
    "meridian114_z, EPSG:4547, UTF-8",
    "wgs84_m, EPSG:4326, GB18030"
  })
  void readsWhatGdalWrites(String layer, String crs, String charset) throws Exception {
    Fixtures.Reading reading = Fixtures.read(Fixtures.file(layer + ".shp"));

    assertThat(reading.info().crs().code()).isEqualTo(crs);
    assertThat(reading.info().charset()).isEqualTo(Charset.forName(charset));
    assertThat(reading.info().expectedRows()).isEqualTo(4);
    assertThat(reading.info().layer()).isEqualTo(layer);
    assertThat(reading.info().fields())
        .containsExactly(
            FieldDef.text("DKMC", 30),
            FieldDef.integer("XH", 9),
            FieldDef.decimal("TBMJ", 12, 2),
            FieldDef.date("RQ"));
    assertThat(reading.rows()).extracting(SourceRow::record).containsExactly(1L, 2L, 3L, 4L);
    assertThat(reading.rows().get(0).values())
        .containsExactly("有洞的地块", 1L, new BigDecimal("9900.00"), LocalDate.of(2026, 1, 2));
    assertThat(reading.rows().get(3).values())
        .containsExactly("自相交", 4L, new BigDecimal("-0.50"), null);
    assertThat(reading.codes())
        .isEqualTo(layer.equals("wgs84_m") ? List.of("WGS84_AS_CGCS2000") : List.of());

    assertArea(reading, 0, 9_900);
    assertArea(reading, 1, 4_000); // ring of 10,000 - 6,400 and an island of 400
    assertThat(reading.rows().get(1).geometry().getNumGeometries()).isEqualTo(2);
    assertThat((Object) reading.rows().get(2).geometry()).isNull();
    assertThat(Validity.findFlaw(reading.rows().get(3).geometry()))
        .hasValueSatisfying(flaw -> assertThat(flaw.code()).isEqualTo("RING_SELF_INTERSECTION"));
  }

  /** The plots lie at the central meridian 117°, where the scale is 1, so 1e-4 is ample. */
  private static void assertArea(Fixtures.Reading reading, int row, double squareMetres) {
    Geometry stored =
        Fixtures.SYSTEMS.toStorage(reading.rows().get(row).geometry(), reading.info().crs());
    assertThat(Ellipsoid.areaSquareMetres(stored))
        .isCloseTo(squareMetres, within(squareMetres * 1e-4));
    assertThat(stored.getCoordinate().getZ()).isNaN();
  }

  @Test
  void readsPointsAndLines() throws Exception {
    Fixtures.Reading points = Fixtures.read(Fixtures.file("points_z.shp"));
    assertThat(points.rows()).hasSize(3);
    assertThat((Object) points.rows().get(1).geometry()).hasToString("POINT (39500250 4500050)");
    Fixtures.Reading lines = Fixtures.read(Fixtures.file("lines.shp"));
    assertThat(lines.rows().get(0).geometry().getGeometryType()).isEqualTo("MultiLineString");
    assertThat(lines.rows().get(0).geometry().getLength()).isCloseTo(440, within(1e-6));
  }

  @Test
  void refusesAnOldDatum() {
    assertThatThrownBy(() -> Fixtures.read(Fixtures.file("xian80.shp")))
        .isInstanceOf(DatumNeedsParameters.class);
  }

  @Test
  void proposesACrsWhereThereIsNone() throws Exception {
    Path shp = Fixtures.copy("zone39_utf8", folder);
    Files.delete(folder.resolve("zone39_utf8.prj"));
    assertThatThrownBy(() -> Fixtures.read(shp))
        .hasMessage("CRS_MISSING")
        .isInstanceOfSatisfying(
            CrsNotStated.class,
            problem ->
                assertThat(problem.proposals())
                    .extracting(CrsProposal::crs)
                    .containsExactly(Fixtures.SYSTEMS.getCrs("EPSG:4527")));
    Files.writeString(folder.resolve("zone39_utf8.prj"), "LOCAL_CS[\"地方坐标系\"]");
    assertThatThrownBy(() -> Fixtures.read(shp)).hasMessage("CRS_UNKNOWN");
    ReadOptions stated = new ReadOptions(Fixtures.SYSTEMS.getCrs("EPSG:4527"), null);
    assertThat(Fixtures.read(shp, stated).rows()).hasSize(4);
  }

  @Test
  void namesTheTextThatIsNotInTheCharset() throws Exception {
    ReadOptions utf8 = new ReadOptions(null, StandardCharsets.UTF_8);
    Fixtures.Reading reading = Fixtures.read(Fixtures.file("zone39_gbk.shp"), utf8);
    assertThat(reading.codes()).containsOnly("TEXT_NOT_IN_CHARSET").hasSize(4);
    RowProblem first = reading.problems().get(0);
    assertThat(first.record()).isEqualTo(1);
    assertThat(first.field()).isEqualTo("DKMC");
    assertThat(first.value()).isEqualTo("有洞的地块"); // what the user sees in his GIS
    assertThat(first.arguments()).containsExactly("UTF-8");
  }

  @Test
  void doubtsAStatedGbkThatIsUtf8() throws Exception {
    ReadOptions gbk = new ReadOptions(null, Charset.forName("GBK"));
    assertThat(Fixtures.read(Fixtures.file("zone39_utf8.shp"), gbk).codes())
        .contains("CHARSET_DOUBTFUL");
  }

  @ParameterizedTest
  @ValueSource(strings = {"zone39_gbk", "zone39_utf8"})
  void decidesTheCharsetByContentAndSaysSo(String layer) throws Exception {
    Path shp = Fixtures.copy(layer, folder);
    for (String cpg : new String[] {"", "ISO-8859-1", "1252", null}) {
      Path file = folder.resolve(layer + ".cpg");
      if (cpg == null) {
        Files.delete(file);
      } else {
        Files.writeString(file, cpg);
      }
      Fixtures.Reading reading = Fixtures.read(shp);
      assertThat(reading.codes()).containsExactly("CHARSET_BY_CONTENT");
      assertThat(reading.rows().get(0).values()).startsWith("有洞的地块");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"GBK", "cp936", "936", "GB2312", "GB18030", "gb-18030", "ANSI 936", " OEM936\n"})
  void knowsTheNamesOfGbk(String cpg) throws Exception {
    Path shp = Fixtures.copy("zone39_gbk", folder);
    Files.writeString(folder.resolve("zone39_gbk.cpg"), cpg);
    Fixtures.Reading reading = Fixtures.read(shp);
    assertThat(reading.codes()).isEmpty();
    assertThat(reading.rows().get(0).values()).startsWith("有洞的地块");
  }

  @ParameterizedTest
  @ValueSource(ints = {0x4D, 0x7A})
  void knowsTheLanguageDriversOfGbk(int driver) throws Exception {
    Path shp = Fixtures.copy("zone39_gbk", folder);
    Files.delete(folder.resolve("zone39_gbk.cpg"));
    Bytes.change(folder.resolve("zone39_gbk.dbf"), bytes -> bytes[29] = (byte) driver);
    assertThat(Fixtures.read(shp).codes()).isEmpty();
  }

  @Test
  void anUnknownCpgIsAWarning() throws Exception {
    Path shp = Fixtures.copy("zone39_gbk", folder);
    Files.writeString(folder.resolve("zone39_gbk.cpg"), "汉字编码");
    assertThat(Fixtures.read(shp).codes()).containsExactly("CPG_UNKNOWN", "CHARSET_BY_CONTENT");
  }

  @Test
  void skipsDeletedRowsInStepWithTheirShapes() throws Exception {
    Path shp = Fixtures.copy("zone39_utf8", folder);
    // header of 32 + 4 fields of 32 + 1 = 161 bytes; the first byte of the first row
    Bytes.change(folder.resolve("zone39_utf8.dbf"), bytes -> bytes[161] = '*');
    Fixtures.Reading reading = Fixtures.read(shp);
    assertThat(reading.rows()).extracting(SourceRow::record).containsExactly(2L, 3L, 4L);
    assertArea(reading, 0, 4_000);
  }

  @Test
  void badValuesAreProblemsOfTheirField() throws Exception {
    Path shp = Fixtures.copy("zone39_utf8", folder);
    // a row: mark 1, DKMC 30, XH 9, TBMJ 12, RQ 8 = 60 bytes, from byte 161
    Bytes.change(
        folder.resolve("zone39_utf8.dbf"),
        bytes -> {
          Bytes.put(bytes, 161 + 31, "     1x34");
          Bytes.put(bytes, 161 + 40, "1e9999999999");
          Bytes.put(bytes, 161 + 52, "20260230");
          Bytes.put(bytes, 221 + 31, "*********");
          Bytes.put(bytes, 221 + 52, "00000000");
        });
    Fixtures.Reading reading = Fixtures.read(shp);
    assertThat(reading.codes())
        .containsExactly("NUMBER_MALFORMED", "NUMBER_MALFORMED", "DATE_MALFORMED");
    assertThat(reading.problems()).extracting(RowProblem::value).startsWith("1x34");
    assertThat(reading.problems()).extracting(RowProblem::field).contains("XH", "TBMJ", "RQ");
    assertThat(reading.rows().get(1).values())
        .containsExactly("洞中有岛", null, new BigDecimal("4000.00"), null);
  }

  @Test
  void refusesAMemoField() throws Exception {
    Path shp = Fixtures.copy("zone39_utf8", folder);
    Bytes.change(folder.resolve("zone39_utf8.dbf"), bytes -> bytes[32 + 11] = 'M');
    assertThatThrownBy(() -> Fixtures.read(shp)).hasMessage("DBF_MEMO_FIELD");
  }

  @Test
  void refusesMultipatch() throws Exception {
    Path shp = Fixtures.copy("zone39_utf8", folder);
    Bytes.change(shp, bytes -> bytes[32] = 31);
    assertThatThrownBy(() -> Fixtures.read(shp)).hasMessage("SHAPE_TYPE_UNSUPPORTED");
  }

  @Test
  void toleratesAWrongLengthInTheHeader() throws Exception {
    Path shp = Fixtures.copy("zone39_utf8", folder);
    for (int words : new int[] {0, 50, 386 + 1_000, -1}) {
      Bytes.change(shp, bytes -> Bytes.putInt(bytes, 24, words));
      Fixtures.Reading reading = Fixtures.read(shp);
      assertThat(reading.rows()).hasSize(4);
      assertThat(reading.codes()).containsExactly("SHP_HEADER_LENGTH");
    }
  }

  @Test
  void readsOnlyToTheStatedEndWhereGarbageFollows() throws Exception {
    Path shp = Fixtures.copy("zone39_utf8", folder);
    byte[] bytes = Files.readAllBytes(shp);
    Files.write(shp, Arrays.copyOf(bytes, bytes.length + 37));
    Fixtures.Reading reading = Fixtures.read(shp);
    assertThat(reading.rows()).hasSize(4);
    assertThat(reading.codes()).containsExactly("SHP_HEADER_LENGTH");
  }

  @Test
  void rowCountsThatDifferAreAProblemOfTheFile() throws Exception {
    Path shp = Fixtures.copy("zone39_utf8", folder);
    Bytes.change(folder.resolve("zone39_utf8.dbf"), bytes -> bytes[4] = 3);
    Fixtures.Reading reading = Fixtures.read(shp);
    assertThat(reading.rows()).hasSize(3);
    assertThat(reading.fileProblems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo("ROW_COUNT_DIFFERS");
              assertThat(problem.arguments()).containsExactly(4L, 3L);
            });
    Bytes.change(folder.resolve("zone39_utf8.dbf"), bytes -> Bytes.put(bytes, 4, "\u0005\0\0\0"));
    assertThat(Fixtures.read(shp).codes()).containsExactly("DBF_TRUNCATED");
  }

  @Test
  void anUnclosedRingIsAProblemOfItsRow() throws Exception {
    Path shp = Fixtures.copy("zone39_utf8", folder);
    // first record: 100 + 8 header, 44 + 2 parts of 4: first x of the outer ring at byte 160
    Bytes.change(shp, bytes -> bytes[160] ^= 1);
    Fixtures.Reading reading = Fixtures.read(shp);
    assertThat(reading.codes()).containsExactly("RING_NOT_CLOSED");
    assertThat(reading.problems().get(0).location().y).isEqualTo(4_500_000);
    assertThat((Object) reading.rows().get(0).geometry()).isNull();
    assertThat(reading.rows().get(0).values()).startsWith("有洞的地块");
  }

  @Test
  void neverThrowsWhereverTheShpIsCut() throws Exception {
    everyCut(".shp");
  }

  @Test
  void neverThrowsWhereverTheDbfIsCut() throws Exception {
    everyCut(".dbf");
  }

  /** A cut file is refused or has an error: it never passes for a shorter one. */
  private void everyCut(String part) throws IOException {
    Path shp = Fixtures.copy("zone39_utf8", folder);
    Path file = folder.resolve("zone39_utf8" + part);
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      try {
        Fixtures.Reading reading = Fixtures.read(shp);
        boolean onlyEndMark = part.equals(".dbf") && length == whole.length - 1;
        assertThat(reading.problems().stream().anyMatch(p -> p.severity() == Severity.ERROR))
            .as("%s cut to %d bytes: %s", part, length, reading.problems())
            .isNotEqualTo(onlyEndMark);
      } catch (UploadRefused refused) {
        assertThat(refused.code()).isIn("SHP_CORRUPT", "DBF_CORRUPT");
      }
    }
  }

  @Test
  void neverThrowsWhateverByteIsChanged() throws Exception {
    Path shp = Fixtures.copy("meridian114_z", folder);
    for (String part : List.of(".shp", ".dbf")) {
      Path file = folder.resolve("meridian114_z" + part);
      byte[] whole = Files.readAllBytes(file);
      for (int at = 0; at < whole.length; at++) {
        for (int value : new int[] {0x7F, 0xFF}) {
          byte[] changed = whole.clone();
          changed[at] = (byte) value;
          Files.write(file, changed);
          try {
            Fixtures.read(shp);
          } catch (UploadRefused refused) {
            assertThat(refused.arguments()).isNotEmpty();
          }
        }
      }
      Files.write(file, whole);
    }
  }
}
