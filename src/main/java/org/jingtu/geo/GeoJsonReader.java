package org.jingtu.geo;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import tools.jackson.databind.JsonNode;

/** Reads one geometry; counts its points across all parts. Not thread-safe, used once. */
final class GeoJsonReader {

  private static final int DEEPEST_COLLECTION = 8;
  private static final int MOST_POINTS = 2_000_000;
  private static final GeometryFactory FACTORY = Vertices.STORAGE;

  private int points;

  Geometry read(JsonNode node, String pointer, int depth) {
    if (!node.isObject()) {
      throw new MalformedGeoJson(pointer, "NOT_AN_OBJECT");
    }
    JsonNode type = node.path("type");
    if (!type.isString()) {
      throw new MalformedGeoJson(pointer + "/type", "TYPE_UNKNOWN");
    }
    JsonNode coordinates = node.path("coordinates");
    String at = pointer + "/coordinates";
    return switch (type.stringValue()) {
      case "Point" -> point(coordinates, at);
      case "LineString" -> line(coordinates, at);
      case "Polygon" -> polygon(coordinates, at);
      case "MultiPoint" ->
          FACTORY.createMultiPoint(list(coordinates, at, this::point).toArray(Point[]::new));
      case "MultiLineString" ->
          FACTORY.createMultiLineString(
              list(coordinates, at, this::line).toArray(LineString[]::new));
      case "MultiPolygon" ->
          FACTORY.createMultiPolygon(list(coordinates, at, this::polygon).toArray(Polygon[]::new));
      case "GeometryCollection" -> collection(node.path("geometries"), pointer, depth);
      default -> throw new MalformedGeoJson(pointer + "/type", "TYPE_UNKNOWN");
    };
  }

  private Geometry collection(JsonNode geometries, String pointer, int depth) {
    if (depth >= DEEPEST_COLLECTION) {
      throw new MalformedGeoJson(pointer, "TOO_DEEP");
    }
    List<Geometry> parts =
        list(geometries, pointer + "/geometries", (node, at) -> read(node, at, depth + 1));
    return FACTORY.createGeometryCollection(parts.toArray(Geometry[]::new));
  }

  private Point point(JsonNode node, String pointer) {
    return node.isArray() && node.isEmpty()
        ? FACTORY.createPoint()
        : FACTORY.createPoint(position(node, pointer));
  }

  private LineString line(JsonNode node, String pointer) {
    Coordinate[] positions = positions(node, pointer);
    if (positions.length == 1) {
      throw new MalformedGeoJson(pointer, "LINE_TOO_SHORT");
    }
    return FACTORY.createLineString(positions);
  }

  private Polygon polygon(JsonNode node, String pointer) {
    List<LinearRing> rings = list(node, pointer, this::ring);
    if (rings.isEmpty()) {
      return FACTORY.createPolygon();
    }
    LinearRing[] holes = rings.subList(1, rings.size()).toArray(LinearRing[]::new);
    if (rings.get(0).isEmpty() && holes.length > 0) {
      throw new MalformedGeoJson(pointer + "/0", "RING_TOO_SHORT");
    }
    return FACTORY.createPolygon(rings.get(0), holes);
  }

  private LinearRing ring(JsonNode node, String pointer) {
    Coordinate[] positions = positions(node, pointer);
    if (positions.length == 0) {
      return FACTORY.createLinearRing();
    }
    if (!positions[0].equals2D(positions[positions.length - 1])) {
      throw new MalformedGeoJson(pointer, "RING_NOT_CLOSED");
    }
    if (positions.length < 4) {
      throw new MalformedGeoJson(pointer, "RING_TOO_SHORT");
    }
    return FACTORY.createLinearRing(positions);
  }

  private Coordinate[] positions(JsonNode node, String pointer) {
    return list(node, pointer, this::position).toArray(Coordinate[]::new);
  }

  private Coordinate position(JsonNode node, String pointer) {
    if (!node.isArray() || node.size() < 2) {
      throw new MalformedGeoJson(pointer, "NOT_A_POSITION");
    }
    if (++points > MOST_POINTS) {
      throw new MalformedGeoJson(pointer, "TOO_MANY_POINTS");
    }
    return new Coordinate(ordinate(node.get(0), pointer, 0), ordinate(node.get(1), pointer, 1));
  }

  private static double ordinate(JsonNode node, String pointer, int index) {
    double value = node.isNumber() ? node.doubleValue() : Double.NaN;
    if (!Double.isFinite(value)) {
      throw new MalformedGeoJson(pointer + "/" + index, "NOT_A_NUMBER");
    }
    return value;
  }

  private static <T> List<T> list(JsonNode node, String pointer, Element<T> element) {
    if (!node.isArray()) {
      throw new MalformedGeoJson(pointer, "NOT_AN_ARRAY");
    }
    List<T> read = new ArrayList<>(node.size());
    for (int i = 0; i < node.size(); i++) {
      read.add(element.read(node.get(i), pointer + "/" + i));
    }
    return read;
  }

  /** Reads an element of an array that is at a JSON pointer. */
  private interface Element<T> {
    T read(JsonNode node, String pointer);
  }
}
