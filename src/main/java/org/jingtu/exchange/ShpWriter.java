package org.jingtu.exchange;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateSequences;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.MultiPoint;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/** Writes .shp and .shx. Shells run clockwise and holes counter-clockwise, as the format asks. */
final class ShpWriter implements AutoCloseable {

  private static final int HEADER_BYTES = 100;

  private final HeadedFile shp;
  private final HeadedFile shx;
  private final Envelope extent = new Envelope();
  private int shapeType;
  private int records;
  private long position = HEADER_BYTES;

  ShpWriter(HeadedFile.Maker files, String baseName) throws IOException {
    shp = files.make(baseName + ".shp", HEADER_BYTES);
    try {
      shx = files.make(baseName + ".shx", HEADER_BYTES);
    } catch (IOException e) {
      shp.close();
      throw e;
    }
  }

  void write(@Nullable Geometry geometry) throws IOException {
    ByteBuffer content = geometry == null || geometry.isEmpty() ? nothing() : encode(geometry);
    if (position + 8 + content.capacity() > 2L * Integer.MAX_VALUE) {
      throw new IOException("a .shp ends at 4 GB");
    }
    ByteBuffer entry = ByteBuffer.allocate(8);
    entry.putInt((int) (position / 2)).putInt(content.capacity() / 2);
    shx.body().write(entry.array());
    ByteBuffer header = ByteBuffer.allocate(8);
    header.putInt(++records).putInt(content.capacity() / 2);
    shp.body().write(header.array());
    shp.body().write(content.array());
    position += 8L + content.capacity();
  }

  private ByteBuffer encode(Geometry geometry) {
    int type = type(geometry);
    if (shapeType != 0 && type != shapeType) {
      throw new IllegalArgumentException(
          "a " + geometry.getGeometryType() + " in a shapefile of type " + shapeType);
    }
    shapeType = type;
    extent.expandToInclude(geometry.getEnvelopeInternal());
    return switch (type) {
      case ShapeTypes.POINT -> point((Point) geometry);
      case ShapeTypes.MULTIPOINT -> multiPoint(geometry);
      default -> parts(type, geometry);
    };
  }

  private static int type(Geometry geometry) {
    if (geometry instanceof Point) {
      return ShapeTypes.POINT;
    }
    if (geometry instanceof MultiPoint) {
      return ShapeTypes.MULTIPOINT;
    }
    for (int i = 0; i < geometry.getNumGeometries(); i++) {
      Geometry part = geometry.getGeometryN(i);
      if (part.getDimension() != geometry.getDimension()
          || !(part instanceof LineString || part instanceof Polygon)) {
        throw new IllegalArgumentException("no shape type for " + geometry.getGeometryType());
      }
    }
    return geometry.getDimension() == 2 ? ShapeTypes.POLYGON : ShapeTypes.POLYLINE;
  }

  private static ByteBuffer nothing() {
    return buffer(4).putInt(ShapeTypes.NULL);
  }

  private static ByteBuffer point(Point point) {
    return buffer(20).putInt(ShapeTypes.POINT).putDouble(point.getX()).putDouble(point.getY());
  }

  private static ByteBuffer multiPoint(Geometry points) {
    int count = points.getNumGeometries();
    ByteBuffer content = buffer(40 + 16 * count).putInt(ShapeTypes.MULTIPOINT);
    putExtent(content, points.getEnvelopeInternal());
    content.putInt(count);
    for (int i = 0; i < count; i++) {
      content.putDouble(((Point) points.getGeometryN(i)).getX());
      content.putDouble(((Point) points.getGeometryN(i)).getY());
    }
    return content;
  }

  private static ByteBuffer parts(int type, Geometry geometry) {
    List<CoordinateSequence> parts = new ArrayList<>();
    for (int i = 0; i < geometry.getNumGeometries(); i++) {
      Geometry part = geometry.getGeometryN(i);
      if (part instanceof LineString line) {
        parts.add(line.getCoordinateSequence());
      } else if (part instanceof Polygon polygon && !polygon.isEmpty()) {
        parts.add(turned(polygon.getExteriorRing(), false));
        for (int k = 0; k < polygon.getNumInteriorRing(); k++) {
          parts.add(turned(polygon.getInteriorRingN(k), true));
        }
      }
    }
    int points = parts.stream().mapToInt(CoordinateSequence::size).sum();
    ByteBuffer content = buffer(44 + 4 * parts.size() + 16 * points).putInt(type);
    putExtent(content, geometry.getEnvelopeInternal());
    content.putInt(parts.size()).putInt(points);
    int first = 0;
    for (CoordinateSequence part : parts) {
      content.putInt(first);
      first += part.size();
    }
    for (CoordinateSequence part : parts) {
      for (int i = 0; i < part.size(); i++) {
        content.putDouble(part.getX(i)).putDouble(part.getY(i));
      }
    }
    return content;
  }

  private static CoordinateSequence turned(LineString ring, boolean counterClockwise) {
    CoordinateSequence vertices = ring.getCoordinateSequence();
    if (Orientation.isCCW(vertices) != counterClockwise) {
      vertices = vertices.copy();
      CoordinateSequences.reverse(vertices);
    }
    return vertices;
  }

  private static void putExtent(ByteBuffer buffer, Envelope extent) {
    boolean none = extent.isNull();
    buffer.putDouble(none ? 0 : extent.getMinX()).putDouble(none ? 0 : extent.getMinY());
    buffer.putDouble(none ? 0 : extent.getMaxX()).putDouble(none ? 0 : extent.getMaxY());
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private ByteBuffer header(long fileBytes) {
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
    header.putInt(0, 9994).putInt(24, (int) (fileBytes / 2));
    header.order(ByteOrder.LITTLE_ENDIAN).position(28);
    // a file without any geometry is taken for one of polygons
    header.putInt(1000).putInt(shapeType == 0 ? ShapeTypes.POLYGON : shapeType);
    putExtent(header, extent);
    return header.rewind();
  }

  @Override
  public void close() throws IOException {
    try (shp;
        shx) {
      shp.complete(header(position));
      shx.complete(header(HEADER_BYTES + 8L * records));
    }
  }
}
