package org.jingtu.geo;

import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes JTS geometries as GeoJSON. */
final class GeoJsonWriter {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private GeoJsonWriter() {}

  static ObjectNode write(Geometry geometry) {
    ObjectNode node = NODES.objectNode();
    boolean ring = geometry instanceof LineString;
    node.put("type", ring ? "LineString" : geometry.getGeometryType());
    if (geometry.getClass() == GeometryCollection.class) {
      ArrayNode parts = node.putArray("geometries");
      for (int i = 0; i < geometry.getNumGeometries(); i++) {
        parts.add(write(geometry.getGeometryN(i)));
      }
    } else {
      node.set("coordinates", coordinates(geometry));
    }
    return node;
  }

  private static ArrayNode coordinates(Geometry geometry) {
    if (geometry instanceof Point point) {
      return point.isEmpty() ? NODES.arrayNode() : position(point.getCoordinateSequence(), 0);
    }
    if (geometry instanceof LineString line) {
      return line(line.getCoordinateSequence(), false);
    }
    ArrayNode array = NODES.arrayNode();
    if (geometry instanceof Polygon polygon) {
      if (!polygon.isEmpty()) {
        array.add(ring(polygon.getExteriorRing(), true));
      }
      for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
        array.add(ring(polygon.getInteriorRingN(i), false));
      }
      return array;
    }
    for (int i = 0; i < geometry.getNumGeometries(); i++) {
      array.add(coordinates(geometry.getGeometryN(i)));
    }
    return array;
  }

  private static ArrayNode ring(LineString ring, boolean counterClockwise) {
    CoordinateSequence vertices = ring.getCoordinateSequence();
    return line(vertices, Orientation.isCCW(vertices) != counterClockwise);
  }

  private static ArrayNode line(CoordinateSequence vertices, boolean backwards) {
    int count = vertices.size();
    ArrayNode array = NODES.arrayNode(count);
    for (int i = 0; i < count; i++) {
      array.add(position(vertices, backwards ? count - 1 - i : i));
    }
    return array;
  }

  private static ArrayNode position(CoordinateSequence vertices, int index) {
    return NODES.arrayNode(2).add(vertices.getX(index)).add(vertices.getY(index));
  }
}
