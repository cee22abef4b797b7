package org.jingtu.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import org.jingtu.geo.Ellipsoid;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;

/**
 * Area that a few layers take together, without uniting them: the area of each polygon, less what
 * later layers take of it. Polygons of one layer lie beside one another. Shared parts come from
 * clipping, which is many times faster than a union; but each layer may double the work, so that it
 * is only worth it for few.
 */
final class Together {

  /** More layers than this are united. */
  static final int MOST_LAYERS = 4;

  private final BinaryOperator<Geometry> intersection;

  /**
   * @param intersection what two polygons share, as polygons
   */
  Together(BinaryOperator<Geometry> intersection) {
    this.intersection = intersection;
  }

  /**
   * Area in m², EPSG:4490.
   *
   * @param layers polygons of each, as {@link #polygonsOf} gives them
   */
  double areaSquareMetres(List<List<Polygon>> layers) {
    double area = 0;
    for (int i = 0; i < layers.size(); i++) {
      for (Polygon polygon : layers.get(i)) {
        area += Ellipsoid.areaSquareMetres(polygon);
        List<List<Polygon>> shared = clip(layers.subList(i + 1, layers.size()), polygon);
        area -= shared.isEmpty() ? 0 : areaSquareMetres(shared);
      }
    }
    return area;
  }

  /** What the layers have within a polygon; those that have nothing there are left out. */
  private List<List<Polygon>> clip(List<List<Polygon>> layers, Polygon polygon) {
    Envelope extent = polygon.getEnvelopeInternal();
    List<List<Polygon>> within = new ArrayList<>();
    for (List<Polygon> layer : layers) {
      List<Polygon> shares = new ArrayList<>();
      for (Polygon other : layer) {
        if (extent.intersects(other.getEnvelopeInternal())) {
          addPolygons(intersection.apply(polygon, other), shares);
        }
      }
      if (!shares.isEmpty()) {
        within.add(shares);
      }
    }
    return within;
  }

  /** The polygons of nested collections. */
  static List<Polygon> polygonsOf(Iterable<Geometry> geometries) {
    List<Polygon> polygons = new ArrayList<>();
    geometries.forEach(g -> addPolygons(g, polygons));
    return polygons;
  }

  private static void addPolygons(Geometry geometry, List<Polygon> polygons) {
    if (geometry instanceof Polygon polygon) {
      if (!polygon.isEmpty()) {
        polygons.add(polygon);
      }
    } else {
      for (int i = 0; i < geometry.getNumGeometries(); i++) {
        addPolygons(geometry.getGeometryN(i), polygons);
      }
    }
  }
}
