package org.jingtu.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/**
 * Whether two geometries in EPSG:4490 are the same shape: the same vertices to 0.1 mm, whichever
 * way round and wherever a ring begins, and in whatever order rings and parts come. A file format
 * has its own way round (shapefiles the other than GeoJSON), and coordinates that have been in a
 * projection and back differ in their last digits: neither is a new version of a plot.
 */
final class SameShape {

  /** 1e-9 degrees: 0.11 mm of latitude, less of longitude. */
  private static final double DEGREES = 1e-9;

  /** Parts are looked for elsewhere than at their place only among so many: each with each. */
  private static final int MOST_SHUFFLED = 1_000;

  private SameShape() {}

  static boolean same(@Nullable Geometry a, @Nullable Geometry b) {
    if (a == null || b == null) {
      return a == b;
    }
    return a.equalsExact(b)
        || a.getGeometryType().equals(b.getGeometryType())
            && a.getNumPoints() == b.getNumPoints()
            && near(a.getEnvelopeInternal(), b.getEnvelopeInternal())
            && each(parts(a), parts(b), SameShape::samePart);
  }

  private static boolean samePart(Geometry a, Geometry b) {
    if (!(a instanceof Polygon first) || !(b instanceof Polygon second)) {
      return a.equalsExact(b, DEGREES);
    }
    return sameRing(first.getExteriorRing(), second.getExteriorRing())
        && each(holes(first), holes(second), SameShape::sameRing);
  }

  /** Whether every one of a list has its like in the other, mostly at the same place. */
  private static <T> boolean each(List<T> a, List<T> b, BiPredicate<T, T> same) {
    if (a.size() != b.size()) {
      return false;
    }
    List<T> left = new ArrayList<>();
    List<T> right = new ArrayList<>();
    for (int i = 0; i < a.size(); i++) {
      if (!same.test(a.get(i), b.get(i))) {
        left.add(a.get(i));
        right.add(b.get(i));
      }
    }
    if (left.size() > MOST_SHUFFLED) {
      return false;
    }
    for (T one : left) {
      int at = 0;
      while (at < right.size() && !same.test(one, right.get(at))) {
        at++;
      }
      if (at == right.size()) {
        return false;
      }
      right.remove(at);
    }
    return true;
  }

  private static boolean sameRing(LinearRing a, LinearRing b) {
    CoordinateSequence first = a.getCoordinateSequence();
    CoordinateSequence second = b.getCoordinateSequence();
    int count = first.size() - 1;
    if (second.size() - 1 != count || !near(a.getEnvelopeInternal(), b.getEnvelopeInternal())) {
      return false;
    }
    for (int start = 0; start < count; start++) {
      if (near(first, 0, second, start)
          && (follows(first, second, start, 1) || follows(first, second, start, count - 1))) {
        return true;
      }
    }
    return count <= 0;
  }

  /** Whether the rings agree from there on, vertex by vertex, with this step in the second. */
  private static boolean follows(
      CoordinateSequence first, CoordinateSequence second, int start, int step) {
    int count = first.size() - 1;
    int at = start;
    for (int i = 0; i < count; i++) {
      if (!near(first, i, second, at)) {
        return false;
      }
      at = (int) (((long) at + step) % count);
    }
    return true;
  }

  private static boolean near(CoordinateSequence a, int i, CoordinateSequence b, int j) {
    return Math.abs(a.getX(i) - b.getX(j)) <= DEGREES && Math.abs(a.getY(i) - b.getY(j)) <= DEGREES;
  }

  private static boolean near(Envelope a, Envelope b) {
    return new Coordinate(a.getMinX(), a.getMinY())
            .equals2D(new Coordinate(b.getMinX(), b.getMinY()), DEGREES)
        && new Coordinate(a.getMaxX(), a.getMaxY())
            .equals2D(new Coordinate(b.getMaxX(), b.getMaxY()), DEGREES);
  }

  private static List<Geometry> parts(Geometry geometry) {
    List<Geometry> parts = new ArrayList<>();
    for (int i = 0; i < geometry.getNumGeometries(); i++) {
      parts.add(geometry.getGeometryN(i));
    }
    return parts;
  }

  private static List<LinearRing> holes(Polygon polygon) {
    List<LinearRing> holes = new ArrayList<>();
    for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
      holes.add(polygon.getInteriorRingN(i));
    }
    return holes;
  }
}
