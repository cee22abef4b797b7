package org.jingtu.ogcapi;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Writes stored geometries as GeoJSON straight from their bytes, without geometry objects between.
 * Shells run counter-clockwise and holes clockwise as seen with the easting to the right (RFC 7946
 * 3.1.6). For one thread.
 */
final class WkbGeometry {

  private static final byte[][] HEADS = {
    {},
    head("Point", "coordinates\":"),
    head("LineString", "coordinates\":"),
    head("Polygon", "coordinates\":"),
    head("MultiPoint", "coordinates\":"),
    head("MultiLineString", "coordinates\":"),
    head("MultiPolygon", "coordinates\":"),
    head("GeometryCollection", "geometries\":[")
  };
  private static final int POINT = 1;
  private static final int LINE = 2;
  private static final int POLYGON = 3;
  private static final int COLLECTION = 7;

  private final OgcCrs systems;
  private final NamedCrs crs;
  private final boolean asStored;
  private double[] pairs = new double[256];

  private static byte[] head(String type, String member) {
    return JsonBytes.bytes("{\"type\":\"" + type + "\",\"" + member);
  }

  WkbGeometry(OgcCrs systems, NamedCrs crs) {
    this.systems = systems;
    this.crs = crs;
    this.asStored = OgcCrs.asStored(crs);
  }

  /**
   * Writes a geometry.
   *
   * @param wkb OGC WKB, two-dimensional, EPSG:4490 longitude first
   */
  void write(byte[] wkb, JsonBytes out) {
    writeGeometry(ByteBuffer.wrap(wkb), out);
  }

  private void writeGeometry(ByteBuffer in, JsonBytes out) {
    int type = readHead(in);
    out.raw(HEADS[type]);
    if (type == COLLECTION) {
      int count = in.getInt();
      for (int i = 0; i < count; i++) {
        comma(i, out);
        writeGeometry(in, out);
      }
      out.raw(']');
    } else {
      writeCoordinates(type, in, out);
    }
    out.raw('}');
  }

  private static void comma(int index, JsonBytes out) {
    if (index > 0) {
      out.raw(',');
    }
  }

  private static int readHead(ByteBuffer in) {
    in.order(in.get() == 1 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int type = in.getInt();
    if (type < POINT || type > COLLECTION) {
      throw new IllegalStateException("stored geometry is not two-dimensional WKB: " + type);
    }
    return type;
  }

  private void writeCoordinates(int type, ByteBuffer in, JsonBytes out) {
    switch (type) {
      case POINT -> {
        readPairs(in, 1);
        writePair(0, out);
      }
      case LINE -> {
        int count = in.getInt();
        readPairs(in, count);
        writePairs(count, false, out);
      }
      case POLYGON -> {
        out.raw('[');
        int rings = in.getInt();
        for (int ring = 0; ring < rings; ring++) {
          comma(ring, out);
          writeRing(in, ring == 0, out);
        }
        out.raw(']');
      }
      default -> {
        out.raw('[');
        int count = in.getInt();
        for (int i = 0; i < count; i++) {
          comma(i, out);
          writeCoordinates(readHead(in), in, out);
        }
        out.raw(']');
      }
    }
  }

  private void writeRing(ByteBuffer in, boolean shell, JsonBytes out) {
    int count = in.getInt();
    readRaw(in, count);
    boolean backwards = counterClockwise(count) != shell;
    transform(count);
    writePairs(count, backwards, out);
  }

  private void readPairs(ByteBuffer in, int count) {
    readRaw(in, count);
    transform(count);
  }

  private void readRaw(ByteBuffer in, int count) {
    int numbers = 2 * count;
    if (pairs.length < numbers) {
      pairs = new double[Math.max(numbers, 2 * pairs.length)];
    }
    in.asDoubleBuffer().get(pairs, 0, numbers);
    in.position(in.position() + numbers * Double.BYTES);
  }

  private void transform(int count) {
    if (asStored) {
      return;
    }
    // the array may be longer than what is in it, and a projection takes all of what it gets
    double[] exact = java.util.Arrays.copyOf(pairs, 2 * count);
    systems.fromStorage(exact, count, crs);
    System.arraycopy(exact, 0, pairs, 0, 2 * count);
  }

  /** By the sign of the area, taken from the first vertex so that no digits are lost. */
  private boolean counterClockwise(int count) {
    double area = 0;
    for (int i = 2; i + 3 < 2 * count; i += 2) {
      area +=
          (pairs[i] - pairs[0]) * (pairs[i + 3] - pairs[1])
              - (pairs[i + 2] - pairs[0]) * (pairs[i + 1] - pairs[1]);
    }
    return area > 0;
  }

  private void writePairs(int count, boolean backwards, JsonBytes out) {
    out.raw('[');
    for (int i = 0; i < count; i++) {
      comma(i, out);
      writePair(backwards ? count - 1 - i : i, out);
    }
    out.raw(']');
  }

  private void writePair(int index, JsonBytes out) {
    out.position(pairs[2 * index], pairs[2 * index + 1]);
  }
}
