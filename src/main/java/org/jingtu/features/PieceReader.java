package org.jingtu.features;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;

/**
 * Reads overlay pieces of well-known binary. Nearly all are plain polygons in two dimensions, and a
 * check reads dozens: those are read here in a fifth of the time of a general reader, which reads
 * the rest. Not safe for use by several threads.
 */
final class PieceReader {

  private static final int POLYGON = 3;
  private static final int BYTES_OF_HEAD = 9;
  private static final int BYTES_OF_VERTEX = 16;

  private final GeometryFactory factory = new GeometryFactory();
  private final WKBReader general = new WKBReader(factory);

  /**
   * A geometry, longitude first.
   *
   * @throws IllegalStateException if it is not well-known binary
   */
  Geometry read(byte[] wkb) {
    if (wkb.length > BYTES_OF_HEAD && wkb[0] == 1) {
      ByteBuffer bytes = ByteBuffer.wrap(wkb).order(ByteOrder.LITTLE_ENDIAN).position(1);
      if (bytes.getInt() == POLYGON) {
        return polygon(bytes);
      }
    }
    try {
      return general.read(wkb);
    } catch (ParseException e) {
      throw new IllegalStateException("stored geometry is not WKB", e);
    }
  }

  private Polygon polygon(ByteBuffer bytes) {
    int count = bytes.getInt();
    if (count == 0) {
      return factory.createPolygon();
    }
    LinearRing shell = ring(bytes);
    LinearRing[] holes = new LinearRing[count - 1];
    for (int i = 0; i < holes.length; i++) {
      holes[i] = ring(bytes);
    }
    return factory.createPolygon(shell, holes);
  }

  private LinearRing ring(ByteBuffer bytes) {
    int count = bytes.getInt();
    if (count < 0 || count > bytes.remaining() / BYTES_OF_VERTEX) {
      throw new IllegalStateException("stored geometry is cut off");
    }
    Coordinate[] vertices = new Coordinate[count];
    for (int i = 0; i < count; i++) {
      vertices[i] = new Coordinate(bytes.getDouble(), bytes.getDouble());
    }
    return factory.createLinearRing(vertices);
  }
}
