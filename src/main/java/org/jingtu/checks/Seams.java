package org.jingtu.checks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jingtu.geo.Ellipsoid;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;

/**
 * The perimeter of a feature that was cut into pieces along meridians and parallels, as if it had
 * been put together again: where two pieces meet along a cut, that edge is a seam and not border.
 * Putting them together for it would take most of the time of a check.
 */
final class Seams {

  /** Edges whose ends differ by less are on a cut: 1e-12 degrees is 0.1 µm, some roundings. */
  private static final double ON_A_CUT_DEGREES = 1e-12;

  private static final GeometryFactory FACTORY = new GeometryFactory();

  /** An edge on a line of constant longitude or latitude; forward = towards higher values. */
  private record Edge(double line, double from, double to, boolean forward) {}

  private record End(double at, int forward, int backward) {}

  private final List<Edge> onMeridians = new ArrayList<>();
  private final List<Edge> onParallels = new ArrayList<>();
  private double metres;

  private Seams() {}

  /**
   * Perimeter in metres.
   *
   * @param pieces polygons of one feature, EPSG:4490, which do not overlap
   */
  static double perimeterMetres(Geometry pieces) {
    if (pieces instanceof Polygon) {
      return Ellipsoid.perimeterMetres(pieces); // one piece has no seams
    }
    Seams seams = new Seams();
    seams.addPolygons(pieces);
    seams.addBorders(seams.onMeridians, true);
    seams.addBorders(seams.onParallels, false);
    return seams.metres;
  }

  /** A piece may have several parts, so that collections are nested. */
  private void addPolygons(Geometry geometry) {
    if (geometry instanceof Polygon polygon) {
      add(polygon.getExteriorRing(), true);
      for (int k = 0; k < polygon.getNumInteriorRing(); k++) {
        add(polygon.getInteriorRingN(k), false);
      }
    } else {
      for (int i = 0; i < geometry.getNumGeometries(); i++) {
        addPolygons(geometry.getGeometryN(i));
      }
    }
  }

  private void add(LineString ring, boolean counterClockwise) {
    Coordinate[] vertices = ring.getCoordinates();
    boolean keep = Orientation.isCCW(vertices) == counterClockwise;
    for (int i = 1; i < vertices.length; i++) {
      Coordinate from = vertices[keep ? i - 1 : i];
      Coordinate to = vertices[keep ? i : i - 1];
      if (Math.abs(from.x - to.x) < ON_A_CUT_DEGREES) {
        onMeridians.add(edge(from.x, from.y, to.y));
      } else if (Math.abs(from.y - to.y) < ON_A_CUT_DEGREES) {
        onParallels.add(edge(from.y, from.x, to.x));
      } else {
        metres += length(from, to);
      }
    }
  }

  private static Edge edge(double line, double from, double to) {
    return new Edge(line, Math.min(from, to), Math.max(from, to), from < to);
  }

  /** Takes the edges line by line. */
  private void addBorders(List<Edge> edges, boolean meridians) {
    edges.sort(Comparator.comparingDouble(Edge::line));
    int start = 0;
    for (int i = 1; i <= edges.size(); i++) {
      if (i == edges.size() || edges.get(i).line() - edges.get(i - 1).line() > ON_A_CUT_DEGREES) {
        addBordersOfLine(edges.subList(start, i), meridians);
        start = i;
      }
    }
  }

  /** Where a line has pieces on both sides it is a seam, where on one side it is border. */
  private void addBordersOfLine(List<Edge> edges, boolean meridian) {
    List<End> ends = new ArrayList<>();
    for (Edge edge : edges) {
      int forward = edge.forward() ? 1 : 0;
      ends.add(new End(edge.from(), forward, 1 - forward));
      ends.add(new End(edge.to(), -forward, forward - 1));
    }
    ends.sort(Comparator.comparingDouble(End::at));
    double line = edges.get(0).line();
    int forward = 0;
    int backward = 0;
    double last = 0;
    for (End end : ends) {
      if ((forward > 0) != (backward > 0)) {
        metres +=
            meridian
                ? length(new Coordinate(line, last), new Coordinate(line, end.at()))
                : length(new Coordinate(last, line), new Coordinate(end.at(), line));
      }
      forward += end.forward();
      backward += end.backward();
      last = end.at();
    }
  }

  private static double length(Coordinate from, Coordinate to) {
    return Ellipsoid.perimeterMetres(FACTORY.createLineString(new Coordinate[] {from, to}));
  }
}
