package org.jingtu.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.ByteOrderValues;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBWriter;
import org.locationtech.jts.io.WKTReader;

/** The bytes are those of JTS, behind their length. */
class EwkbBytesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POINT (117.6 40.9)",
        "POLYGON ((0 0, 10 0, 10 10, 0 0))",
        "POLYGON ((0 0, 10 0, 10 10, 0 0), (4 1, 5 1, 5 2, 4 1), (7 1, 8 1, 8 2, 7 1))",
        "POLYGON EMPTY",
        "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((5 5, 9 5, 9 9, 5 5), (7 6, 8 6, 8 7, 7 6)))",
        "MULTIPOLYGON EMPTY"
      })
  void areThoseOfJts(String wkt) throws ParseException, IOException {
    Geometry geometry = new WKTReader().read(wkt);
    geometry.setSRID(4490);
    byte[] expected = new WKBWriter(2, ByteOrderValues.LITTLE_ENDIAN, true).write(geometry);
    EwkbBytes bytes = new EwkbBytes();

    bytes.geometry(geometry);

    byte[] written = bytes.asInputStream().readAllBytes();
    assertThat(ByteBuffer.wrap(written).getInt()).isEqualTo(expected.length);
    assertThat(Arrays.copyOfRange(written, 4, written.length)).isEqualTo(expected);
  }

  /** 100,000 vertices of 16 bytes do not fit into the 64 KB it begins with. */
  @Test
  void growAsNeeded() throws IOException {
    Coordinate[] ring = new Coordinate[100_001];
    Arrays.setAll(ring, i -> new Coordinate(i % 100_000, i % 7 * (i % 100_000)));
    Geometry large = new GeometryFactory().createPolygon(ring);
    EwkbBytes bytes = new EwkbBytes();
    bytes.int2(513);
    bytes.int8(Long.MIN_VALUE);
    bytes.geometry(large);
    bytes.add(new byte[] {7});

    ByteBuffer written = ByteBuffer.wrap(bytes.asInputStream().readAllBytes());

    assertThat(written.getShort()).isEqualTo((short) 513);
    assertThat(written.getLong()).isEqualTo(Long.MIN_VALUE);
    // order 1, type 4, SRID 4, number of rings 4, of vertices 4, and the vertices
    assertThat(written.getInt()).isEqualTo(17 + 16 * 100_001);
    assertThat(written.get(written.limit() - 1)).isEqualTo((byte) 7);
  }

  @Test
  void refuseWhatIsNeverStored() throws ParseException {
    Geometry line = new WKTReader().read("LINESTRING (0 0, 1 1)");
    assertThatThrownBy(() -> new EwkbBytes().geometry(line))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
