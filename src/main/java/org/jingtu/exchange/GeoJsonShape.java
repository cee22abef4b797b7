package org.jingtu.exchange;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * A geometry object of GeoJSON (RFC 7946, 3.1), read member by member, since its type may come
 * after its coordinates. Ordinates after the second are not kept. Used once.
 */
final class GeoJsonShape {

  private static final int DEEPEST_COORDINATES = 4;
  private static final GeometryFactory FACTORY = new GeometryFactory();

  private final int depth;
  private @Nullable String type;
  private @Nullable Object coordinates;
  private @Nullable List<GeoJsonShape> parts;
  private @Nullable BadShape bad;
  private int count;

  GeoJsonShape(int depth) {
    this.depth = depth;
  }

  /** Reads the object at which the parser is, to its end. */
  static GeoJsonShape read(JsonParser parser, int depth) {
    GeoJsonShape shape = new GeoJsonShape(depth);
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      if (!shape.member(name, parser)) {
        parser.skipChildren();
      }
    }
    return shape;
  }

  /**
   * Takes a member if it is one of a geometry.
   *
   * @param parser at the value; at its end if it was taken
   */
  boolean member(String name, JsonParser parser) {
    switch (name) {
      case "type" -> {
        type = parser.currentToken() == JsonToken.VALUE_STRING ? parser.getString() : null;
        parser.skipChildren();
      }
      case "coordinates" -> coordinates = array(parser, 1);
      case "geometries" -> parts = readParts(parser);
      default -> {
        return false;
      }
    }
    return true;
  }

  private @Nullable List<GeoJsonShape> readParts(JsonParser parser) {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      refuse("GEOJSON_COORDINATES", null);
      parser.skipChildren();
      return null;
    }
    List<GeoJsonShape> read = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      boolean object = parser.currentToken() == JsonToken.START_OBJECT;
      if (object && bad == null && depth < GeometryLimits.DEEPEST_COLLECTION) {
        GeoJsonShape part = read(parser, depth + 1);
        count(part.count + 1);
        read.add(part);
      } else {
        refuse("GEOJSON_COORDINATES", null);
        parser.skipChildren();
      }
    }
    return read;
  }

  /** A position, or a list of what is nested in the array. */
  private @Nullable Object array(JsonParser parser, int level) {
    if (parser.currentToken() != JsonToken.START_ARRAY || level > DEEPEST_COORDINATES) {
      refuse("GEOJSON_COORDINATES", null);
    }
    if (bad != null) {
      parser.skipChildren();
      return null;
    }
    count(1);
    JsonToken token = parser.nextToken();
    if (token.isNumeric()) {
      return position(parser);
    }
    List<@Nullable Object> list = new ArrayList<>(4);
    for (; token != JsonToken.END_ARRAY; token = parser.nextToken()) {
      Object element = array(parser, level + 1);
      if (bad == null) {
        list.add(element);
      }
    }
    return list;
  }

  private Coordinate position(JsonParser parser) {
    double x = parser.getDoubleValue();
    double y = Double.NaN;
    JsonToken token = parser.nextToken();
    if (token.isNumeric()) {
      y = parser.getDoubleValue();
    } else {
      refuse("GEOJSON_COORDINATES", null);
    }
    for (; token != JsonToken.END_ARRAY; token = parser.nextToken()) {
      if (!token.isNumeric()) {
        refuse("GEOJSON_COORDINATES", new Coordinate(x, y));
        parser.skipChildren();
      }
    }
    Coordinate position = new Coordinate(x, y);
    if (!Double.isFinite(x) || !Double.isFinite(y)) {
      refuse("COORDINATE_NOT_FINITE", null);
    }
    return position;
  }

  private void count(int more) {
    count += more;
    if (count > GeometryLimits.MOST_VERTICES) {
      refuse("SHAPE_TOO_MANY_POINTS", null, GeometryLimits.MOST_VERTICES);
    }
  }

  /** Keeps the first flaw and gives the memory free; what follows is passed over. */
  private void refuse(String code, @Nullable Coordinate location, Object... arguments) {
    if (bad == null) {
      bad = new BadShape(code, location, arguments);
      coordinates = null;
      parts = null;
    }
  }

  /** Number of positions and arrays read. */
  int count() {
    return count;
  }

  /** All positions, for a look at their magnitude; none if it is bad. */
  void visit(java.util.function.Consumer<Coordinate> visitor) {
    visit(bad == null ? coordinates : null, visitor);
    if (parts != null && bad == null) {
      parts.forEach(part -> part.visit(visitor));
    }
  }

  private static void visit(
      @Nullable Object node, java.util.function.Consumer<Coordinate> visitor) {
    if (node instanceof Coordinate position) {
      visitor.accept(position);
    } else if (node instanceof List<?> list) {
      list.forEach(element -> visit(element, visitor));
    }
  }

  /**
   * @param closer judges rings that are not closed
   * @return empty if its coordinates are empty
   * @throws BadShape if it is no geometry
   */
  Geometry build(RingCloser closer) throws BadShape {
    if (bad != null) {
      throw bad;
    }
    if ("GeometryCollection".equals(type)) {
      List<Geometry> built = new ArrayList<>();
      for (GeoJsonShape part : parts == null ? List.<GeoJsonShape>of() : parts) {
        built.add(part.build(closer));
      }
      return FACTORY.createGeometryCollection(built.toArray(Geometry[]::new));
    }
    return switch (type == null ? "" : type) {
      case "Point" -> point(coordinates);
      case "LineString" -> line(coordinates);
      case "Polygon" -> polygon(coordinates, closer);
      case "MultiPoint" ->
          FACTORY.createMultiPoint(list(coordinates, GeoJsonShape::point).toArray(Point[]::new));
      case "MultiLineString" ->
          FACTORY.createMultiLineString(
              list(coordinates, GeoJsonShape::line).toArray(LineString[]::new));
      case "MultiPolygon" ->
          FACTORY.createMultiPolygon(
              list(coordinates, node -> polygon(node, closer)).toArray(Polygon[]::new));
      default -> throw new BadShape("SHAPE_TYPE_UNKNOWN", null, type == null ? "-" : type);
    };
  }

  private static Point point(@Nullable Object node) throws BadShape {
    return node instanceof List<?> list && list.isEmpty()
        ? FACTORY.createPoint()
        : FACTORY.createPoint(coordinate(node));
  }

  private static LineString line(@Nullable Object node) throws BadShape {
    Coordinate[] positions = positions(node);
    if (positions.length == 1) {
      throw new BadShape("RING_TOO_FEW_POINTS", positions[0]);
    }
    return FACTORY.createLineString(positions);
  }

  private static Polygon polygon(@Nullable Object node, RingCloser closer) throws BadShape {
    List<LinearRing> rings = list(node, ring -> closer.ring(positions(ring), FACTORY));
    if (rings.isEmpty()) {
      return FACTORY.createPolygon();
    }
    LinearRing[] holes = rings.subList(1, rings.size()).toArray(LinearRing[]::new);
    if (rings.get(0).isEmpty() && holes.length > 0) {
      throw new BadShape("RING_TOO_FEW_POINTS", null);
    }
    return FACTORY.createPolygon(rings.get(0), holes);
  }

  private static Coordinate[] positions(@Nullable Object node) throws BadShape {
    return list(node, GeoJsonShape::coordinate).toArray(Coordinate[]::new);
  }

  private static Coordinate coordinate(@Nullable Object node) throws BadShape {
    if (node instanceof Coordinate position) {
      return position;
    }
    throw new BadShape("GEOJSON_COORDINATES", null);
  }

  private static <T> List<T> list(@Nullable Object node, Element<T> element) throws BadShape {
    if (!(node instanceof List<?> nodes)) {
      throw new BadShape("GEOJSON_COORDINATES", null);
    }
    List<T> read = new ArrayList<>(nodes.size());
    for (Object each : nodes) {
      read.add(element.read(each));
    }
    return read;
  }

  /** Makes something of an array that was read. */
  private interface Element<T> {
    T read(@Nullable Object node) throws BadShape;
  }
}
