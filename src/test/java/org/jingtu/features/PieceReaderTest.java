package org.jingtu.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ByteOrderValues;
import org.locationtech.jts.io.WKBReader;
import org.locationtech.jts.io.WKBWriter;
import org.locationtech.jts.io.WKTReader;

class PieceReaderTest {

  private static final String WITH_HOLE =
      "POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (3 3, 3 6, 6 6, 3 3))";

  @Test
  void readsWhatTheGeneralReaderReads() throws Exception {
    for (String wkt :
        new String[] {
          "POLYGON ((117.5 40.9, 117.6 40.9, 117.6 41, 117.5 40.9))",
          WITH_HOLE,
          "POLYGON EMPTY",
          "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((5 5, 6 5, 6 6, 5 5)))",
          "POINT (117.5 40.9)",
          "LINESTRING (0 0, 1 1)"
        }) {
      Geometry geometry = new WKTReader().read(wkt);
      for (int order : new int[] {ByteOrderValues.LITTLE_ENDIAN, ByteOrderValues.BIG_ENDIAN}) {
        byte[] wkb = new WKBWriter(2, order).write(geometry);
        assertThat(new PieceReader().read(wkb).equalsExact(new WKBReader().read(wkb)))
            .as(wkt)
            .isTrue();
      }
    }
  }

  @Test
  void refusesWhatIsCutOff() throws Exception {
    byte[] wkb =
        new WKBWriter(2, ByteOrderValues.LITTLE_ENDIAN).write(new WKTReader().read(WITH_HOLE));
    assertThatThrownBy(() -> new PieceReader().read(Arrays.copyOf(wkb, wkb.length - 20)))
        .isInstanceOf(IllegalStateException.class);
  }
}
