package org.jingtu.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.linuxense.javadbf.DBFReader;
import com.linuxense.javadbf.DBFRow;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jingtu.geo.CoordinateSystems;
import org.jingtu.geo.Crs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

class ShapefileWriterTest {

  private static final Charset GBK = Charset.forName("GBK");
  private static final LocalDate DAY = LocalDate.of(2026, 1, 2);
  private static final List<FieldDef> FIELDS =
      List.of(
          FieldDef.text("DKMC", 12),
          FieldDef.integer("XH", 9),
          FieldDef.decimal("TBMJ", 12, 2),
          FieldDef.date("RQ"),
          FieldDef.bool("SFYX"));

  private final Crs crs =
      new CoordinateSystems(System.getProperty("java.io.tmpdir") + "/jingtu-test")
          .getCrs("EPSG:4527");

  @TempDir Path folder;

  @Test
  void gdalReadsWhatItWrites() throws Exception {
    writeSample("utf8", StandardCharsets.UTF_8);
    writeSample("gbk", GBK);
    for (String name : List.of("utf8", "gbk")) {
      assertThat(ogrinfo(folder.resolve(name + ".shp")))
          .contains("Feature Count: 3")
          .contains("ID[\"EPSG\",4527]")
          .contains("DKMC (String) = 示例地块")
          .contains("XH (Integer) = 7")
          .contains("TBMJ (Real) = 1234.50")
          .contains("RQ (Date) = 2026/03/04")
          .contains("DBF_DATE_LAST_UPDATE=2026-01-02")
          .contains(
              "POLYGON ((39500000 4500000,39500000 4500100,39500100 4500100,39500100"
                  + " 4500000,39500000 4500000),(39500010 4500010,39500020 4500010,39500020"
                  + " 4500020,39500010 4500010))")
          .contains("MULTIPOLYGON (((39500000 4500000,");
    }
  }

  @Test
  void javadbfReadsItsTable() throws Exception {
    writeSample("gbk", GBK);
    try (DBFReader reader = new DBFReader(Files.newInputStream(folder.resolve("gbk.dbf")), GBK)) {
      assertThat(reader.getRecordCount()).isEqualTo(3);
      DBFRow row = reader.nextRow();
      assertThat(row.getString("DKMC")).isEqualTo("示例地块");
      assertThat(row.getBigDecimal("TBMJ")).isEqualByComparingTo("1234.50");
      assertThat(row.getBoolean("SFYX")).isTrue();
    }
  }

  @Test
  void itsOwnReaderReadsItBack() throws Exception {
    writeSample("utf8", StandardCharsets.UTF_8);
    Fixtures.Reading reading = Fixtures.read(folder.resolve("utf8.shp"));
    assertThat(reading.codes()).isEmpty();
    assertThat(reading.info().fields()).isEqualTo(FIELDS);
    assertThat(reading.rows().get(0).values())
        .containsExactly("示例地块", 7L, new BigDecimal("1234.50"), LocalDate.of(2026, 3, 4), true);
    assertThat(reading.rows().get(2).values())
        .containsExactly("空", 1L, new BigDecimal("0.50"), null, false);
  }

  @Test
  void theSameRowsGiveTheSameBytes() throws Exception {
    writeSample("a", GBK);
    writeSample("b", GBK);
    for (String part : List.of(".shp", ".shx", ".dbf", ".prj", ".cpg")) {
      assertThat(folder.resolve("a" + part)).hasSameBinaryContentAs(folder.resolve("b" + part));
    }
    assertThat(Files.readString(folder.resolve("a.cpg"))).isEqualTo("GBK");
  }

  @Test
  void cutsATextAtAWholeCharacter() throws Exception {
    try (ShapefileWriter writer = writer("cut", StandardCharsets.UTF_8)) {
      writer.write(null, row("土壤污染地块", null, null, null, null)); // 18 bytes, 12 fit: 4 characters
      assertThat(writer.cutTexts()).isEqualTo(1);
    }
    assertThat(ogrinfo(folder.resolve("cut.shp"))).contains("DKMC (String) = 土壤污染\n");
  }

  @Test
  void refusesWhatDoesNotFit() throws Exception {
    try (ShapefileWriter writer = writer("no", GBK)) {
      assertThatThrownBy(() -> writer.write(null, row("😀", null, null, null, null)))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> writer.write(null, row(null, 1_234_567_890L, null, null, null)))
          .isInstanceOf(IllegalArgumentException.class);
      writer.write(wkt("POINT (1 2)"), row(null, null, null, null, null));
      assertThatThrownBy(
              () -> writer.write(wkt("LINESTRING (1 2, 3 4)"), row(null, null, null, null, null)))
          .isInstanceOf(IllegalArgumentException.class);
    }
    // two refused before the point and one after: only the point is there
    assertThat(ogrinfo(folder.resolve("no.shp"))).contains("Feature Count: 1");
    assertThatThrownBy(
            () ->
                new ShapefileWriter(
                    folder, "x", crs, GBK, List.of(FieldDef.text("ELEVENBYTES", 5))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void writesPointsAndLines() throws Exception {
    try (ShapefileWriter writer = writer("line", GBK)) {
      writer.write(wkt("LINESTRING (1 2, 3 4)"), row("a", null, null, null, null));
      writer.write(wkt("MULTILINESTRING ((1 2, 3 4), (5 6, 7 8))"), row("b", 1, 2, DAY, true));
    }
    try (ShapefileWriter writer = writer("points", GBK)) {
      writer.write(wkt("MULTIPOINT ((1 2), (3 4))"), row("a", null, null, null, false));
    }
    assertThat(ogrinfo(folder.resolve("line.shp")))
        .contains("LINESTRING (1 2,3 4)")
        .contains("MULTILINESTRING ((1 2,3 4),(5 6,7 8))");
    assertThat(ogrinfo(folder.resolve("points.shp"))).contains("MULTIPOINT ((1 2),(3 4))");
  }

  private void writeSample(String name, Charset charset) throws IOException {
    try (ShapefileWriter writer = writer(name, charset)) {
      writer.write(
          wkt(
              "POLYGON ((39500000 4500000, 39500100 4500000, 39500100 4500100, 39500000 4500100,"
                  + " 39500000 4500000), (39500010 4500010, 39500020 4500020, 39500020 4500010,"
                  + " 39500010 4500010))"),
          row("示例地块", 7, new BigDecimal("1234.495"), LocalDate.of(2026, 3, 4), true));
      writer.write(
          wkt(
              "MULTIPOLYGON (((39500000 4500000, 39500100 4500000, 39500100 4500100, 39500000"
                  + " 4500000)), ((39600000 4500000, 39600100 4500000, 39600100 4500100, 39600000"
                  + " 4500000)))"),
          row(null, null, null, null, null));
      writer.write(null, row("空", 1L, 0.5, null, false));
    }
  }

  private ShapefileWriter writer(String name, Charset charset) throws IOException {
    return new ShapefileWriter(folder, name, crs, charset, FIELDS, DAY);
  }

  private static List<@Nullable Object> row(@Nullable Object... values) {
    return Arrays.asList(values);
  }

  private static Geometry wkt(String text) {
    try {
      return new WKTReader().read(text);
    } catch (ParseException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  /** What GDAL reads; the test set-up installs gdal-bin. */
  private static String ogrinfo(Path file) throws Exception {
    Process process =
        new ProcessBuilder("ogrinfo", "-al", file.toString()).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(text).isZero();
    return text;
  }
}
