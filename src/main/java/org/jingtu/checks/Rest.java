package org.jingtu.checks;

import java.util.ArrayList;
import java.util.List;
import org.jingtu.geo.Ellipsoid;
import org.jingtu.rules.Remainder;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.TopologyException;
import org.locationtech.jts.geom.util.PolygonExtracter;
import org.locationtech.jts.noding.snap.SnappingNoder;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/**
 * What of a feature lies outside all features of a collection.
 *
 * @param geometry EPSG:4490; empty if nothing does
 */
record Rest(Remainder remainder, Geometry geometry) {

  /**
   * 2e-8 degrees, 2 mm: edges are followed to under 1 mm, so that two that are the same in their
   * source may lie that far apart.
   */
  private static final double SAME_BORDER_DEGREES = 2e-8;

  /** Measures it; what is smaller than {@link Measuring#TOUCHING_SQUARE_METRES} is nothing. */
  static Rest of(Plot plot, Measuring measuring, List<Measured> measured, String collection) {
    List<Measured> hits =
        measured.stream()
            .filter(m -> m.hit().collection().equals(collection) && !m.shared().isEmpty())
            .toList();
    double taken = hits.isEmpty() ? 0 : measuring.unionAreaSquareMetres(hits);
    if (plot.areaSquareMetres() - taken < Measuring.TOUCHING_SQUARE_METRES) {
      return new Rest(new Remainder(collection, 0, 0), plot.dense().getFactory().createPolygon());
    }
    Geometry rest = hits.isEmpty() ? plot.dense() : difference(plot, hits);
    double area = Ellipsoid.areaSquareMetres(rest);
    double width = area > 0 ? 2 * area / Ellipsoid.perimeterMetres(rest) : 0;
    return new Rest(new Remainder(collection, area, width), rest);
  }

  /** The plot without what these take of it. */
  static Geometry difference(Plot plot, List<Measured> hits) {
    Geometry[] shares = hits.stream().map(Measured::shared).toArray(Geometry[]::new);
    Geometry union =
        OverlayNGRobust.union(new GeometryCollection(shares, plot.dense().getFactory()));
    return OverlayNGRobust.overlay(plot.dense(), union, OverlayNG.DIFFERENCE);
  }

  /**
   * The same as an outline to work with: where borders run along one another within {@link
   * #SAME_BORDER_DEGREES} they are one, without the slivers between them.
   */
  static Geometry outline(Plot plot, List<Measured> hits) {
    Geometry rest = plot.dense();
    try {
      for (Polygon taken : polygonsOf(hits.stream().map(Measured::shared).toList())) {
        SnappingNoder snapping = new SnappingNoder(SAME_BORDER_DEGREES);
        rest = OverlayNG.overlay(rest, taken, OverlayNG.DIFFERENCE, null, snapping);
      }
      return rest;
    } catch (TopologyException e) {
      return difference(plot, hits); // snapping did not hold: the exact one, slivers and all
    }
  }

  /** The polygons of geometries of any kind; lines and points that are left over are not. */
  static List<Polygon> polygonsOf(List<Geometry> geometries) {
    List<Polygon> polygons = new ArrayList<>();
    geometries.forEach(g -> PolygonExtracter.getPolygons(g, polygons));
    return polygons;
  }
}
