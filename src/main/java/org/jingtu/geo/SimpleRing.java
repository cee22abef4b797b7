package org.jingtu.geo;

import org.locationtech.jts.algorithm.CGAlgorithmsDD;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;

/**
 * Tells short rings that certainly neither cross nor touch themselves: those that go once around a
 * point without ever turning back, as most plots do around their middle; of the others every pair
 * of edges is looked at, which for a few dozen of them takes a fraction of what an index over them
 * takes. Whatever is not certain is left to the full test.
 */
final class SimpleRing {

  /** Beyond this, pairs are too many. */
  private static final int MOST_VERTICES = 64;

  private final double[] x;
  private final double[] y;
  private final int edges;

  private SimpleRing(CoordinateSequence ring) {
    edges = ring.size() - 1;
    x = new double[edges + 1];
    y = new double[edges + 1];
    for (int i = 0; i <= edges; i++) {
      x[i] = ring.getX(i);
      y[i] = ring.getY(i);
    }
  }

  /**
   * Whether the geometry is one polygon of one short ring that is certainly valid.
   *
   * @param geometry of finite coordinates
   */
  static boolean isCertain(Geometry geometry) {
    return geometry.getNumGeometries() == 1
        && geometry.getGeometryN(0) instanceof Polygon polygon
        && polygon.getNumInteriorRing() == 0
        && polygon.getNumPoints() >= 4
        && polygon.getNumPoints() <= MOST_VERTICES
        && new SimpleRing(polygon.getExteriorRing().getCoordinateSequence()).isSimple();
  }

  private boolean isSimple() {
    if (x[0] != x[edges] || y[0] != y[edges]) {
      return false;
    }
    return isStar() || isSimpleByPairs();
  }

  /**
   * Whether every vertex lies, seen from the middle of all, truly on one side of the one before,
   * and the way around is one turn. Edges then lie in sectors of their own, one beside another.
   */
  private boolean isStar() {
    double middleX = 0;
    double middleY = 0;
    for (int i = 0; i < edges; i++) {
      middleX += x[i] - x[0];
      middleY += y[i] - y[0];
    }
    middleX = x[0] + middleX / edges;
    middleY = y[0] + middleY / edges;
    int way = 0;
    int turns = 0;
    for (int i = 0; i < edges; i++) {
      int side = CGAlgorithmsDD.orientationIndex(middleX, middleY, x[i], y[i], x[i + 1], y[i + 1]);
      way = i == 0 ? side : way;
      if (side == 0 || side != way) {
        return false;
      }
      if (y[i] < middleY && y[i + 1] >= middleY) {
        turns++; // less than half a turn at a time: once in every turn
      }
    }
    return turns == 1;
  }

  private boolean isSimpleByPairs() {
    for (int i = 0; i < edges; i++) {
      if (!goesOn(i, (i + 1) % edges)) {
        return false;
      }
      int last = i == 0 ? edges - 1 : edges; // the last edge meets the first
      for (int k = i + 2; k < last; k++) {
        if (!apart(i, k)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Whether an edge has a length, and the next one does not lead back along it. */
  private boolean goesOn(int i, int next) {
    double dx = x[i + 1] - x[i];
    double dy = y[i + 1] - y[i];
    if (dx == 0 && dy == 0) {
      return false;
    }
    boolean ahead = dx * (x[next + 1] - x[next]) + dy * (y[next + 1] - y[next]) > 0;
    return ahead || side(i, next + 1) != 0;
  }

  /** Whether two edges have no point in common, as far as that is seen at once. */
  private boolean apart(int i, int k) {
    if (Math.max(x[i], x[i + 1]) < Math.min(x[k], x[k + 1])
        || Math.max(x[k], x[k + 1]) < Math.min(x[i], x[i + 1])
        || Math.max(y[i], y[i + 1]) < Math.min(y[k], y[k + 1])
        || Math.max(y[k], y[k + 1]) < Math.min(y[i], y[i + 1])) {
      return true;
    }
    return side(i, k) * side(i, k + 1) > 0 || side(k, i) * side(k, i + 1) > 0;
  }

  /** On which side of an edge a vertex lies, exactly: 1 left, -1 right, 0 on its line. */
  private int side(int edge, int vertex) {
    return CGAlgorithmsDD.orientationIndex(
        x[edge], y[edge], x[edge + 1], y[edge + 1], x[vertex], y[vertex]);
  }
}
