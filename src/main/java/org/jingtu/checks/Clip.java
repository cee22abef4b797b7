package org.jingtu.checks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.algorithm.CGAlgorithmsDD;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.algorithm.RobustLineIntersector;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.Polygon;

/**
 * How two polygons without holes lie to one another, and what they share, where their borders cross
 * plainly or not at all: every meeting of two edges is a crossing inside both. That is nearly every
 * pair of a plot and a piece, and takes a twentieth of the time of a general overlay (Weiler and
 * Atherton 1977). Where a vertex lies on the other's border, where edges run along one another, and
 * where a hole results, it says so, and the general overlay is asked.
 *
 * <p>It is as exact as that one: which edges cross is decided by robust predicates, what lies
 * inside follows from the crossings by counting, and a crossing has the one place in all edges.
 */
final class Clip {

  /** How two polygons lie to one another. */
  enum Relation {
    /** They share nothing, and do not touch. */
    APART,
    /** The first lies inside the second. */
    FIRST_INSIDE,
    /** The second lies inside the first. */
    SECOND_INSIDE,
    /** Their borders cross, and nowhere meet otherwise. */
    CROSSING,
    /** Their borders meet otherwise than by crossing, or one of them has a hole. */
    UNCLEAR
  }

  /** The place where two edges cross. */
  private static final class Crossing {
    final Coordinate place;
    final int edgeOfA;
    final int edgeOfB;

    /** What follows it on the border that runs into the other polygon. */
    List<Coordinate> onward = List.of();

    Crossing end = this;
    boolean used;

    Crossing(Coordinate place, int edgeOfA, int edgeOfB) {
      this.place = place;
      this.edgeOfA = edgeOfA;
      this.edgeOfB = edgeOfB;
    }
  }

  private final Outline one;
  private final Outline other;
  private final Coordinate[] a;
  private final Coordinate[] b;
  private final List<Crossing> crossings = new ArrayList<>(4);
  private @Nullable RobustLineIntersector places;
  private final Relation relation;

  private Clip(Outline one, Outline other) {
    this.one = one;
    this.other = other;
    this.a = one.outer();
    this.b = other.outer();
    this.relation = relate();
  }

  /** Looks at two valid polygons. */
  static Clip of(Outline one, Outline other) {
    return new Clip(one, other);
  }

  Relation relation() {
    return relation;
  }

  private Relation relate() {
    if (!one.extent().intersects(other.extent())) {
      return Relation.APART;
    }
    if (one.hasHoles() || other.hasHoles() || !findCrossings()) {
      return Relation.UNCLEAR;
    }
    if (!crossings.isEmpty()) {
      return Relation.CROSSING;
    }
    // the borders do not meet, so that a vertex speaks for all
    if (one.locate(b[0].x, b[0].y) == Location.INTERIOR) {
      return Relation.SECOND_INSIDE;
    }
    return other.locate(a[0].x, a[0].y) == Location.INTERIOR
        ? Relation.FIRST_INSIDE
        : Relation.APART;
  }

  /**
   * @return false if two edges meet otherwise than by crossing
   */
  private boolean findCrossings() {
    int[] near = edgesNear(b, one.extent());
    if (near.length == 0) {
      return true;
    }
    Envelope extentOfB = other.extent();
    for (int i = 1; i < a.length; i++) {
      if (extentOfB.intersects(a[i - 1], a[i]) && !findCrossings(i, near)) {
        return false;
      }
    }
    return true;
  }

  private static int[] edgesNear(Coordinate[] ring, Envelope extent) {
    int[] near = new int[ring.length];
    int count = 0;
    for (int j = 1; j < ring.length; j++) {
      if (extent.intersects(ring[j - 1], ring[j])) {
        near[count++] = j;
      }
    }
    return java.util.Arrays.copyOf(near, count);
  }

