package org.jingtu.exchange;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/**
 * Reads well-known binary (OGC 06-103r4, 8.2) of the seven plane types, also with Z and M (by
 * thousands or by the high bits of EWKB), which are not kept. A count in the bytes is believed only
 * as far as the bytes go. A point of NaN is empty. Used once.
 */
final class WkbDecoder {

  private static final GeometryFactory FACTORY = new GeometryFactory();
  private static final int HEADER_BYTES = 5;

  private final ByteBuffer bytes;
  private final RingCloser closer;

  /**
   * @param bytes from the byte order mark of the geometry on
   * @param closer judges rings that are not closed
   */
  WkbDecoder(ByteBuffer bytes, RingCloser closer) {
    this.bytes = bytes;
    this.closer = closer;
  }

  /**
   * @throws BadShape if it ends too early, has another type, or rings that are no rings
   */
  Geometry decode() throws BadShape {
    return geometry(0);
  }

  private Geometry geometry(int depth) throws BadShape {
    need(HEADER_BYTES);
    byte order = bytes.get();
    if (order != 0 && order != 1) {
      throw malformed();
    }
    bytes.order(order == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    int code = bytes.getInt();
    if ((code & 0x20000000) != 0) {
      need(Integer.BYTES);
      bytes.getInt(); // SRID of EWKB
    }
    int plain = code & 0x1FFFFFFF;
    int kind = plain / 1000;
    int extra =
        (kind == 1 || kind == 2 ? 1 : kind == 3 ? 2 : 0)
            + ((code & 0x80000000) != 0 ? 1 : 0)
            + ((code & 0x40000000) != 0 ? 1 : 0);
    int type = plain % 1000;
    if (plain < 0 || kind > 3) {
      throw malformed();
    }
    int ordinateBytes = 8 * (2 + Math.min(extra, 2));
    return switch (type) {
      case 1 -> point(ordinateBytes);
      case 2 -> line(ordinateBytes);
      case 3 -> polygon(ordinateBytes);
      case 4 -> {
        List<Geometry> parts = parts(depth, Point.class);
        yield FACTORY.createMultiPoint(parts.toArray(Point[]::new));
      }
      case 5 -> {
        List<Geometry> parts = parts(depth, LineString.class);
        yield FACTORY.createMultiLineString(parts.toArray(LineString[]::new));
      }
      case 6 -> {
        List<Geometry> parts = parts(depth, Polygon.class);
        yield FACTORY.createMultiPolygon(parts.toArray(Polygon[]::new));
      }
      case 7 ->
          FACTORY.createGeometryCollection(parts(depth, Geometry.class).toArray(Geometry[]::new));
      default -> throw new BadShape("SHAPE_TYPE_UNKNOWN", null, name(type));
    };
  }

  /** As SQL/MM calls the types that are not read. */
  private static String name(int type) {
    List<String> names =
        List.of(
            "CircularString",
            "CompoundCurve",
            "CurvePolygon",
            "MultiCurve",
            "MultiSurface",
            "Curve",
            "Surface",
            "PolyhedralSurface",
            "TIN",
            "Triangle");
    boolean known = type >= 8 && type < 8 + names.size();
    return known ? names.get(type - 8) + " (" + type + ")" : String.valueOf(type);
  }

  private List<Geometry> parts(int depth, Class<? extends Geometry> wanted) throws BadShape {
    int count = count(HEADER_BYTES);
    if (depth >= GeometryLimits.DEEPEST_COLLECTION) {
      throw malformed();
    }
    List<Geometry> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Geometry part = geometry(depth + 1);
      if (!wanted.isInstance(part)) {
        throw malformed();
      }
      parts.add(part);
    }
    return parts;
  }

  private Point point(int ordinateBytes) throws BadShape {
    need(ordinateBytes);
    Coordinate position = position(ordinateBytes);
    return Double.isNaN(position.x) && Double.isNaN(position.y)
        ? FACTORY.createPoint()
        : FACTORY.createPoint(finite(position));
  }

  private LineString line(int ordinateBytes) throws BadShape {
    Coordinate[] positions = positions(ordinateBytes);
    if (positions.length == 1) {
      throw new BadShape("RING_TOO_FEW_POINTS", positions[0]);
    }
    return FACTORY.createLineString(positions);
  }

  private Polygon polygon(int ordinateBytes) throws BadShape {
    int count = count(Integer.BYTES);
    List<LinearRing> rings = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Coordinate[] positions = positions(ordinateBytes);
      if (positions.length == 0 && count > 1) {
        throw new BadShape("RING_TOO_FEW_POINTS", null);
      }
      rings.add(closer.ring(positions, FACTORY));
    }
    return rings.isEmpty()
        ? FACTORY.createPolygon()
        : FACTORY.createPolygon(
            rings.get(0), rings.subList(1, rings.size()).toArray(LinearRing[]::new));
  }

  private Coordinate[] positions(int ordinateBytes) throws BadShape {
    Coordinate[] positions = new Coordinate[count(ordinateBytes)];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = finite(position(ordinateBytes));
    }
    return positions;
  }

  private Coordinate position(int ordinateBytes) {
    int start = bytes.position();
    Coordinate position = new Coordinate(bytes.getDouble(), bytes.getDouble());
    bytes.position(start + ordinateBytes);
    return position;
  }

  private static Coordinate finite(Coordinate position) throws BadShape {
    if (!Double.isFinite(position.x) || !Double.isFinite(position.y)) {
      throw new BadShape("COORDINATE_NOT_FINITE", null);
    }
    return position;
  }

  /** A count of things of at least so many bytes each, which must be there. */
  private int count(int leastBytes) throws BadShape {
    need(Integer.BYTES);
    int count = bytes.getInt();
    if (count < 0 || (long) count * leastBytes > bytes.remaining()) {
      throw malformed();
    }
    return count;
  }

  private void need(int count) throws BadShape {
    if (bytes.remaining() < count) {
      throw malformed();
    }
  }

  private BadShape malformed() {
    return new BadShape("WKB_MALFORMED", null, bytes.position());
  }
}
