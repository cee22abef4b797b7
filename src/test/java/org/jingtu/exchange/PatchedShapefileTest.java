package org.jingtu.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/** A shapefile of one square of 100 m with a hole of 10 m, with bytes of it changed. */
class PatchedShapefileTest {

  private static final GeometryFactory FACTORY = new GeometryFactory();

  /** File header 100, record header 8, type 4, extent 32, counts 8, starts of two rings 8. */
  private static final int POINTS = 160;

  @TempDir private Path folder;
  private Path shp;

  @BeforeEach
  void write() throws IOException {
    try (ShapefileWriter writer =
        new ShapefileWriter(
            folder,
            "one",
            Sources.crs("EPSG:4527"),
            StandardCharsets.UTF_8,
            List.of(FieldDef.text("CODE", 10), FieldDef.bool("OK")))) {
      LinearRing hole = square(39500020, 10).getExteriorRing();
      Polygon plot =
          FACTORY.createPolygon(square(39500000, 100).getExteriorRing(), new LinearRing[] {hole});
      writer.write(plot, Arrays.asList("A", true));
    }
    shp = folder.resolve("one.shp");
  }

  private static Polygon square(double west, double side) {
    double south = 4500000 + (100 - side) / 2;
    return (Polygon) FACTORY.toGeometry(new Envelope(west, west + side, south, south + side));
  }

  private ByteBuffer bytes() throws IOException {
    return ByteBuffer.wrap(Files.readAllBytes(shp)).order(ByteOrder.LITTLE_ENDIAN);
  }

  private List<String> codes(ByteBuffer changed) throws IOException {
    Files.write(shp, changed.array());
    return Fixtures.read(shp).codes();
  }

  @Test
  void aRecordThatEndsBehindTheFile() throws IOException {
    assertThat(codes(ByteBuffer.wrap(Arrays.copyOf(bytes().array(), 300))))
        .contains("SHP_TRUNCATED");
  }

  @Test
  void aRecordOfNoLength() throws IOException {
    ByteBuffer bytes = bytes();
    bytes.putInt(104, 0);
    assertThat(codes(bytes)).contains("SHP_RECORD_CORRUPT");
  }

  @Test
  void morePointsThanTheRecordHolds() throws IOException {
    ByteBuffer bytes = bytes();
    bytes.putInt(148, 1000);
    assertThat(codes(bytes)).contains("SHAPE_MALFORMED");
  }

  @Test
  void aHoleThatRunsLikeItsShell() throws IOException {
    ByteBuffer bytes = bytes();
    byte[] hole = new byte[80];
    bytes.get(POINTS + 80, hole);
    for (int i = 0; i < 5; i++) {
      bytes.put(POINTS + 80 + 16 * i, hole, 16 * (4 - i), 16);
    }
    assertThat(codes(bytes)).containsExactly("RING_ORIENTATION");
  }

  @Test
  void anOpenRingIsClosedOnRequestAlone() throws IOException {
    ByteBuffer bytes = bytes();
    bytes.putDouble(POINTS + 64, bytes.getDouble(POINTS + 64) + 3); // last easting of the shell
    assertThat(codes(bytes)).containsExactly("RING_NOT_CLOSED");

    Fixtures.Reading closed = Fixtures.read(shp, Sources.REPAIR);

    assertThat(closed.codes()).containsExactly("RING_CLOSED");
    assertThat(closed.problems().get(0).arguments()).isEqualTo(List.of(3.0));
    assertThat(closed.rows().get(0).geometry().getNumPoints()).isEqualTo(11);
  }

  /** 64 MB are the most that is taken of one shape; the file has them, as a hole on the disk. */
  @Test
  void aRecordThatIsTooLarge() throws IOException {
    byte[] one = bytes().array();
    ByteBuffer bytes = bytes();
    int content = (64 << 20) + 8;
    bytes.putInt(24, (108 + content) / 2); // words of the file, big-endian
    bytes.order(java.nio.ByteOrder.BIG_ENDIAN).putInt(24, (108 + content) / 2);
    bytes.putInt(104, content / 2);
    Files.write(shp, Arrays.copyOf(bytes.array(), 300));
    try (java.io.RandomAccessFile file = new java.io.RandomAccessFile(shp.toFile(), "rw")) {
      file.setLength(108L + content);
    }
    assertThat(one.length).isLessThan(1_000);
    assertThat(Fixtures.read(shp).codes()).contains("SHAPE_TOO_LARGE");
  }

  /** Found by fuzzing: no point equals NaN, so a ring that begins with one never closes. */
  @Test
  void aRingThatBeginsWithNoNumber() throws IOException {
    ByteBuffer bytes = bytes();
    bytes.putDouble(POINTS, Double.NaN);
    assertThat(codes(bytes)).containsExactly("COORDINATE_NOT_FINITE");
    assertThat(Fixtures.read(shp, Sources.REPAIR).codes()).containsExactly("COORDINATE_NOT_FINITE");
  }

  @Test
  void aLogicalValueThatIsNone() throws IOException {
    Path dbf = folder.resolve("one.dbf");
    byte[] table = Files.readAllBytes(dbf);
    for (int i = 97; i < table.length; i++) {
      table[i] = table[i] == 'T' ? (byte) 'Q' : table[i];
    }
    Files.write(dbf, table);
    assertThat(Fixtures.read(shp).codes()).containsExactly("BOOLEAN_MALFORMED");
  }
}
