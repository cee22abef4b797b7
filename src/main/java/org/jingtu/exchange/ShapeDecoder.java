package org.jingtu.exchange;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;

/**
 * Makes a geometry of the content of one .shp record; Z and M, which follow the plane ordinates,
 * are not read. Used once.
 */
final class ShapeDecoder {

  private static final int MULTIPOINT_FIXED_BYTES = 40;
  private static final int PARTS_FIXED_BYTES = 44;

  private final ByteBuffer content;
  private final long offset;
  private final GeometryFactory factory = new GeometryFactory();
  private final RingCloser closer;
  private @Nullable RingAssembler assembler;

  /**
   * @param content little-endian, of at least 4 bytes
   * @param offset where it starts in the file, for messages
   */
  ShapeDecoder(ByteBuffer content, long offset) {
    this(content, offset, new RingCloser(false));
  }

  /**
   * @param closer judges rings that are not closed
   */
  ShapeDecoder(ByteBuffer content, long offset, RingCloser closer) {
    this.closer = closer;
    this.content = content;
    this.offset = offset;
  }

  /**
   * @return null for a null shape
   * @throws BadShape if counts and lengths do not agree, the type is not supported, or rings are no
   *     rings
   */
  @Nullable Geometry decode() throws BadShape {
    int type = content.getInt(0);
    return switch (ShapeTypes.plane(type)) {
      case ShapeTypes.NULL -> null;
      case ShapeTypes.POINT -> point();
      case ShapeTypes.MULTIPOINT -> multiPoint();
      case ShapeTypes.POLYLINE -> lines();
      case ShapeTypes.POLYGON -> polygons();
      default -> throw new BadShape("SHAPE_TYPE_UNKNOWN", null, type);
    };
  }

  /** Code of what was tolerated. */
  Optional<String> warning() {
    return assembler != null && assembler.suspect() != null
        ? Optional.of("RING_ORIENTATION")
        : Optional.empty();
  }

  /** Where it was. */
  @Nullable Coordinate warningLocation() {
    return assembler == null ? null : assembler.suspect();
  }

  private Geometry point() throws BadShape {
    need(20);
    return factory.createPoint(coordinate(4));
  }

  private Geometry multiPoint() throws BadShape {
    need(MULTIPOINT_FIXED_BYTES);
    int count = content.getInt(36);
    if (count < 0) {
      throw malformed();
    }
    need(MULTIPOINT_FIXED_BYTES + 16L * count);
    return factory.createMultiPointFromCoords(coordinates(MULTIPOINT_FIXED_BYTES, 0, count));
  }

  private Geometry lines() throws BadShape {
    List<LineString> lines = new ArrayList<>();
    for (Coordinate[] part : parts()) {
      if (part.length == 1) {
        throw new BadShape("RING_TOO_FEW_POINTS", part[0]);
      }
      lines.add(factory.createLineString(part));
    }
    return lines.size() == 1
        ? lines.get(0)
        : factory.createMultiLineString(lines.toArray(LineString[]::new));
  }

  private Geometry polygons() throws BadShape {
    List<LinearRing> rings = new ArrayList<>();
    for (Coordinate[] part : parts()) {
      if (part.length == 0) {
        continue;
      }
      rings.add(closer.ring(part, factory));
    }
    assembler = new RingAssembler(rings, factory);
    return assembler.assemble();
  }

  private List<Coordinate[]> parts() throws BadShape {
    need(PARTS_FIXED_BYTES);
    int parts = content.getInt(36);
    int points = content.getInt(40);
    if (parts < 0 || points < 0) {
      throw malformed();
    }
    long start = PARTS_FIXED_BYTES + 4L * parts;
    need(start + 16L * points);
    List<Coordinate[]> read = new ArrayList<>(parts);
    for (int i = 0; i < parts; i++) {
      int first = content.getInt(PARTS_FIXED_BYTES + 4 * i);
      int end = i + 1 < parts ? content.getInt(PARTS_FIXED_BYTES + 4 * i + 4) : points;
      if (first < 0 || first > end || end > points || (i == 0 && first != 0)) {
        throw malformed();
      }
      read.add(coordinates((int) start, first, end));
    }
    return read;
  }

  private Coordinate[] coordinates(int start, int first, int end) {
    Coordinate[] read = new Coordinate[end - first];
    for (int i = first; i < end; i++) {
      read[i - first] = coordinate(start + 16 * i);
    }
    return read;
  }

  private Coordinate coordinate(int at) {
    return new Coordinate(content.getDouble(at), content.getDouble(at + 8));
  }

  private void need(long bytes) throws BadShape {
    if (bytes > content.limit()) {
      throw malformed();
    }
  }

  private BadShape malformed() {
    return new BadShape("SHAPE_MALFORMED", null, offset);
  }
}
