package org.jingtu.exchange;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.locationtech.jts.coverage.CoverageValidator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.util.LinearComponentExtracter;
import org.locationtech.jts.index.strtree.STRtree;
import org.locationtech.jts.operation.distance.IndexedFacetDistance;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/**
 * Finds overlaps and narrow gaps among the polygons of a tile. Polygons that share every edge with
 * a neighbour pass at once; JTS CoverageValidator says which of the others do not fit; only those
 * are overlaid pair by pair. Coordinates are metres in a plane. Used once.
 */
final class CoverageTile {

  /** Overlaps and gaps narrower than this come from rounding: 1 mm. */
  static final double ROUNDING_METRES = 0.001;

  private final CoverageTiles.Tile tile;
  private final Geometry[] polygons;
  private final Envelope[] boxes;
  private final double margin;
  private final double tolerance;
  private final STRtree index = new STRtree();
  private final Set<Long> judged = new HashSet<>();
  private final Map<Long, Find> gaps = new HashMap<>();
  private final List<Find> finds = new ArrayList<>();
  private final Deque<Integer> overlapping = new ArrayDeque<>();

  /**
   * Two rows that do not fit.
   *
   * @param a position in the tile
   * @param b position in the tile, after {@code a}
   * @param overlap whether they overlap; else there is a gap between them
   * @param shape the overlap, or the edge along the gap
   * @param widthMetres mean width of the overlap (2·A/P), largest width of the gap
   */
  record Find(int a, int b, boolean overlap, Geometry shape, double widthMetres) {}

  /**
   * @param polygons in metres, in the order of the tile's rows
   * @param boxes their extents in the units of the tile
   * @param margin tolerance in the units of the tile
   */
  CoverageTile(
      CoverageTiles.Tile tile,
      Geometry[] polygons,
      Envelope[] boxes,
      double margin,
      double tolerance) {
    this.tile = tile;
    this.polygons = polygons;
    this.boxes = boxes;
    this.margin = margin;
    this.tolerance = tolerance;
  }

  List<Find> find() {
    for (int i = 0; i < polygons.length; i++) {
      index.insert(polygons[i].getEnvelopeInternal(), i);
    }
    int[] some = suspects();
    Geometry[] chosen = Arrays.stream(some).mapToObj(i -> polygons[i]).toArray(Geometry[]::new);
    Geometry[] misfits = CoverageValidator.validate(chosen, tolerance);
    for (int i = 0; i < some.length; i++) {
      if (misfits[i] != null && !misfits[i].isEmpty()) {
        judge(some[i], misfits[i]);
      }
    }
    spread();
    finds.addAll(gaps.values());
    return finds;
  }

  /** Polygons with edges of their own, and what lies near them. */
  private int[] suspects() {
    boolean[] unmatched = SharedEdges.unmatched(polygons);
    BitSet chosen = new BitSet();
    for (int i = 0; i < polygons.length; i++) {
      if (unmatched[i]) {
        chosen.set(i);
        near(i).forEach(chosen::set);
      }
    }
    return chosen.stream().toArray();
  }

  /**
   * Polygons whose edges are all matched may still lie over others, where a file holds two
   * coverages: so what borders on an overlap is looked at too.
   */
  private void spread() {
    BitSet seen = new BitSet();
    while (!overlapping.isEmpty()) {
      for (int next : near(overlapping.remove())) {
        if (!seen.get(next)) {
          seen.set(next);
          near(next).forEach(other -> overlap(Math.min(next, other), Math.max(next, other)));
        }
      }
    }
  }

  /** Other polygons whose extent is nearer than the tolerance. */
  private List<Integer> near(int row) {
    Envelope box = new Envelope(polygons[row].getEnvelopeInternal());
    box.expandBy(tolerance);
    List<Integer> found = new ArrayList<>();
    for (Object other : index.query(box)) {
      if ((Integer) other != row) {
        found.add((Integer) other);
      }
    }
    return found;
  }

  private void judge(int row, Geometry misfit) {
    List<Integer> neighbours = near(row);
    neighbours.forEach(other -> overlap(Math.min(row, other), Math.max(row, other)));
    findGaps(row, neighbours, misfit);
  }

  private void overlap(int a, int b) {
    if (!judged.add(key(a, b))
        || !polygons[a].getEnvelopeInternal().intersects(polygons[b].getEnvelopeInternal())) {
      return;
    }
    Geometry shared = OverlayNGRobust.overlay(polygons[a], polygons[b], OverlayNG.INTERSECTION);
    double area = shared.getArea();
    if (area > 0) {
      double width = 2 * area / shared.getLength();
      if (width > ROUNDING_METRES) {
        overlapping.add(a);
        overlapping.add(b);
        if (tile.owns(boxes[a], boxes[b], margin)) {
          finds.add(new Find(a, b, true, shared, width));
        }
      }
    }
  }

  /** Each misfitting edge is held against its nearest neighbour, unless it fits one after all. */
  private void findGaps(int row, List<Integer> neighbours, Geometry misfit) {
    Map<Integer, IndexedFacetDistance> distances = new HashMap<>();
    for (Object line : LinearComponentExtracter.getLines(misfit)) {
      Coordinate[] vertices = ((LineString) line).getCoordinates();
      for (int i = 1; i < vertices.length; i++) {
        Coordinate middle =
            new Coordinate(
                (vertices[i - 1].x + vertices[i].x) / 2, (vertices[i - 1].y + vertices[i].y) / 2);
        Geometry point = misfit.getFactory().createPoint(middle);
        int nearest = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int other : neighbours) {
          Envelope box = new Envelope(polygons[other].getEnvelopeInternal());
          box.expandBy(tolerance);
          if (box.contains(middle)) {
            double distance =
                distances
                    .computeIfAbsent(other, o -> new IndexedFacetDistance(polygons[o]))
                    .distance(point);
            if (distance < least) {
              least = distance;
              nearest = other;
            }
          }
        }
        if (least > ROUNDING_METRES && least <= tolerance) {
          gap(row, nearest, point, least, new Coordinate[] {vertices[i - 1], vertices[i]});
        }
      }
    }
  }

  private void gap(int row, int other, Geometry point, double width, Coordinate[] edge) {
    int a = Math.min(row, other);
    int b = Math.max(row, other);
    if (!tile.owns(boxes[a], boxes[b], margin) || polygons[other].intersects(point)) {
      return; // inside the other: an overlap, told as such
    }
    Geometry line = point.getFactory().createLineString(edge);
    gaps.merge(
        key(a, b),
        new Find(a, b, false, line, width),
        (before, more) ->
            new Find(
                a,
                b,
                false,
                before.shape().getNumPoints() > ProblemShape.MOST_VERTICES
                    ? before.shape()
                    : join(before.shape(), more.shape()),
                Math.max(before.widthMetres(), more.widthMetres())));
  }

  private static Geometry join(Geometry lines, Geometry line) {
    List<LineString> all = new ArrayList<>();
    for (int i = 0; i < lines.getNumGeometries(); i++) {
      all.add((LineString) lines.getGeometryN(i));
    }
    all.add((LineString) line);
    return lines.getFactory().createMultiLineString(all.toArray(LineString[]::new));
  }

  private static long key(int a, int b) {
    return (long) a << 32 | b;
  }
}
