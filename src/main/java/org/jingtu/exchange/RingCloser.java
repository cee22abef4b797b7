package org.jingtu.exchange;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;

/**
 * Makes the rings of one geometry. A ring whose ends are apart is refused, or, where the upload
 * asks for repair, closed by its first point and marked, so that it is known later what the file
 * had. Used for one geometry.
 */
final class RingCloser {

  private static final String MARK = "closed";
  private static final int FEWEST_POINTS = 4;

  private final boolean repair;
  private @Nullable Coordinate opened;
  private double gap;

  /**
   * @param repair whether open rings are closed; else they are refused
   */
  RingCloser(boolean repair) {
    this.repair = repair;
  }

  /**
   * @param positions of the ring; none make an empty one
   * @throws BadShape RING_NOT_CLOSED, RING_TOO_FEW_POINTS, or COORDINATE_NOT_FINITE of the first
   */
  LinearRing ring(Coordinate[] positions, GeometryFactory factory) throws BadShape {
    if (positions.length == 0) {
      return factory.createLinearRing();
    }
    Coordinate first = positions[0];
    Coordinate last = positions[positions.length - 1];
    if (!Double.isFinite(first.x) || !Double.isFinite(first.y)) {
      throw new BadShape("COORDINATE_NOT_FINITE", null); // a NaN equals nothing: it never closes
    }
    boolean open = !first.equals2D(last);
    if (open && !repair) {
      throw new BadShape("RING_NOT_CLOSED", first);
    }
    Coordinate[] all = open ? Arrays.copyOf(positions, positions.length + 1) : positions;
    if (open) {
      all[positions.length] = first.copy();
    }
    if (all.length < FEWEST_POINTS) {
      throw new BadShape("RING_TOO_FEW_POINTS", first);
    }
    LinearRing ring = factory.createLinearRing(all);
    if (open) {
      opened = opened == null ? first : opened;
      gap = Math.max(gap, first.distance(last));
      ring.setUserData(MARK);
    }
    return ring;
  }

  /** What was closed, as a warning of the row: where, and how far apart the ends were at most. */
  Optional<RowProblem> warning(long record) {
    return opened == null
        ? Optional.empty()
        : Optional.of(
            RowProblem.ofShape(
                Severity.WARNING, "RING_CLOSED", record, opened, Math.round(gap * 1e6) / 1e6));
  }

  /** A geometry that has marked rings, as the file had it; empty if it has none. */
  static Optional<Before> before(Geometry geometry) {
    Before before = new Before(geometry.getFactory());
    if (geometry instanceof Polygon || geometry instanceof MultiPolygon) {
      for (int i = 0; i < geometry.getNumGeometries(); i++) {
        before.add((Polygon) geometry.getGeometryN(i));
      }
    }
    return before.lines.isEmpty() ? Optional.empty() : Optional.of(before);
  }

  /** What a file had: lines with open ends beside rings. */
  static final class Before {

    private final GeometryFactory factory;
    private final List<Polygon> polygons = new ArrayList<>();
    private final List<LineString> lines = new ArrayList<>();

    private Before(GeometryFactory factory) {
      this.factory = factory;
    }

    private void add(Polygon polygon) {
      List<LinearRing> holes = new ArrayList<>();
      for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
        LinearRing hole = polygon.getInteriorRingN(i);
        if (!isOpen(hole)) {
          holes.add(hole);
        }
      }
      if (!isOpen(polygon.getExteriorRing())) {
        polygons.add(
            factory.createPolygon(polygon.getExteriorRing(), holes.toArray(LinearRing[]::new)));
      }
    }

    private boolean isOpen(LinearRing ring) {
      if (!MARK.equals(ring.getUserData())) {
        return false;
      }
      Coordinate[] closed = ring.getCoordinates();
      lines.add(factory.createLineString(Arrays.copyOf(closed, closed.length - 1)));
      return true;
    }

    /** What the closed rings enclose. */
    Geometry enclosed() {
      return factory.createMultiPolygon(polygons.toArray(Polygon[]::new));
    }

    /** The open rings. */
    Geometry open() {
      return factory.createMultiLineString(lines.toArray(LineString[]::new));
    }
  }
}
