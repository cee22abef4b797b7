package org.jingtu.exchange;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.io.ByteOrderValues;
import org.locationtech.jts.io.OutputStreamOutStream;
import org.locationtech.jts.io.WKBWriter;

/**
 * Geometries as GeoPackage stores them (OGC 12-128r18, 2.1.3): header with SRS and, but for points,
 * the extent, then WKB. Little-endian. Not thread-safe.
 */
final class GeoPackageBinary {

  private static final byte LITTLE_ENDIAN = 1;
  private static final byte EXTENT_XY = 1 << 1;

  private final int srid;
  private final WKBWriter wkb = new WKBWriter(2, ByteOrderValues.LITTLE_ENDIAN, false);
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 12);

  GeoPackageBinary(int srid) {
    this.srid = srid;
  }

  byte[] write(Geometry geometry) {
    boolean point = geometry instanceof Point;
    ByteBuffer header = ByteBuffer.allocate(point ? 8 : 40).order(ByteOrder.LITTLE_ENDIAN);
    header.put((byte) 'G').put((byte) 'P').put((byte) 0);
    header.put(point ? LITTLE_ENDIAN : (byte) (LITTLE_ENDIAN | EXTENT_XY)).putInt(srid);
    if (!point) {
      Envelope box = geometry.getEnvelopeInternal();
      header.putDouble(box.getMinX()).putDouble(box.getMaxX());
      header.putDouble(box.getMinY()).putDouble(box.getMaxY());
    }
    bytes.reset();
    bytes.writeBytes(header.array());
    try {
      wkb.write(geometry, new OutputStreamOutStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
