package org.jingtu.geo;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.GeometryFixer;
import org.locationtech.jts.geom.util.LinearComponentExtracter;
import org.locationtech.jts.operation.distance.IndexedFacetDistance;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;
import org.locationtech.jts.operation.polygonize.Polygonizer;
import org.locationtech.jts.operation.union.UnaryUnionOp;

/**
 * Proposes a valid polygon for an invalid one, without moving a boundary: both proposals only
 * choose among the faces into which the rings as written divide the plane.
 *
 * <ul>
 *   <li>JTS GeometryFixer: shells joined, holes taken out (Davis, JTS 1.20).
 *   <li>Faces inside an odd number of rings, as ST_MakeValid's linework method does.
 * </ul>
 *
 * The one whose area is nearer to the area of the rings as written is taken; the former where they
 * are alike. Not for points and lines.
 */
public final class GeometryMender {

  /** The second proposal is left out above it: it nodes every edge with every other. */
  private static final int MOST_VERTICES_BY_FACES = 100_000;

  /** Area of the rings by which the proposals may differ and still count as alike. */
  private static final double ALIKE = 1e-9;

  private GeometryMender() {}

  /**
   * Mends a polygon or multipolygon in any plane or geographic system.
   *
   * @param geometry with finite coordinates, valid or not
   * @return empty if nothing with an area is left, or it is no polygon
   */
  public static Optional<Geometry> mend(Geometry geometry) {
    if (!(geometry instanceof Polygon) && !(geometry instanceof MultiPolygon)) {
      return Optional.empty();
    }
    double wanted = geometry.getArea();
    Geometry fixed = polygonal(GeometryFixer.fix(geometry));
    Geometry best = fixed;
    if (geometry.getNumPoints() <= MOST_VERTICES_BY_FACES
        && Math.abs(area(fixed) - wanted) > ALIKE * wanted) {
      Geometry faces = polygonal(byFaces(geometry));
      if (Math.abs(area(faces) - wanted) < Math.abs(area(fixed) - wanted) * (1 - ALIKE)) {
        best = faces;
      }
    }
    return best == null || best.isEmpty() || Validity.findFlaw(best).isPresent()
        ? Optional.empty()
        : Optional.of(best);
  }

  /** Number of vertices that repeat the one before them. */
  public static int countRepeatedPoints(Geometry geometry) {
    int count = 0;
    for (Object line : LinearComponentExtracter.getLines(geometry)) {
      var vertices = ((LineString) line).getCoordinateSequence();
      for (int i = 1; i < vertices.size(); i++) {
        if (vertices.getX(i) == vertices.getX(i - 1) && vertices.getY(i) == vertices.getY(i - 1)) {
          count++;
        }
      }
    }
    return count;
  }

  /**
   * How far the boundary moved: the largest distance of a vertex of either boundary from the other
   * boundary, in units of the coordinates.
   */
  public static double displacement(Geometry before, Geometry after) {
    return Math.max(oneWay(before, after), oneWay(after, before));
  }

  private static double oneWay(Geometry from, Geometry to) {
    IndexedFacetDistance lines = new IndexedFacetDistance(to);
    double most = 0;
    for (Coordinate vertex : from.getCoordinates()) {
      most = Math.max(most, lines.distance(from.getFactory().createPoint(vertex)));
    }
    return most;
  }

  private static Geometry byFaces(Geometry geometry) {
    List<?> lines = LinearComponentExtracter.getLines(geometry);
    Geometry all = geometry.getFactory().buildGeometry(lines);
    Geometry noded = OverlayNGRobust.union(all);
    Polygonizer polygonizer = new Polygonizer();
    polygonizer.add(noded);
    List<Geometry> inside = new ArrayList<>();
    for (Object face : (Collection<?>) polygonizer.getPolygons()) {
      Polygon polygon = (Polygon) face;
      if (crossings(polygon.getInteriorPoint().getCoordinate(), lines) % 2 == 1) {
        inside.add(polygon);
      }
    }
    Geometry union = UnaryUnionOp.union(inside);
    return union == null ? geometry.getFactory().createPolygon() : union;
  }

  private static int crossings(Coordinate point, List<?> rings) {
    int inside = 0;
    for (Object ring : rings) {
      Coordinate[] vertices = ((LineString) ring).getCoordinates();
      if (org.locationtech.jts.algorithm.RayCrossingCounter.locatePointInRing(point, vertices)
          == Location.INTERIOR) {
        inside++;
      }
    }
    return inside;
  }

  private static double area(@Nullable Geometry geometry) {
    return geometry == null ? 0 : geometry.getArea();
  }

  /** The polygons of a result; null if there are none. */
  private static @Nullable Geometry polygonal(Geometry geometry) {
    List<Polygon> polygons = new ArrayList<>();
    for (int i = 0; i < geometry.getNumGeometries(); i++) {
      if (geometry.getGeometryN(i) instanceof Polygon polygon && !polygon.isEmpty()) {
        polygons.add(polygon);
      }
    }
    if (polygons.isEmpty()) {
      return null;
    }
    return polygons.size() == 1
        ? polygons.get(0)
        : geometry.getFactory().createMultiPolygon(polygons.toArray(Polygon[]::new));
  }
}
