package org.jingtu.ogcapi;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import tools.jackson.core.JsonGenerator;

/**
 * Writes stored geometries as GeoJSON straight from their bytes, without geometry objects between.
 * Shells run counter-clockwise and holes clockwise as seen with the easting to the right (RFC 7946
 * 3.1.6). For one thread.
 */
final class WkbGeometry {

  private static final String[] TYPES = {
    "",
    "Point",
    "LineString",
    "Polygon",
    "MultiPoint",
    "MultiLineString",
    "MultiPolygon",
    "GeometryCollection"
  };
  private static final int POINT = 1;
  private static final int LINE = 2;
  private static final int POLYGON = 3;
  private static final int COLLECTION = 7;

  private final OgcCrs systems;
  private final NamedCrs crs;
  private final boolean asStored;
  private double[] pairs = new double[256];

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
  void write(byte[] wkb, JsonGenerator out) {
    writeGeometry(ByteBuffer.wrap(wkb), out);
  }

  private void writeGeometry(ByteBuffer in, JsonGenerator out) {
    int type = readHead(in);
    out.writeStartObject();
    out.writeStringProperty("type", TYPES[type]);
    if (type == COLLECTION) {
      out.writeArrayPropertyStart("geometries");
      for (int left = in.getInt(); left > 0; left--) {
        writeGeometry(in, out);
      }
      out.writeEndArray();
    } else {
      out.writeName("coordinates");
      writeCoordinates(type, in, out);
    }
    out.writeEndObject();
  }

  private static int readHead(ByteBuffer in) {
    in.order(in.get() == 1 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int type = in.getInt();
    if (type < POINT || type > COLLECTION) {
      throw new IllegalStateException("stored geometry is not two-dimensional WKB: " + type);
    }
    return type;
  }

  private void writeCoordinates(int type, ByteBuffer in, JsonGenerator out) {
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
        out.writeStartArray();
        int rings = in.getInt();
        for (int ring = 0; ring < rings; ring++) {
          writeRing(in, ring == 0, out);
        }
        out.writeEndArray();
      }
      default -> {
        out.writeStartArray();
        for (int left = in.getInt(); left > 0; left--) {
          writeCoordinates(readHead(in), in, out);
        }
        out.writeEndArray();
      }
    }
  }

  private void writeRing(ByteBuffer in, boolean shell, JsonGenerator out) {
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

  private void writePairs(int count, boolean backwards, JsonGenerator out) {
    out.writeStartArray();
    for (int i = 0; i < count; i++) {
      writePair(backwards ? count - 1 - i : i, out);
    }
    out.writeEndArray();
  }

  private void writePair(int index, JsonGenerator out) {
    double first = pairs[2 * index];
    double second = pairs[2 * index + 1];
    out.writeStartArray();
    if (Double.isFinite(first) && Double.isFinite(second)) {
      out.writeNumber(first);
      out.writeNumber(second);
    } // else it has no image in the CRS, and NaN is no JSON
    out.writeEndArray();
  }
}
