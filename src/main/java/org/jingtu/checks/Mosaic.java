package org.jingtu.checks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.locationtech.jts.algorithm.LineIntersector;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.algorithm.RobustLineIntersector;
import org.locationtech.jts.algorithm.locate.SimplePointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.Polygon;

/**
 * Tells whether polygons lie beside one another like tiles, so that their areas may be added
 * instead of being united first, which takes many times longer. Most layers (land use, farmland)
 * do.
 *
 * <p>An edge that two polygons share, in opposite directions, separates them. If every other edge
 * meets other polygons at its ends at the most, and its middle lies in none of them, then no point
 * lies in two polygons: where two overlapped, the border of the overlap would have an edge inside
 * one of them. The answer is on the safe side: polygons that only touch with other vertices than
 * their neighbour's are not recognised.
 */
final class Mosaic {

  private record Edge(Coordinate from, Coordinate to, Polygon polygon) {}

  /** An edge without its direction. */
  private record Place(double x0, double y0, double x1, double y1) {

    static Place of(Edge edge) {
      Coordinate a = edge.from();
      Coordinate b = edge.to();
      return a.compareTo(b) <= 0 ? new Place(a.x, a.y, b.x, b.y) : new Place(b.x, b.y, a.x, a.y);
    }
  }

  private final List<Polygon> polygons;
  private final Envelope where;
  private final LineIntersector intersector = new RobustLineIntersector();

  private Mosaic(List<Polygon> polygons, Envelope where) {
    this.polygons = polygons;
    this.where = where;
  }

  /**
   * Whether no two of these overlap.
   *
   * @param geometries valid polygons or multipolygons
   * @return false also where it is not plain to see
   */
  static boolean isMosaic(List<Geometry> geometries) {
    Envelope everywhere = new Envelope();
    geometries.forEach(g -> everywhere.expandToInclude(g.getEnvelopeInternal()));
    return isMosaic(geometries, everywhere);
  }

  /**
   * Whether no two of these overlap within a connected area that none of them takes whole. An
   * overlap there has a border there, so that edges elsewhere need not be looked at.
   *
   * @param where extent of the area
   */
  static boolean isMosaic(List<Geometry> geometries, Envelope where) {
    List<Polygon> polygons = new ArrayList<>();
    for (Geometry geometry : geometries) {
      for (int i = 0; i < geometry.getNumGeometries(); i++) {
        if (!(geometry.getGeometryN(i) instanceof Polygon polygon)) {
          return false;
        }
        polygons.add(polygon);
      }
    }
    return new Mosaic(polygons, where).holds();
  }

  private boolean holds() {
    Map<Place, Edge> open = new HashMap<>();
    Set<Place> closed = new HashSet<>();
    for (Polygon polygon : polygons) {
      for (Edge edge : edges(polygon)) {
        Place place = Place.of(edge);
        Edge other = open.remove(place);
        if (other == null) {
          open.put(place, edge);
        } else if (other.from().equals2D(edge.from()) || !closed.add(place)) {
          return false; // both on the same side, or more than two
        }
      }
    }
    return closed.stream().noneMatch(open::containsKey)
        && open.values().stream().allMatch(this::isOutside);
  }

  /** The edges with the polygon on their left. */
  private List<Edge> edges(Polygon polygon) {
    List<Edge> edges = new ArrayList<>(polygon.getNumPoints());
    addEdges(edges, polygon, polygon.getExteriorRing(), true);
    for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
      addEdges(edges, polygon, polygon.getInteriorRingN(i), false);
    }
    return edges;
  }

  private void addEdges(
      List<Edge> edges, Polygon polygon, LineString ring, boolean counterClockwise) {
    Coordinate[] vertices = ring.getCoordinates();
    boolean keep = Orientation.isCCW(vertices) == counterClockwise;
    for (int i = 1; i < vertices.length; i++) {
      Coordinate from = vertices[keep ? i - 1 : i];
      Coordinate to = vertices[keep ? i : i - 1];
      if (!from.equals2D(to) && where.intersects(from, to)) {
        edges.add(new Edge(from, to, polygon));
      }
    }
  }

  /** Whether the edge, but for its ends, lies apart from every other polygon. */
  private boolean isOutside(Edge edge) {
    Envelope extent = new Envelope(edge.from(), edge.to());
    Coordinate middle =
        new Coordinate((edge.from().x + edge.to().x) / 2, (edge.from().y + edge.to().y) / 2);
    for (Polygon other : polygons) {
      if (other != edge.polygon()
          && other.getEnvelopeInternal().intersects(extent)
          && (crosses(edge, extent, other)
              || SimplePointInAreaLocator.locate(middle, other) != Location.EXTERIOR)) {
        return false;
      }
    }
    return true;
  }

  private boolean crosses(Edge edge, Envelope extent, Polygon other) {
    if (crosses(edge, extent, other.getExteriorRing())) {
      return true;
    }
    for (int i = 0; i < other.getNumInteriorRing(); i++) {
      if (crosses(edge, extent, other.getInteriorRingN(i))) {
        return true;
      }
    }
    return false;
  }

  private boolean crosses(Edge edge, Envelope extent, LineString ring) {
    Coordinate[] vertices = ring.getCoordinates();
    for (int i = 1; i < vertices.length; i++) {
      if (extent.intersects(vertices[i - 1], vertices[i])) {
        intersector.computeIntersection(edge.from(), edge.to(), vertices[i - 1], vertices[i]);
        if (intersector.getIntersectionNum() > 1
            || intersector.hasIntersection() && intersector.isInteriorIntersection()) {
          return true;
        }
      }
    }
    return false;
  }
}
