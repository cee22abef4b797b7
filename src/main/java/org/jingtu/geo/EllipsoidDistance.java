package org.jingtu.geo;

import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineSegment;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.operation.distance.DistanceOp;
import org.locationtech.jts.operation.distance.GeometryLocation;
import org.locationtech.jts.operation.distance.IndexedFacetDistance;

/**
 * Distance between geometries on the ellipsoid. The nearest edges are sought in a sinusoidal plane,
 * which is true to scale about its centre: first about the middle of both geometries, then once
 * more about the points found. The points are then put back on their edges in longitude and
 * latitude, and the geodesic between them is measured.
 */
final class EllipsoidDistance {

  /** Above this many pairs of vertices a facet index pays. */
  private static final long PAIRS_WORTH_AN_INDEX = 200_000;

  /** A centre this near (about 100 m) needs no second search. */
  private static final double NEAR_DEGREES = 0.001;

  private EllipsoidDistance() {}

  static double between(Geometry a, Geometry b) {
    if (a.isEmpty() || b.isEmpty()) {
      throw new IllegalArgumentException("distance to an empty geometry");
    }
    Envelope both = a.getEnvelopeInternal().copy();
    if (both.intersects(b.getEnvelopeInternal()) && a.intersects(b)) {
      return 0;
    }
    both.expandToInclude(b.getEnvelopeInternal());
    Coordinate centre = both.centre();
    Near near = new Plane(centre).nearest(a, b);
    double distance = near.metres();
    Coordinate found = near.middle();
    if (found.distance(centre) > NEAR_DEGREES) {
      distance = Math.min(distance, new Plane(found).nearest(a, b).metres());
    }
    return distance;
  }

  /** The nearest edges in degrees (an edge may be a point), and the points found on them. */
  private record Near(LineSegment a, LineSegment b, Coordinate onA, Coordinate onB) {

    Coordinate middle() {
      return new Coordinate((onA.x + onB.x) / 2, (onA.y + onB.y) / 2);
    }

    /**
     * The geodesic between the points found, or between those of a plane in which edges stay
     * straight, which is better where the edges are long and very near. Both are distances between
     * points of the edges, so the less is the nearer to the truth.
     */
    double metres() {
      double phi = Math.toRadians(middle().y);
      double scale = Ellipsoid.parallelRadiusMetres(phi) / Ellipsoid.meridianRadiusMetres(phi);
      Coordinate[] points = scaled(a, scale).closestPoints(scaled(b, scale));
      Coordinate p = new Coordinate(points[0].x / scale, points[0].y);
      Coordinate q = new Coordinate(points[1].x / scale, points[1].y);
      return Math.min(Geodesic.metres(onA, onB), Geodesic.metres(p, q));
    }

    private static LineSegment scaled(LineSegment edge, double scale) {
      return new LineSegment(edge.p0.x * scale, edge.p0.y, edge.p1.x * scale, edge.p1.y);
    }
  }

  /** x = (λ - λ₀)·r(φ), y = (φ - φ₀)·M(φ₀): parallels keep their length. */
  private static final class Plane {

    private final Coordinate centre;
    private final double metresPerRadian;

    Plane(Coordinate centre) {
      this.centre = centre;
      this.metresPerRadian = Ellipsoid.meridianRadiusMetres(Math.toRadians(centre.y));
    }

    Near nearest(Geometry a, Geometry b) {
      Geometry left = Vertices.map(a, Vertices.STORAGE, this::project);
      Geometry right = Vertices.map(b, Vertices.STORAGE, this::project);
      boolean many = (long) a.getNumPoints() * b.getNumPoints() > PAIRS_WORTH_AN_INDEX;
      GeometryLocation[] found =
          many
              ? new IndexedFacetDistance(left).nearestLocations(right)
              : new DistanceOp(left, right).nearestLocations();
      LineSegment edgeA = edge(found[0]);
      LineSegment edgeB = edge(found[1]);
      return new Near(edgeA, edgeB, on(edgeA, found[0]), on(edgeB, found[1]));
    }

    private void project(double[] pairs, int count) {
      for (int i = 0; i < 2 * count; i += 2) {
        double phi = Math.toRadians(pairs[i + 1]);
        pairs[i] = Math.toRadians(pairs[i] - centre.x) * Ellipsoid.parallelRadiusMetres(phi);
        pairs[i + 1] = Math.toRadians(pairs[i + 1] - centre.y) * metresPerRadian;
      }
    }

    private Coordinate unproject(Coordinate metres) {
      double lat = centre.y + Math.toDegrees(metres.y / metresPerRadian);
      double radius = Ellipsoid.parallelRadiusMetres(Math.toRadians(lat));
      return new Coordinate(centre.x + Math.toDegrees(metres.x / radius), lat);
    }

    private LineSegment edge(GeometryLocation location) {
      int start = location.getSegmentIndex();
      if (location.getGeometryComponent() instanceof LineString line
          && !location.isInsideArea()
          && start + 1 < line.getNumPoints()) {
        return new LineSegment(
            unproject(line.getCoordinateN(start)), unproject(line.getCoordinateN(start + 1)));
      }
      Coordinate point = unproject(location.getCoordinate());
      return new LineSegment(point, point);
    }

    /** An edge bends a little in this plane, so a point on it goes back as a share of the edge. */
    private Coordinate on(LineSegment edge, GeometryLocation location) {
      Coordinate start = project(edge.p0);
      double length = start.distance(project(edge.p1));
      double share = length == 0 ? 0 : start.distance(location.getCoordinate()) / length;
      return edge.pointAlong(Math.min(1, share));
    }

    private Coordinate project(Coordinate lonLat) {
      double[] pair = {lonLat.x, lonLat.y};
      project(pair, 1);
      return new Coordinate(pair[0], pair[1]);
    }
  }
}
