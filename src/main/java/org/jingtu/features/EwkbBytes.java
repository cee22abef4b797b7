package org.jingtu.features;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/**
 * Growing bytes: big-endian numbers as PostgreSQL's COPY wants them, and plane geometries as
 * little-endian EWKB with SRID 4490, without a copy in between. Not thread-safe.
 */
final class EwkbBytes {

  private static final VarHandle BIG_INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle BIG_LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle DOUBLE =
      MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int SRID = 4490;
  private static final int WITH_SRID = 0x20000000;
  private static final int POINT = 1;
  private static final int POLYGON = 3;
  private static final int MULTIPOLYGON = 6;

  private byte[] bytes = new byte[1 << 16];
  private int count;

  private void need(int more) {
    if (bytes.length - count < more) {
      long wanted = Math.max(2L * bytes.length, (long) count + more);
      if ((long) count + more > Integer.MAX_VALUE - 8) {
        throw new OutOfMemoryError("a batch of more than 2 GB");
      }
      bytes = Arrays.copyOf(bytes, (int) Math.min(wanted, Integer.MAX_VALUE - 8));
    }
  }

  void int1(int value) {
    need(1);
    bytes[count++] = (byte) value;
  }

  void int2(int value) {
    int1(value >>> 8);
    int1(value);
  }

  void int4(int value) {
    need(Integer.BYTES);
    BIG_INT.set(bytes, count, value);
    count += Integer.BYTES;
  }

  void int8(long value) {
    need(Long.BYTES);
    BIG_LONG.set(bytes, count, value);
    count += Long.BYTES;
  }

  void add(byte[] more) {
    need(more.length);
    System.arraycopy(more, 0, bytes, count, more.length);
    count += more.length;
  }

  /** What was written; nothing may be added while it is read. */
  InputStream asInputStream() {
    return new ByteArrayInputStream(bytes, 0, count);
  }

  /**
   * A geometry behind its length.
   *
   * @param geometry a point, polygon or multipolygon
   * @throws IllegalArgumentException for any other
   */
  void geometry(Geometry geometry) {
    int start = count;
    int4(0);
    write(geometry, WITH_SRID);
    BIG_INT.set(bytes, start, count - start - Integer.BYTES);
  }

  private void write(Geometry geometry, int flags) {
    if (geometry instanceof Polygon polygon) {
      head(POLYGON, flags);
      rings(polygon);
    } else if (geometry instanceof MultiPolygon) {
      head(MULTIPOLYGON, flags);
      little(geometry.getNumGeometries());
      for (int i = 0; i < geometry.getNumGeometries(); i++) {
        write(geometry.getGeometryN(i), 0);
      }
    } else if (geometry instanceof Point point) {
      head(POINT, flags);
      if (point.isEmpty()) {
        ordinates(Double.NaN, Double.NaN);
      } else {
        ordinates(point.getX(), point.getY());
      }
    } else {
      throw new IllegalArgumentException(geometry.getGeometryType());
    }
  }

  private void head(int type, int flags) {
    int1(1); // little-endian
    little(type | flags);
    if (flags != 0) {
      little(SRID);
    }
  }

  private void rings(Polygon polygon) {
    if (polygon.isEmpty()) {
      little(0);
      return;
    }
    little(1 + polygon.getNumInteriorRing());
    ring(polygon.getExteriorRing());
    for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
      ring(polygon.getInteriorRingN(i));
    }
  }

  private void ring(LineString ring) {
    CoordinateSequence vertices = ring.getCoordinateSequence();
    int size = vertices.size();
    little(size);
    need(Math.multiplyExact(2 * Double.BYTES, size));
    for (int i = 0; i < size; i++) {
      ordinates(vertices.getX(i), vertices.getY(i));
    }
  }

  private void ordinates(double x, double y) {
    need(2 * Double.BYTES);
    DOUBLE.set(bytes, count, x);
    DOUBLE.set(bytes, count + Double.BYTES, y);
    count += 2 * Double.BYTES;
  }

  private void little(int value) {
    need(Integer.BYTES);
    INT.set(bytes, count, value);
    count += Integer.BYTES;
  }
}
