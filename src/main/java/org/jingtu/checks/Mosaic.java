package org.jingtu.checks;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.algorithm.CGAlgorithmsDD;
import org.locationtech.jts.algorithm.LineIntersector;
import org.locationtech.jts.algorithm.RobustLineIntersector;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Location;

/**
 * Tells whether polygons lie beside one another like tiles, so that their areas may be added
 * instead of being united first, which takes many times longer. Most layers (land use, farmland)
 * do.
 *
 * <p>Beyond an edge that two polygons share, in opposite directions, as many polygons lie as before
 * it. So their number changes at the other edges alone; and if each of those meets other polygons
 * at its ends at the most, and its middle lies in none of them, then there is one polygon on its
 * left and none on its right. Nowhere do two lie, unless there is no such edge and as many lie
 * everywhere. The answer is on the safe side: polygons that only touch with other vertices than
 * their neighbour's are not recognised.
 */
final class Mosaic {

  private final List<Outline> polygons;
  private final @Nullable Outline where;

  /** Edges with their polygon on the left. */
  private final List<Coordinate> froms;

  private final List<Coordinate> tos;
  private final List<Outline> owners;

  private final LineIntersector intersector = new RobustLineIntersector();

  private Mosaic(List<Outline> polygons, @Nullable Outline where) {
    this.polygons = polygons;
    this.where = where;
    int most = polygons.stream().mapToInt(p -> p.polygon().getNumPoints()).sum();
    froms = new ArrayList<>(most);
    tos = new ArrayList<>(most);
    owners = new ArrayList<>(most);
  }

  /**
   * Whether no two of these overlap.
   *
   * @return false also where it is not plain to see
   */
  static boolean isMosaic(List<Outline> polygons) {
    return new Mosaic(polygons, null).holds();
  }

  /**
   * Whether no two of these overlap within an area, or else they cover it evenly several times,
   * when their shares of it are together as many times as large as it is. Edges that do not pass
   * through the area are not looked at.
   */
  static boolean isMosaic(List<Outline> polygons, Outline where) {
    return new Mosaic(polygons, where).holds();
  }

  private boolean holds() {
    polygons.forEach(this::addEdges);
    int count = froms.size();
    int[] partner = new int[count];
    java.util.Arrays.fill(partner, -1);
    if (!pair(partner)) {
      return false;
    }
    for (int edge = 0; edge < count; edge++) {
      if (partner[edge] < 0 && !isElsewhere(edge) && !isOutside(edge)) {
        return false;
      }
    }
    return true;
  }

  private void addEdges(Outline polygon) {
    if (where != null && !where.extent().intersects(polygon.extent())) {
      return;
    }
    for (Coordinate[] ring : polygon.rings()) {
      for (int i = 1; i < ring.length; i++) {
        if (!ring[i - 1].equals2D(ring[i])
            && (where == null || where.extent().intersects(ring[i - 1], ring[i]))) {
          froms.add(ring[i - 1]);
          tos.add(ring[i]);
          owners.add(polygon);
        }
      }
    }
  }

  /**
   * Finds the edges with the same ends, by a table of their hashes.
   *
   * @return false if two lie on the same side, or if there are more than two
   */
  private boolean pair(int[] partner) {
    int mask = Integer.highestOneBit(Math.max(4, 2 * partner.length)) * 2 - 1;
    int[] table = new int[mask + 1]; // number of an edge and one; 0 is free
    for (int edge = 0; edge < partner.length; edge++) {
      int slot = hash(edge) & mask;
      while (table[slot] != 0 && !hasSameEnds(table[slot] - 1, edge)) {
        slot = slot + 1 & mask;
      }
      int first = table[slot] - 1;
      if (first < 0) {
        table[slot] = edge + 1;
      } else if (partner[first] >= 0 || froms.get(first).equals2D(froms.get(edge))) {
        return false;
      } else {
        partner[first] = edge;
        partner[edge] = first;
      }
    }
    return true;
  }

  /** The same for both directions. */
  private int hash(int edge) {
    long sum = hash(froms.get(edge)) + hash(tos.get(edge));
    return (int) (sum ^ sum >>> 32);
  }

  /** 0.0 is added so that it and -0.0 are the same. */
  private static long hash(Coordinate c) {
    long bits = Double.doubleToLongBits(c.x + 0.0) * 31 + Double.doubleToLongBits(c.y + 0.0);
    bits *= 0x9E3779B97F4A7C15L;
    return bits ^ bits >>> 29;
  }

  private boolean hasSameEnds(int one, int other) {
    Coordinate from = froms.get(one);
    Coordinate to = tos.get(one);
    return from.equals2D(tos.get(other)) && to.equals2D(froms.get(other))
        || from.equals2D(froms.get(other)) && to.equals2D(tos.get(other));
  }

  /** Whether the edge, but for its ends, lies apart from the area in question. */
  private boolean isElsewhere(int edge) {
    return where != null && isApart(froms.get(edge), tos.get(edge), where);
  }

  /** Whether the edge, but for its ends, lies apart from every other polygon. */
  private boolean isOutside(int edge) {
    for (Outline other : polygons) {
      if (other != owners.get(edge) && !isApart(froms.get(edge), tos.get(edge), other)) {
        return false;
      }
    }
    return true;
  }

  private boolean isApart(Coordinate from, Coordinate to, Outline polygon) {
    return !polygon.extent().intersects(from, to)
        || !crosses(from, to, polygon)
            && polygon.locate((from.x + to.x) / 2, (from.y + to.y) / 2) == Location.EXTERIOR;
  }

  private boolean crosses(Coordinate from, Coordinate to, Outline other) {
    double west = Math.min(from.x, to.x);
    double east = Math.max(from.x, to.x);
    double south = Math.min(from.y, to.y);
    double north = Math.max(from.y, to.y);
    for (Coordinate[] ring : other.rings()) {
      for (int i = 1; i < ring.length; i++) {
        Coordinate p = ring[i - 1];
        Coordinate q = ring[i];
        boolean beside =
            p.x < west && q.x < west
                || p.x > east && q.x > east
                || p.y < south && q.y < south
                || p.y > north && q.y > north;
        if (!beside && crosses(from, to, p, q)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether two edges have more in common than a vertex. */
  private boolean crosses(Coordinate from, Coordinate to, Coordinate p, Coordinate q) {
    int sideOfP = side(from, to, p);
    int sideOfQ = side(from, to, q);
    if (sideOfP * sideOfQ > 0) {
      return false;
    }
    int sideOfFrom = side(p, q, from);
    int sideOfTo = side(p, q, to);
    if (sideOfFrom * sideOfTo > 0) {
      return false;
    }
    if (sideOfP != 0 && sideOfQ != 0 && sideOfFrom != 0 && sideOfTo != 0) {
      return true;
    }
    intersector.computeIntersection(from, to, p, q);
    return intersector.getIntersectionNum() > 1
        || intersector.hasIntersection() && intersector.isInteriorIntersection();
  }

  private static int side(Coordinate from, Coordinate to, Coordinate point) {
    return CGAlgorithmsDD.orientationIndex(from.x, from.y, to.x, to.y, point.x, point.y);
  }
}
