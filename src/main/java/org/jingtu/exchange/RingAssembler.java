package org.jingtu.exchange;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.algorithm.Area;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.algorithm.locate.PointOnGeometryLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.index.strtree.STRtree;

/**
 * Tells shells from holes by containment: a ring inside an odd number of others is a hole of the
 * smallest of them. Many programs wind rings the wrong way, so orientation decides nothing; where
 * it contradicts containment the place is kept as suspect. Crossing rings come out as an invalid
 * polygon, which the validity check then names. Used once.
 */
final class RingAssembler {

  /**
   * Tests of a point in a ring before a shape is given up: a hostile file nests rings without end.
   */
  private static final long MOST_TESTS = 5_000_000;

  private final GeometryFactory factory;
  private final LinearRing[] rings;
  private final double[] areas;
  private final @Nullable PointOnGeometryLocator[] locators;
  private final int[] parents;
  private final int[] depths;
  private long tests;
  private @Nullable Coordinate suspect;

  RingAssembler(List<LinearRing> rings, GeometryFactory factory) {
    this.factory = factory;
    this.rings = rings.toArray(LinearRing[]::new);
    this.areas =
        rings.stream()
            .mapToDouble(ring -> Area.ofRingSigned(ring.getCoordinateSequence()))
            .toArray();
    this.locators = new PointOnGeometryLocator[this.rings.length];
    this.parents = new int[this.rings.length];
    this.depths = new int[this.rings.length];
  }

  /**
   * A polygon, a multipolygon if there are several shells, an empty polygon if there is no ring.
   */
  Geometry assemble() throws BadShape {
    if (rings.length == 0) {
      return factory.createPolygon();
    }
    if (rings.length == 1) {
      return factory.createPolygon(rings[0]);
    }
    findParents();
    List<Polygon> polygons = new ArrayList<>();
    List<List<LinearRing>> holes = new ArrayList<>();
    for (int i = 0; i < rings.length; i++) {
      holes.add(new ArrayList<>());
    }
    for (int i = 0; i < rings.length; i++) {
      if (depths[i] % 2 == 1) {
        holes.get(parents[i]).add(rings[i]);
      }
    }
    for (int i = 0; i < rings.length; i++) {
      if (depths[i] % 2 == 0) {
        LinearRing[] inside = holes.get(i).toArray(LinearRing[]::new);
        polygons.add(factory.createPolygon(rings[i], inside));
      }
    }
    return polygons.size() == 1
        ? polygons.get(0)
        : factory.createMultiPolygon(polygons.toArray(Polygon[]::new));
  }

  /** A vertex of the first ring whose orientation contradicts its place; null if none does. */
  @Nullable Coordinate suspect() {
    return suspect;
  }

  /** From the largest ring to the smallest, so that the parent of a ring is known before it. */
  private void findParents() throws BadShape {
    Integer[] bySize = new Integer[rings.length];
    Arrays.setAll(bySize, i -> i);
    Arrays.sort(bySize, Comparator.comparingDouble(i -> -Math.abs(areas[i])));
    STRtree tree = new STRtree();
    int[] rank = new int[rings.length];
    for (int r = 0; r < bySize.length; r++) {
      rank[bySize[r]] = r;
      tree.insert(rings[bySize[r]].getEnvelopeInternal(), bySize[r]);
    }
    boolean outerClockwise = areas[bySize[0]] >= 0; // JTS: positive is clockwise
    for (int ring : bySize) {
      int parent = -1;
      for (Object found : candidates(tree, ring)) {
        int other = (Integer) found;
        boolean nearer = rank[other] < rank[ring] && (parent < 0 || rank[other] > rank[parent]);
        if (nearer && contains(other, ring)) {
          parent = other;
        }
      }
      parents[ring] = parent;
      depths[ring] = parent < 0 ? 0 : depths[parent] + 1;
      boolean shell = depths[ring] % 2 == 0;
      if (suspect == null && (areas[ring] >= 0 == outerClockwise) != shell) {
        suspect = rings[ring].getCoordinateN(0);
      }
    }
  }

  private List<?> candidates(STRtree tree, int ring) throws BadShape {
    List<?> found = tree.query(rings[ring].getEnvelopeInternal());
    count(found.size(), ring);
    return found;
  }

  private void count(int more, int ring) throws BadShape {
    tests += more;
    if (tests > MOST_TESTS) {
      throw new BadShape("SHAPE_TOO_COMPLEX", rings[ring].getCoordinateN(0), rings.length);
    }
  }

  /**
   * By the first vertex that is not on the other ring; rings that share all vertices are nested.
   */
  private boolean contains(int outer, int inner) throws BadShape {
    if (!rings[outer].getEnvelopeInternal().contains(rings[inner].getEnvelopeInternal())) {
      return false;
    }
    PointOnGeometryLocator locator = locators[outer];
    if (locator == null) {
      locator = new IndexedPointInAreaLocator(rings[outer]);
      locators[outer] = locator;
    }
    CoordinateSequence vertices = rings[inner].getCoordinateSequence();
    for (int i = 0; i < vertices.size(); i++) {
      count(1, inner);
      int location = locator.locate(vertices.getCoordinate(i));
      if (location != Location.BOUNDARY) {
        return location == Location.INTERIOR;
      }
    }
    return true;
  }
}
