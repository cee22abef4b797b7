package org.jingtu.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jingtu.geo.Ellipsoid;
import org.locationtech.jts.geom.Polygon;

/**
 * Area that a few layers take of a plot together, without uniting them: the area of each polygon,
 * less what later layers take of it. Polygons of one layer lie beside one another. Shared parts
 * come from clipping, which is many times faster than a union; but each layer may double the work,
 * so that it is only worth it for few.
 */
final class Together {

  /** More layers than this are united. */
  static final int MOST_LAYERS = 4;

  /**
   * A layer.
   *
   * @param shares what its features share with the plot
   * @param pieces its features, uncut: cut at the plot's border they would run along one another
   *     there, and clipping would not be possible
   */
  record Layer(List<Outline> shares, List<Outline> pieces) {}

  private final BiFunction<Outline, Outline, List<Outline>> intersection;

  /**
   * @param intersection what two polygons share; a list of the first itself where it lies in the
   *     second
   */
  Together(BiFunction<Outline, Outline, List<Outline>> intersection) {
    this.intersection = intersection;
  }

  /** Area in m², EPSG:4490. */
  double areaSquareMetres(List<Layer> layers) {
    List<List<Outline>> pieces = layers.stream().map(Layer::pieces).toList();
    double area = 0;
    for (int i = 0; i < layers.size(); i++) {
      for (Outline share : layers.get(i).shares()) {
        area += area(share) - taken(share, pieces.subList(i + 1, layers.size()));
      }
    }
    return area;
  }

  /** What the layers take of a polygon, m². */
  private double taken(Outline polygon, List<List<Outline>> layers) {
    List<List<Outline>> shares = new ArrayList<>(layers.size());
    List<List<Outline>> there = new ArrayList<>(layers.size());
    for (List<Outline> layer : layers) {
      List<Outline> shared = new ArrayList<>();
      List<Outline> sharing = new ArrayList<>();
      for (Outline piece : layer) {
        if (polygon.extent().intersects(piece.extent())) {
          List<Outline> common = intersection.apply(polygon, piece);
          if (common.size() == 1 && common.get(0) == polygon) {
            return area(polygon);
          }
          if (!common.isEmpty()) {
            shared.addAll(common);
            sharing.add(piece);
          }
        }
      }
      if (!shared.isEmpty()) {
        shares.add(shared);
        there.add(sharing);
      }
    }
    double area = 0;
    for (int i = 0; i < shares.size(); i++) {
      for (Outline share : shares.get(i)) {
        area += area(share) - taken(share, there.subList(i + 1, there.size()));
      }
    }
    return area;
  }

  private static double area(Outline outline) {
    Polygon polygon = outline.polygon();
    return Ellipsoid.areaSquareMetres(polygon);
  }
}
