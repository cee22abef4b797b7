package org.jingtu.exchange;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateArrays;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;

/**
 * Makes rings of points that carry a 圈号. A ring ends where its first point comes again, or where
 * the number changes. Found and closed: rings whose closing point is missing, lies a few
 * millimetres off, or was written under another number. Used once.
 */
final class BoundaryRings {

  private static final GeometryFactory FACTORY = new GeometryFactory();

  /** Last points nearer to the first than this are meant to be it; surveys have centimetres. */
  private static final double SAME_POINT_METRES = 0.005;

  private final List<LinearRing> rings = new ArrayList<>();
  private final List<LinearRing> closedRings = new ArrayList<>();
  private final List<Flaw> flaws = new ArrayList<>();
  private List<Coordinate> run = new ArrayList<>();
  private @Nullable Coordinate lastStart;
  private int number = -1;

  /**
   * A ring that had to be closed.
   *
   * @param code what was wrong
   * @param location first point of the ring
   * @param gapMetres from the last point to the first
   */
  record Flaw(String code, Coordinate location, double gapMetres) {}

  /** Adds a point. */
  void add(int ring, Coordinate point) throws BadShape {
    if (ring != number && !run.isEmpty()) {
      boolean closes = run.size() >= 3 && point.equals2D(run.get(0));
      if (closes) {
        flaws.add(new Flaw("RING_CLOSED_UNDER_OTHER", run.get(0), 0));
        run.add(point);
        finish(false);
        number = ring;
        return;
      }
      end();
    }
    number = ring;
    run.add(point);
    if (run.size() >= 4 && point.equals2D(run.get(0))) {
      finish(true);
    }
  }

  /** Ends the ring that was begun, which is not closed. */
  private void end() throws BadShape {
    if (run.isEmpty()) {
      return;
    }
    Coordinate first = run.get(0);
    if (run.size() == 1 && lastStart != null && first.equals2D(lastStart)) {
      run = new ArrayList<>(); // the closing point, twice
      return;
    }
    Coordinate last = run.get(run.size() - 1);
    double gap = first.distance(last);
    if (gap > 0 && gap <= SAME_POINT_METRES) {
      run.remove(run.size() - 1);
    }
    if (run.size() > 1 && gap > 0) {
      flaws.add(new Flaw("RING_LEFT_OPEN", first, gap));
      run.add(first);
    }
    finish(false);
  }

  private void finish(boolean asWritten) throws BadShape {
    Coordinate[] points = CoordinateArrays.removeRepeatedPoints(run.toArray(Coordinate[]::new));
    if (points.length < 4) {
      throw new BadShape("RING_TOO_FEW_POINTS", run.get(0));
    }
    LinearRing ring = FACTORY.createLinearRing(run.toArray(Coordinate[]::new));
    rings.add(ring);
    if (asWritten) {
      closedRings.add(ring);
    }
    lastStart = run.get(0);
    run = new ArrayList<>();
  }

  /** The polygon or multipolygon of all rings, closed. */
  Geometry assemble() throws BadShape {
    end();
    return new RingAssembler(rings, FACTORY).assemble();
  }

  int count() {
    return rings.size();
  }

  /** What had to be closed. */
  List<Flaw> flaws() {
    return flaws;
  }

  /** Area in the plane of only those rings that are closed in the file. */
  double closedAreaSquareMetres() throws BadShape {
    return new RingAssembler(closedRings, FACTORY).assemble().getArea();
  }
}
