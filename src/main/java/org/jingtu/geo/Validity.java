package org.jingtu.geo;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateSequenceFilter;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.valid.IsValidOp;
import org.locationtech.jts.operation.valid.TopologyValidationError;

/**
 * Judges geometries by the OGC rules (Simple Features 1.2.1), and beyond them refuses empty
 * geometries and polygons without area. Codes: GEOMETRY_EMPTY, COORDINATE_NOT_FINITE,
 * RING_NOT_CLOSED, RING_TOO_FEW_POINTS, ZERO_AREA, RING_SELF_INTERSECTION (also where two rings
 * cross), HOLE_OUTSIDE_SHELL, NESTED_HOLES, NESTED_SHELLS, INTERIOR_DISCONNECTED, DUPLICATE_RINGS.
 * Touching rings are valid.
 */
public final class Validity {

  /**
   * Width by length under which a ring is a line: 1 m long and 1 nm wide, as rounding of degrees
   * makes it out of three points in a line.
   */
  private static final double FLAT = 1e-9;

  private Validity() {}

  /**
   * The first flaw of a geometry in any coordinate system.
   *
   * @return empty if the geometry is valid
   */
  public static Optional<Flaw> findFlaw(Geometry geometry) {
    if (geometry.isEmpty()) {
      return flaw("GEOMETRY_EMPTY", new Coordinate(Double.NaN, Double.NaN));
    }
    return findNotFinite(geometry).or(() -> findFlat(geometry)).or(() -> findInvalid(geometry));
  }

  private static Optional<Flaw> findInvalid(Geometry geometry) {
    if (SimpleRing.isCertain(geometry)) {
      return Optional.empty();
    }
    TopologyValidationError error = new IsValidOp(geometry).getValidationError();
    return error == null
        ? Optional.empty()
        : flaw(code(error.getErrorType()), error.getCoordinate());
  }

  private static String code(int error) {
    return switch (error) {
      case TopologyValidationError.HOLE_OUTSIDE_SHELL -> "HOLE_OUTSIDE_SHELL";
      case TopologyValidationError.NESTED_HOLES -> "NESTED_HOLES";
      case TopologyValidationError.NESTED_SHELLS -> "NESTED_SHELLS";
      case TopologyValidationError.DISCONNECTED_INTERIOR -> "INTERIOR_DISCONNECTED";
      case TopologyValidationError.DUPLICATE_RINGS -> "DUPLICATE_RINGS";
      case TopologyValidationError.TOO_FEW_POINTS -> "RING_TOO_FEW_POINTS";
      case TopologyValidationError.INVALID_COORDINATE -> "COORDINATE_NOT_FINITE";
      case TopologyValidationError.RING_NOT_CLOSED -> "RING_NOT_CLOSED";
      default -> "RING_SELF_INTERSECTION";
    };
  }

  private static Optional<Flaw> findNotFinite(Geometry geometry) {
    NotFinite search = new NotFinite();
    geometry.apply(search);
    return search.found == null ? Optional.empty() : flaw("COORDINATE_NOT_FINITE", search.found);
  }

  /** Rings that are lines, before JTS would call them self-intersecting. */
  private static Optional<Flaw> findFlat(Geometry geometry) {
    for (int i = 0; i < geometry.getNumGeometries(); i++) {
      Geometry part = geometry.getGeometryN(i);
      Optional<Flaw> found = Optional.empty();
      if (part instanceof Polygon polygon && !polygon.isEmpty()) {
        found = findFlatRing(polygon);
      } else if (part != geometry && part.getNumGeometries() > 1) {
        found = findFlat(part);
      }
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<Flaw> findFlatRing(Polygon polygon) {
    for (int i = -1; i < polygon.getNumInteriorRing(); i++) {
      LineString ring = i < 0 ? polygon.getExteriorRing() : polygon.getInteriorRingN(i);
      if (ring.getNumPoints() >= 4 && isFlat(ring.getCoordinateSequence())) {
        return flaw("ZERO_AREA", ring.getCoordinateN(0));
      }
    }
    return Optional.empty();
  }

  /** Whether all vertices lie on one line: the first one and the one farthest from it. */
  private static boolean isFlat(CoordinateSequence ring) {
    double x = ring.getX(0);
    double y = ring.getY(0);
    double dx = 0;
    double dy = 0;
    for (int i = 1; i < ring.size(); i++) {
      double toX = ring.getX(i) - x;
      double toY = ring.getY(i) - y;
      if (toX * toX + toY * toY > dx * dx + dy * dy) {
        dx = toX;
        dy = toY;
      }
    }
    double most = FLAT * (dx * dx + dy * dy);
    for (int i = 1; i < ring.size(); i++) {
      if (Math.abs(dx * (ring.getY(i) - y) - dy * (ring.getX(i) - x)) > most) {
        return false;
      }
    }
    return true;
  }

  private static Optional<Flaw> flaw(String code, Coordinate location) {
    return Optional.of(new Flaw(code, new Coordinate(location.x, location.y)));
  }

  /** Stops at the first vertex that is NaN or infinite. */
  private static final class NotFinite implements CoordinateSequenceFilter {

    private @Nullable Coordinate found;

    @Override
    public void filter(CoordinateSequence vertices, int i) {
      if (!Double.isFinite(vertices.getX(i)) || !Double.isFinite(vertices.getY(i))) {
        found = new Coordinate(vertices.getX(i), vertices.getY(i));
      }
    }

    @Override
    public boolean isDone() {
      return found != null;
    }

    @Override
    public boolean isGeometryChanged() {
      return false;
    }
  }
}
