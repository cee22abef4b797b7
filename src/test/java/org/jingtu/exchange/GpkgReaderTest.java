package org.jingtu.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jingtu.geo.DatumNeedsParameters;
import org.jingtu.geo.Ellipsoid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ByteOrderValues;
import org.locationtech.jts.io.WKBWriter;
import org.locationtech.jts.io.WKTReader;

class GpkgReaderTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "zone39.gpkg, plots, EPSG:4527, ''",
    "layers.gpkg, geographic, EPSG:4490, ''",
    "layers.gpkg, MERIDIAN114, EPSG:4547, ''",
    "layers.gpkg, wgs84, EPSG:4326, WGS84_AS_CGCS2000"
  })
  void readsWhatGdalWrites(String file, String layer, String crs, String code) {
    Fixtures.Reading reading = Sources.read(Fixtures.file(file), Sources.layer(layer));

    assertThat(reading.info().format()).isEqualTo("gpkg");
    assertThat(reading.info().crs().code()).isEqualTo(crs);
    assertThat(reading.info().expectedRows()).isEqualTo(4);
    assertThat(reading.info().fields())
        .containsExactly(
            new FieldDef("DKMC", FieldDef.Type.TEXT, 0, 0),
            new FieldDef("XH", FieldDef.Type.INTEGER, 0, 0),
            new FieldDef("TBMJ", FieldDef.Type.DECIMAL, 0, 0),
            new FieldDef("RQ", FieldDef.Type.DATE, 0, 0));
    assertThat(reading.rows().get(0).values())
        .containsExactly("有洞的地块", 1L, new BigDecimal("9900.0"), LocalDate.of(2026, 1, 2));
    assertThat(reading.codes()).isEqualTo(code.isEmpty() ? List.of() : List.of(code));
    // 100 m × 100 m - 10 m × 10 m; the ring with an island 10,000 - 6,400 + 400; 4547 is 3° away
    // from the meridian of the plots, where a plane area is not kept but the place is
    assertArea(reading, 0, 9_900);
    assertArea(reading, 1, 4_000);
    assertThat((Object) reading.rows().get(2).geometry()).isNull();
    assertThat(reading.rows().get(3).geometry().isValid()).isFalse();
  }

  private static void assertArea(Fixtures.Reading reading, int row, double squareMetres) {
    Geometry lonLat =
        Fixtures.SYSTEMS.toStorage(reading.rows().get(row).geometry(), reading.info().crs());
    assertThat(Ellipsoid.areaSquareMetres(lonLat)).isCloseTo(squareMetres, within(0.01));
  }

  @Test
  void severalLayersNeedAName() {
    Path file = Fixtures.file("layers.gpkg");
    assertThatThrownBy(() -> Sources.read(file))
        .isInstanceOfSatisfying(
            UploadRefused.class,
            refused -> {
              assertThat(refused.code()).isEqualTo("SEVERAL_LAYERS");
              assertThat(refused.arguments()).containsExactly("geographic, meridian114, wgs84");
            });
    assertThatThrownBy(() -> Sources.read(file, Sources.layer("x"))).hasMessage("LAYER_NOT_FOUND");
  }

  /** Changes a copy of zone39.gpkg by SQL. */
  private Path changed(String... statements) throws Exception {
    Path file = folder.resolve("changed.gpkg");
    Files.deleteIfExists(file);
    Files.copy(Fixtures.file("zone39.gpkg"), file);
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("pragma writable_schema=on");
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
    return file;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "update gpkg_spatial_ref_sys set organization_coordsys_id = 2363|DATUM_NEEDS_PARAMETERS",
        "update gpkg_spatial_ref_sys set organization_coordsys_id = 32650|UNSUPPORTED_CRS",
        "update gpkg_spatial_ref_sys set organization = 'x', definition = 'y'|CRS_UNKNOWN",
        "update gpkg_geometry_columns set srs_id = 0|CRS_MISSING",
        "update gpkg_geometry_columns set srs_id = 'many'|GPKG_CORRUPT",
        "update gpkg_geometry_columns set column_name = 'gone'|GPKG_CORRUPT",
        "update gpkg_contents set data_type = 'attributes'|GPKG_NO_FEATURES",
        "drop table gpkg_contents|GPKG_NOT_A_GEOPACKAGE",
        "alter table plots add column photo blob|GPKG_BLOB_FIELD"
      })
  void refusesWhatItCannotTake(String sql, String code) throws Exception {
    Path file = changed("pragma foreign_keys=off", sql);
    assertThatThrownBy(() -> Sources.read(file)).hasMessage(code);
  }

  @Test
  void takesTheDefinitionWhereThereIsNoCode() throws Exception {
    Path file = changed("update gpkg_spatial_ref_sys set organization = 'NONE'");
    assertThat(Sources.read(file).info().crs().code()).isEqualTo("EPSG:4527");
  }

  @Test
  void anOldDatumIsRefusedWhateverIsStated() throws Exception {
    Path file = changed("update gpkg_spatial_ref_sys set organization_coordsys_id = 2363");
    assertThatThrownBy(() -> Sources.read(file, Sources.in("EPSG:4527")))
        .isInstanceOf(DatumNeedsParameters.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create view evil as with recursive c(x) as (select 1 union all select x + 1 from c)"
            + " select x as fid, x as geom from c",
        "create virtual table evil using fts5(geom)"
      })
  void readsNoTableThatIsSqlOfTheSender(String sql) throws Exception {
    Path file =
        changed(
            sql,
            "update gpkg_contents set table_name = 'evil', identifier = 'evil'",
            "update gpkg_geometry_columns set table_name = 'evil'");
    assertThatThrownBy(() -> Sources.read(file)).hasMessage("GPKG_NOT_A_TABLE");
  }

  @Test
  void passesOverGeneratedColumns() throws Exception {
    Path file = changed("alter table plots add column evil as (zeroblob(2000000000)) virtual");
    Fixtures.Reading reading = Sources.read(file);
    assertThat(reading.info().fields()).extracting(FieldDef::name).doesNotContain("evil");
    assertThat(reading.rows()).hasSize(4);
  }

  @Test
  void aMetadataViewIsNoMetadata() throws Exception {
    Path file =
        changed(
            "alter table gpkg_contents rename to other",
            "create view gpkg_contents as select * from other");
    assertThatThrownBy(() -> Sources.read(file)).hasMessage("GPKG_NOT_A_GEOPACKAGE");
  }

  @Test
  void badValuesAreProblemsOfTheirField() throws Exception {
    Path file =
        changed(
            "update plots set XH = 'zwei', RQ = '2026-02-30', TBMJ = 9e999 where fid = 1",
            "update plots set DKMC = x'00ff', XH = 2.0, RQ = '' where fid = 2",
            "update plots set DKMC = cast(x'bea9cdc1' as text) where fid = 3");
    Fixtures.Reading reading = Sources.read(file);
    assertThat(reading.problems())
        .extracting(RowProblem::record, RowProblem::field, RowProblem::code)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(1L, "XH", "NUMBER_MALFORMED"),
            org.assertj.core.groups.Tuple.tuple(1L, "TBMJ", "NUMBER_MALFORMED"),
            org.assertj.core.groups.Tuple.tuple(1L, "RQ", "DATE_MALFORMED"),
            org.assertj.core.groups.Tuple.tuple(2L, "DKMC", "VALUE_IS_BLOB"),
            org.assertj.core.groups.Tuple.tuple(3L, "DKMC", "TEXT_NOT_IN_CHARSET"));
    assertThat(reading.rows().get(1).values().get(1)).isEqualTo(2L);
  }

  /** A blob with an envelope of a kind, in a byte order, round the WKB of a text. */
  private static byte[] blob(int kind, int order, int flags, String wkt) throws Exception {
    Geometry geometry = new WKTReader().read(wkt);
    boolean z = wkt.contains(" Z");
    byte[] wkb = new WKBWriter(z ? 3 : 2, order).write(geometry);
    int envelope = new int[] {0, 32, 48, 48, 64, 0, 0, 0}[kind];
    boolean little = order == ByteOrderValues.LITTLE_ENDIAN;
    ByteBuffer blob =
        ByteBuffer.allocate(8 + envelope + wkb.length)
            .order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    blob.put((byte) 'G').put((byte) 'P').put((byte) 0);
    blob.put((byte) (flags | kind << 1 | (little ? 1 : 0))).putInt(4527);
    return blob.position(8 + envelope).put(wkb).array();
  }

  private Fixtures.Reading readBlobs(List<byte[]> blobs) throws Exception {
    Path file = changed("delete from plots", "delete from gpkg_ogr_contents");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        PreparedStatement insert =
            connection.prepareStatement("insert into plots(geom) values (?)")) {
      for (byte[] blob : blobs) {
        insert.setBytes(1, blob);
        insert.executeUpdate();
      }
    }
    return Sources.read(file);
  }

  @Test
  void readsEveryKindOfHeader() throws Exception {
    List<byte[]> blobs = new ArrayList<>();
    for (int kind = 0; kind <= 4; kind++) {
      for (int order : new int[] {ByteOrderValues.BIG_ENDIAN, ByteOrderValues.LITTLE_ENDIAN}) {
        blobs.add(blob(kind, order, 0, "POLYGON ((1 2, 3 2, 3 4, 1 2))"));
      }
    }
    blobs.add(blob(0, 1, 0x10, "POINT EMPTY"));
    blobs.add(blob(0, 2, 0x10, "POLYGON EMPTY"));
    blobs.add(blob(0, 2, 0, "MULTIPOLYGON Z (((1 2 9, 3 2 9, 3 4 9, 1 2 9)))"));
    blobs.add(blob(0, 2, 0, "GEOMETRYCOLLECTION (POINT (1 2), MULTILINESTRING ((1 2, 3 4)))"));
    Fixtures.Reading reading = readBlobs(blobs);
    assertThat(reading.codes()).isEmpty();
    for (int i = 0; i < 10; i++) {
      assertThat(reading.rows().get(i).geometry().toText())
          .isEqualTo("POLYGON ((1 2, 3 2, 3 4, 1 2))");
    }
    assertThat(reading.rows().subList(10, 14))
        .extracting(row -> row.geometry().toText())
        .containsExactly(
            "POINT EMPTY",
            "POLYGON EMPTY",
            "MULTIPOLYGON (((1 2, 3 2, 3 4, 1 2)))",
            "GEOMETRYCOLLECTION (POINT (1 2), MULTILINESTRING ((1 2, 3 4)))");
  }

  @Test
  void aBadGeometryIsAProblemOfItsRow() throws Exception {
    byte[] good = blob(1, 2, 0, "POLYGON ((1 2, 3 2, 3 4, 1 2))");
    byte[] counts = good.clone();
    ByteBuffer.wrap(counts).order(ByteOrder.LITTLE_ENDIAN).putInt(40 + 9, Integer.MAX_VALUE);
    byte[] negative = good.clone();
    ByteBuffer.wrap(negative).order(ByteOrder.LITTLE_ENDIAN).putInt(40 + 5, -1);
    byte[] srs = good.clone();
    srs[4] = 7;
    byte[] type = good.clone();
    type[41] = 10; // CurvePolygon
    byte[] open = good.clone();
    open[40 + 13] = 1;
    byte[] infinite = good.clone();
    ByteBuffer.wrap(infinite)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putDouble(40 + 13 + 16, Double.POSITIVE_INFINITY);
    Fixtures.Reading reading =
        readBlobs(
            List.of(
                new byte[] {1, 2, 3},
                blob(5, 2, 0, "POINT (1 2)"),
                blob(0, 2, 0x20, "POINT (1 2)"),
                blob(0, 2, 0x10, "POINT (1 2)"),
                counts,
                negative,
                srs,
                type,
                open,
                infinite));
    assertThat(reading.codes())
        .containsExactly(
            "GPKG_GEOMETRY_HEADER",
            "GPKG_GEOMETRY_HEADER",
            "SHAPE_TYPE_UNKNOWN",
            "GPKG_GEOMETRY_HEADER",
            "WKB_MALFORMED",
            "WKB_MALFORMED",
            "GPKG_SRS_DIFFERS",
            "SHAPE_TYPE_UNKNOWN",
            "RING_NOT_CLOSED",
            "COORDINATE_NOT_FINITE");
  }

  @Test
  void nestedCollectionsComeToAnEnd() throws Exception {
    ByteBuffer deep = ByteBuffer.allocate(8 + 9 * 100_000).order(ByteOrder.LITTLE_ENDIAN);
    deep.put(new byte[] {'G', 'P', 0, 1}).putInt(4527);
    while (deep.remaining() >= 9) {
      deep.put((byte) 1).putInt(7).putInt(1);
    }
    assertThat(readBlobs(List.of(deep.array())).codes()).containsExactly("WKB_MALFORMED");
  }

  /** Pages that refer to each other would give a table without end. */
  @Test
  void crossedPagesComeToAnEnd() throws Exception {
    Path file = changed();
    int page;
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        var found =
            statement.executeQuery("select rootpage from sqlite_master where name = 'plots'")) {
      page = found.getInt(1);
    }
    Bytes.change(
        file,
        bytes -> {
          // an interior page of a table (type 5) with 300 cells, all referring to page `child`
          ByteBuffer root = ByteBuffer.wrap(bytes, (page - 1) * 4096, 4096).slice();
          byte[] leaf = new byte[4096];
          root.get(0, leaf);
          int child = page + 1;
          root.put(0, new byte[4096]);
          root.put(0, (byte) 5).putShort(3, (short) 300).putShort(5, (short) 2_000);
          root.putInt(8, child);
          for (int i = 0; i < 300; i++) {
            root.putShort(12 + 2 * i, (short) (2_000 + 6 * i));
            root.putInt(2_000 + 6 * i, child).put(2_004 + 6 * i, (byte) 9);
          }
          System.arraycopy(leaf, 0, bytes, (child - 1) * 4096, 4096);
        });
    Fixtures.Reading reading = Sources.read(file);
    assertThat(reading.rows()).hasSizeLessThanOrEqualTo(4);
    assertThat(reading.fileProblems()).extracting(RowProblem::code).containsExactly("GPKG_DAMAGED");
  }

  @Test
  void writesNothingBesideTheFile() throws Exception {
    Path file = Files.copy(Fixtures.file("zone39.gpkg"), folder.resolve("a #1%20名.gpkg"));
    Files.setPosixFilePermissions(
        file, java.nio.file.attribute.PosixFilePermissions.fromString("r--r--r--"));
    assertThat(Sources.read(file).rows()).hasSize(4);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void readsAFileThatWasLeftInWriteAheadMode() throws Exception {
    Path file = changed("pragma journal_mode=wal");
    assertThat(Sources.read(file).rows()).hasSize(4);
  }

  @Test
  void neverFailsWhereverItIsCut() throws Exception {
    Path file = Files.copy(Fixtures.file("zone39.gpkg"), folder.resolve("a.gpkg"));
    byte[] whole = Files.readAllBytes(file);
    for (int length = whole.length - 1; length > 16; length -= 509) {
      Files.write(file, java.util.Arrays.copyOf(whole, length));
      Sources.isFaulted(file, ReadOptions.NONE);
    }
  }

  @Test
  void neverFailsWhateverBytesAreChanged() throws Exception {
    Path file = Files.copy(Fixtures.file("zone39.gpkg"), folder.resolve("a.gpkg"));
    Sources.flipBytes(file, ReadOptions.NONE, 500);
  }

  /** Most bytes of a file are empty pages: here the rows and the schema are aimed at. */
  @Test
  void neverFailsWhateverIsChangedInUsedPages() throws Exception {
    byte[] whole = Files.readAllBytes(Fixtures.file("zone39.gpkg"));
    Path file = folder.resolve("a.gpkg");
    long seed = System.nanoTime();
    System.out.println("used bytes of zone39.gpkg changed with seed " + seed);
    java.util.Random random = new java.util.Random(seed);
    int[] used =
        java.util.stream.IntStream.range(0, whole.length).filter(i -> whole[i] != 0).toArray();
    for (int i = 0; i < 1_000; i++) {
      byte[] changed = whole.clone();
      for (int n = random.nextInt(4); n >= 0; n--) {
        changed[used[random.nextInt(used.length)]] = (byte) random.nextInt(256);
      }
      Files.write(file, changed);
      Sources.isFaulted(file, ReadOptions.NONE);
    }
  }
}
