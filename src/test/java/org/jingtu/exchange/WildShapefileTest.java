package org.jingtu.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jingtu.exchange.RawShapefile.square;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.jingtu.geo.CrsProposal;
import org.jingtu.geo.Validity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Geometry;

/** Shapefiles as no sound program writes them; {@link ShapefileReaderTest} has the rest. */
class WildShapefileTest {

  private static final double X = 39_500_000;
  private static final double Y = 4_500_000;

  @TempDir Path folder;

  private RawShapefile polygons() {
    return new RawShapefile(folder, 5);
  }

  private static List<Object> codes(Fixtures.Reading reading) {
    return reading.rows().stream().map(row -> row.values().get(0)).toList();
  }

  private static List<Double> areas(Fixtures.Reading reading) {
    return reading.rows().stream().map(row -> row.geometry().getArea()).toList();
  }

  @Test
  void withoutADbfTheRowsHaveNoValues() throws Exception {
    Path shp = polygons().polygon(1, square(X, Y, 100)).write();
    Files.delete(folder.resolve("wild.dbf"));
    Fixtures.Reading reading = Fixtures.read(shp);
    assertThat(reading.codes()).containsExactly("DBF_MISSING");
    assertThat(reading.info().fields()).isEmpty();
    assertThat(areas(reading)).containsExactly(10_000.0); // 100²
    assertThat(reading.rows().get(0).values()).isEmpty();
  }

  /** The records lie as 3, 1, 2; without the index row 1 would get the shape of row 3. */
  @Test
  void takesTheOrderOfTheIndex() throws Exception {
    RawShapefile file =
        polygons()
            .polygon(3, square(X, Y, 30))
            .polygon(1, square(X, Y, 10))
            .polygon(2, square(X, Y, 20));
    Fixtures.Reading reading = Fixtures.read(file.write(1, 2, 0));
    assertThat(codes(reading)).containsExactly("row-1", "row-2", "row-3");
    assertThat(areas(reading)).containsExactly(100.0, 400.0, 900.0);
    assertThat(reading.codes()).containsExactly("SHP_IN_ORDER_OF_SHX");
  }