  private boolean findCrossings(int i, int[] edgesOfB) {
    Coordinate from = a[i - 1];
    Coordinate to = a[i];
    double west = Math.min(from.x, to.x);
    double east = Math.max(from.x, to.x);
    double south = Math.min(from.y, to.y);
    double north = Math.max(from.y, to.y);
    for (int j : edgesOfB) {
      Coordinate p = b[j - 1];
      Coordinate q = b[j];
      if (p.x < west && q.x < west
          || p.x > east && q.x > east
          || p.y < south && q.y < south
          || p.y > north && q.y > north) {
        continue;
      }
      int sideOfP = side(from, to, p);
      int sideOfQ = side(from, to, q);
      if (sideOfP * sideOfQ > 0) {
        continue;
      }
      int sideOfFrom = side(p, q, from);
      int sideOfTo = side(p, q, to);
      if (sideOfFrom * sideOfTo > 0) {
        continue;
      }
      if (sideOfP == 0 || sideOfQ == 0 || sideOfFrom == 0 || sideOfTo == 0) {
        return false;
      }
      crossings.add(new Crossing(place(from, to, p, q), i, j));
    }
    return true;
  }

  private static int side(Coordinate from, Coordinate to, Coordinate point) {
    return CGAlgorithmsDD.orientationIndex(from.x, from.y, to.x, to.y, point.x, point.y);
  }

  private Coordinate place(Coordinate from, Coordinate to, Coordinate p, Coordinate q) {
    if (places == null) {
      places = new RobustLineIntersector();
    }
    places.computeIntersection(from, to, p, q);
    return places.getIntersection(0).copy();
  }

  /**
   * What two polygons share whose borders cross.
   *
   * @return empty if they do not cross plainly, or do not cross at all
   */
  Optional<Geometry> shared() {
    if (relation != Relation.CROSSING) {
      return Optional.empty();
    }
    boolean plain =
        follow(a, other, Comparator.comparingInt(c -> c.edgeOfA), true)
            && follow(b, one, Comparator.comparingInt(c -> c.edgeOfB), false);
    return plain ? trace(one.polygon().getFactory()) : Optional.empty();
  }

  /**
   * Walks round a border and notes at each crossing that enters the other polygon what follows.
   *
   * @return false if crossings lie too near one another to be told apart
   */
  private boolean follow(
      Coordinate[] ring, Outline other, Comparator<Crossing> byEdge, boolean ringIsA) {
    List<Crossing> inOrder = new ArrayList<>(crossings);
    inOrder.sort(
        byEdge.thenComparingDouble(
            c -> c.place.distance(ring[(ringIsA ? c.edgeOfA : c.edgeOfB) - 1])));
    boolean inside = other.locate(ring[0].x, ring[0].y) == Location.INTERIOR;
    int count = inOrder.size();
    for (int k = inside ? 1 : 0; k < count; k += 2) {
      Crossing from = inOrder.get(k);
      Crossing to = inOrder.get((k + 1) % count);
      if (from.end != from) {
        return false;
      }
      from.onward =
          between(
              ring,
              ringIsA ? from.edgeOfA : from.edgeOfB,
              ringIsA ? to.edgeOfA : to.edgeOfB,
              k + 1 == count);
      from.end = to;
    }
    return true;
  }

  /**
   * The vertices from the end of an edge to the beginning of another one, past the first vertex.
   */
  private static List<Coordinate> between(Coordinate[] ring, int edge, int last, boolean wraps) {
    List<Coordinate> vertices = new ArrayList<>();
    for (int i = edge; i < (wraps ? ring.length - 1 : last); i++) {
      vertices.add(ring[i]);
    }
    for (int i = 0; wraps && i < last; i++) {
      vertices.add(ring[i]);
    }
    return vertices;
  }

  /** Joins the ways between crossings to rings; each crossing begins one way. */
  private Optional<Geometry> trace(GeometryFactory factory) {
    List<Polygon> polygons = new ArrayList<>(1);
    for (Crossing start : crossings) {
      if (start.used) {
        continue;
      }
      List<Coordinate> ring = new ArrayList<>();
      for (Crossing at = start; !at.used; at = at.end) {
        at.used = true;
        ring.add(at.place);
        ring.addAll(at.onward);
      }
      ring.add(start.place);
      Coordinate[] vertices = ring.toArray(Coordinate[]::new);
      if (vertices.length < 4 || !Orientation.isCCW(vertices)) {
        return Optional.empty();
      }
      polygons.add(factory.createPolygon(vertices));
    }
    return Optional.of(
        polygons.size() == 1
            ? polygons.get(0)
            : factory.createMultiPolygon(polygons.toArray(Polygon[]::new)));
  }
}
