package org.jingtu.checks;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.algorithm.CGAlgorithmsDD;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.Polygon;

/**
 * A valid polygon with its rings in one direction: closed, and the polygon on the left of every
 * edge. {@link Clip}, {@link Mosaic} and {@link Together} ask the same polygons again and again;
 * this is what they need, found out once.
 */
final class Outline {

  private final Polygon polygon;
  private final Envelope extent;
  private final Coordinate[][] rings;

  private Outline(Polygon polygon) {
    this.polygon = polygon;
    this.extent = polygon.getEnvelopeInternal();
    this.rings = new Coordinate[1 + polygon.getNumInteriorRing()][];
    rings[0] = turned(polygon.getExteriorRing(), true);
    for (int i = 1; i < rings.length; i++) {
      rings[i] = turned(polygon.getInteriorRingN(i - 1), false);
    }
  }

  static Outline of(Polygon polygon) {
    return new Outline(polygon);
  }

  /** The polygons of a geometry, those of nested collections too; what else it has is left out. */
  static List<Outline> listOf(Geometry geometry) {
    if (geometry instanceof Polygon polygon) {
      return polygon.isEmpty() ? List.of() : List.of(of(polygon));
    }
    List<Outline> outlines = new ArrayList<>();
    if (geometry instanceof GeometryCollection) {
      for (int i = 0; i < geometry.getNumGeometries(); i++) {
        outlines.addAll(listOf(geometry.getGeometryN(i)));
      }
    }
    return outlines;
  }

  private static Coordinate[] turned(LineString ring, boolean counterClockwise) {
    Coordinate[] vertices = ring.getCoordinates();
    if (Orientation.isCCW(vertices) == counterClockwise) {
      return vertices;
    }
    Coordinate[] turned = new Coordinate[vertices.length];
    for (int i = 0; i < vertices.length; i++) {
      turned[i] = vertices[vertices.length - 1 - i];
    }
    return turned;
  }

  Polygon polygon() {
    return polygon;
  }

  Envelope extent() {
    return extent;
  }

  /** The outer ring, then the holes. */
  Coordinate[][] rings() {
    return rings;
  }

  boolean hasHoles() {
    return rings.length > 1;
  }

  Coordinate[] outer() {
    return rings[0];
  }

  /**
   * Where a point lies, exactly: {@link Location#INTERIOR}, {@link Location#BOUNDARY} or {@link
   * Location#EXTERIOR}. Counts the edges that a ray to higher longitudes crosses.
   */
  int locate(double x, double y) {
    if (!extent.covers(x, y)) {
      return Location.EXTERIOR;
    }
    boolean inside = false;
    for (Coordinate[] ring : rings) {
      for (int i = 1; i < ring.length; i++) {
        Coordinate from = ring[i - 1];
        Coordinate to = ring[i];
        if (from.y == y && to.y == y) {
          if (x >= Math.min(from.x, to.x) && x <= Math.max(from.x, to.x)) {
            return Location.BOUNDARY;
          }
        } else if (to.x == x && to.y == y) {
          return Location.BOUNDARY;
        } else if ((from.y > y) != (to.y > y) && (from.x >= x || to.x >= x)) {
          int side = CGAlgorithmsDD.orientationIndex(from.x, from.y, to.x, to.y, x, y);
          if (side == 0) {
            return Location.BOUNDARY;
          }
          inside ^= side > 0 == to.y > from.y;
        }
      }
    }
    return inside ? Location.INTERIOR : Location.EXTERIOR;
  }
}