  @Test
  void withoutAnIndexRecordsOutOfOrderAreNotGuessed() throws Exception {
    RawShapefile file = polygons().polygon(2, square(X, Y, 20)).polygon(1, square(X, Y, 10));
    Fixtures.Reading reading = Fixtures.read(file.write());
    assertThat(reading.fileProblems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo("SHP_OUT_OF_ORDER");
              assertThat(problem.severity()).isEqualTo(Severity.ERROR);
              assertThat(problem.arguments()).containsExactly(1L);
            });
  }

  /** A program that edits in place left the old record 1 in the middle; the .dbf has two rows. */
  @Test
  void passesOverAbandonedRecords() throws Exception {
    RawShapefile file =
        polygons()
            .polygon(1, square(X, Y, 99))
            .polygon(2, square(X, Y, 20))
            .polygon(1, square(X, Y, 10));
    Path shp = file.write(2, 1);
    Bytes.change(folder.resolve("wild.dbf"), bytes -> bytes[4] = 2);
    Fixtures.Reading reading = Fixtures.read(shp);
    assertThat(areas(reading)).containsExactly(100.0, 400.0);
    assertThat(reading.codes()).containsExactly("SHP_IN_ORDER_OF_SHX");
  }

  @Test
  void anIndexOfAnotherFileIsLeftAside() throws Exception {
    Path shp = polygons().polygon(1, square(X, Y, 10)).polygon(2, square(X, Y, 20)).write(1, 0);
    Fixtures.Reading reading = Fixtures.read(shp);
    assertThat(reading.codes()).containsExactly("SHX_CONTRADICTS");
    assertThat(areas(reading)).containsExactly(100.0, 400.0);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void numbersFromZeroOrNoneAreTolerated(int kind) throws Exception {
    Path shp =
        polygons()
            .polygon(kind == 0 ? 0 : kind - 1, square(X, Y, 10))
            .polygon(kind == 0 ? 0 : kind, square(X, Y, 20))
            .write();
    assertThat(Fixtures.read(shp).codes()).isEmpty();
  }

  /** However the index is cut, a row gets its own shape, or the file has an error. */
  @Test
  void anIndexCutAtAnyByteDoesNotHarm() throws Exception {
    Path shp = polygons().polygon(2, square(X, Y, 20)).polygon(1, square(X, Y, 10)).write(1, 0);
    Path shx = folder.resolve("wild.shx");
    byte[] whole = Files.readAllBytes(shx);
    for (int length = 0; length < whole.length; length++) {
      Files.write(shx, java.util.Arrays.copyOf(whole, length));
      Fixtures.Reading reading = Fixtures.read(shp);
      assertThat(reading.codes())
          .as("cut to %d", length)
          .containsAnyOf("SHP_OUT_OF_ORDER", "ROW_COUNT_DIFFERS");
    }
  }

  /** The hole comes first, and turns like a shell: 100² - 20² = 9,600. */
  @ParameterizedTest
  @ValueSource(doubles = {20, -20})
  void ringsMayComeInAnyOrderAndHolesAsShells(double hole) throws Exception {
    Path shp = polygons().polygon(1, square(X + 40, Y + 40, hole), square(X, Y, 100)).write();
    Fixtures.Reading reading = Fixtures.read(shp);
    Geometry geometry = reading.rows().get(0).geometry();
    assertThat(geometry.isValid()).isTrue();
    assertThat(geometry.getArea()).isEqualTo(9_600);
    assertThat(reading.codes()).isEqualTo(hole > 0 ? List.of("RING_ORIENTATION") : List.of());
  }

  /** A ring of 3 points to and fro beside a square; the check of validity names it. */
  @ParameterizedTest
  @CsvSource({"200, 200", "0, 0", "50, 50"})
  void aRingWithoutAreaIsAFlawWithAPlace(double dx, double dy) throws Exception {
    double x = X + dx;
    double y = Y + dy;
    Path shp =
        polygons()
            .polygon(1, square(X, Y, 100), new double[] {x, y, x + 10, y, x + 5, y, x, y})
            .write();
    Geometry geometry = Fixtures.read(shp).rows().get(0).geometry();
    assertThat(Validity.findFlaw(geometry))
        .hasValueSatisfying(
            flaw -> assertThat(Double.isFinite(flaw.location().x)).as(flaw.code()).isTrue());
  }

  @Test
  void aRingOfOnePlaceIsAFlaw() throws Exception {
    Path shp = polygons().polygon(1, new double[] {X, Y, X, Y, X, Y, X, Y}).write();
    Geometry geometry = Fixtures.read(shp).rows().get(0).geometry();
    assertThat(Validity.findFlaw(geometry)).isPresent();
    shp = polygons().polygon(1, new double[] {X, Y, X, Y, X, Y}).write();
    assertThat(Fixtures.read(shp).codes()).containsExactly("RING_TOO_FEW_POINTS");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, -1e39})
  void extentsThatAreNoNumbersDoNotMatter(double extent) throws Exception {
    Path shp = polygons().extent(extent).polygon(1, square(X, Y, 100)).write();
    assertThat(areas(Fixtures.read(shp))).containsExactly(10_000.0);
    Files.delete(folder.resolve("wild.prj"));
    assertThatThrownBy(() -> Fixtures.read(shp))
        .isInstanceOfSatisfying(
            CrsNotStated.class,
            problem -> {
              if (!Double.isFinite(extent)) { // then the shapes tell: zone 39 by the prefix
                assertThat(problem.proposals())
                    .extracting(CrsProposal::crs)
                    .contains(Fixtures.SYSTEMS.getCrs("EPSG:4527"));
              }
            });
  }

  @Test
  void ordinatesThatAreNoNumbersAreAFlaw() throws Exception {
    double[] ring = square(X, Y, 100);
    ring[4] = Double.NaN;
    Geometry geometry = Fixtures.read(polygons().polygon(1, ring).write()).rows().get(0).geometry();
    assertThat(Validity.findFlaw(geometry))
        .hasValueSatisfying(flaw -> assertThat(flaw.code()).isEqualTo("COORDINATE_NOT_FINITE"));
  }

  @Test
  void aMultipatchAmongPolygonsIsAProblemOfItsRow() throws Exception {
    byte[] patch = new byte[100];
    patch[0] = 31;
    Fixtures.Reading reading =
        Fixtures.read(polygons().polygon(1, square(X, Y, 10)).record(2, patch).write());
    assertThat(reading.codes()).containsExactly("SHAPE_TYPE_UNKNOWN");
    assertThat(reading.rows()).hasSize(2);
  }

  @Test
  void hasNullShapesAndNoRowsToo() throws Exception {
    Fixtures.Reading reading = Fixtures.read(polygons().record(1, new byte[4]).write());
    assertThat((Object) reading.rows().get(0).geometry()).isNull();
    assertThat(reading.codes()).isEmpty();
    assertThat(Fixtures.read(polygons().write()).rows()).isEmpty();
  }

  /** A record that says it has two thousand million points; the heap of the test is far smaller. */
  @Test
  void believesNoCountOfPoints() throws Exception {
    byte[] content = new byte[48];
    ByteBuffer.wrap(content)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(0, 5)
        .putInt(36, Integer.MAX_VALUE)
        .putInt(40, Integer.MAX_VALUE);
    assertThat(Fixtures.read(polygons().record(1, content).write()).codes())
        .containsExactly("SHAPE_MALFORMED");
  }

  /** The numbers and dates of dBASE III+ (N, F, D, L) and of Visual FoxPro (I, B, Y, T). */
  @Test
  void readsNumbersAndDatesOfFoxPro() throws Exception {
    Path shp = polygons().polygon(1, square(X, Y, 10)).polygon(2, square(X, Y, 10)).write();
    // Julian day 2461043 is 2026-01-02 (JD 2440588 is 1970-01-01, and 20,455 days later); 06:30
    ByteBuffer row = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    row.put((byte) ' ').putInt(-7).putDouble(1234.5).putLong(99_999).putInt(2_461_043);
    row.putInt(23_400_000).put(text("   -12.340")).put(text(" 1.25E+002")).put(text("20260102T"));
    byte[] first = java.util.Arrays.copyOf(row.array(), row.position());
    byte[] second = new byte[first.length];
    java.util.Arrays.fill(second, (byte) 0);
    Files.write(
        folder.resolve("wild.dbf"), dbf(0x30, "I4 B8 Y8 T8 N10.3 F10 D8 L1", first, second));
    Fixtures.Reading reading = Fixtures.read(shp);
    assertThat(reading.rows().get(0).values())
        .containsExactly(
            -7L,
            new BigDecimal("1234.5"),
            new BigDecimal("9.9999"), // money has four decimals
            "2026-01-02T06:30",
            new BigDecimal("-12.340"),
            new BigDecimal("1.25E+2"),
            LocalDate.of(2026, 1, 2),
            true);
    assertThat(reading.rows().get(1).values())
        .containsExactly(
            0L, new BigDecimal("0"), new BigDecimal("0.0000"), null, null, null, null, null);
    assertThat(reading.codes()).isEmpty();
  }

  /** dBASE 7: numbers are big-endian with the sign turned, zeros are no value. */
  @Test
  void readsNumbersOfDbase7() throws Exception {
    Path shp = polygons().polygon(1, square(X, Y, 10)).write();
    ByteBuffer row = ByteBuffer.allocate(25);
    row.put((byte) ' ').putInt(-7 ^ Integer.MIN_VALUE).putInt(3 ^ Integer.MIN_VALUE);
    row.putLong(~Double.doubleToLongBits(-2.5));
    row.putLong(Double.doubleToLongBits(2.5) ^ Long.MIN_VALUE);
    Files.write(folder.resolve("wild.dbf"), dbf(4, "I4 +4 O8 O8", row.array()));
    assertThat(Fixtures.read(shp).rows().get(0).values())
        .containsExactly(-7L, 3L, new BigDecimal("-2.5"), new BigDecimal("2.5"));
  }

  @ParameterizedTest
  @CsvSource({
    "3, M10, DBF_MEMO_FIELD",
    "3, G10, DBF_MEMO_FIELD",
    "3, B10, DBF_MEMO_FIELD",
    "48, M4, DBF_MEMO_FIELD",
    "48, V20, DBF_FIELD_UNSUPPORTED",
    "48, I9, DBF_FIELD_UNSUPPORTED",
    "3, X4, DBF_CORRUPT"
  })
  void refusesOtherFieldsWithAReason(int version, String field, String code) throws Exception {
    Path shp = polygons().polygon(1, square(X, Y, 10)).write();
    Files.write(folder.resolve("wild.dbf"), dbf(version, field, new byte[40]));
    assertThatThrownBy(() -> Fixtures.read(shp)).hasMessage(code);
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** A table of fields such as {@code N10.3}, called F1, F2 …; level 7 for version 4. */
  private static byte[] dbf(int version, String fields, byte[]... rows) {
    String[] all = fields.split(" ");
    boolean dbase7 = version == 4;
    int start = dbase7 ? 68 : 32;
    int bytes = dbase7 ? 48 : 32;
    int header = start + bytes * all.length + 1;
    ByteBuffer table =
        ByteBuffer.allocate(header + rows.length * rows[0].length).order(ByteOrder.LITTLE_ENDIAN);
    table.put(0, (byte) version).putInt(4, rows.length).putShort(8, (short) header);
    table.putShort(10, (short) rows[0].length);
    for (int i = 0; i < all.length; i++) {
      String[] width = all[i].substring(1).split("\\.");
      int at = start + bytes * i;
      int type = at + (dbase7 ? 32 : 11);
      table.put(at, text("F" + (i + 1))).put(type, (byte) all[i].charAt(0));
      table.put(type + (dbase7 ? 1 : 5), Byte.parseByte(width[0]));
      table.put(type + (dbase7 ? 2 : 6), width.length > 1 ? Byte.parseByte(width[1]) : 0);
    }
    table.put(header - 1, (byte) 0x0D).position(header);
    for (byte[] row : rows) {
      table.put(row);
    }
    return table.array();
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "utf8", "UTF8", "65001", " UTF-8\r\n"})
  void knowsTheNamesOfUtf8(String cpg) throws Exception {
    Path shp = Fixtures.copy("zone39_utf8", folder);
    Files.writeString(folder.resolve("zone39_utf8.cpg"), cpg);
    Fixtures.Reading reading = Fixtures.read(shp);
    assertThat(reading.codes()).isEmpty();
    assertThat(reading.rows().get(0).values()).startsWith("有洞的地块");
  }
}
