package org.jingtu.sample;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Polygon;

/**
 * A grid of 100 × 100 quads of 200 m, bent like fields in a valley, on which every layer that must
 * not overlap is drawn: a vertex is a function of its place in the grid, so that neighbours share
 * the very same vertices. Inside and near the test district the grid is not bent, and corners are
 * multiples of 200 m.
 */
final class WarpedGrid {

  /** Quads in each direction. */
  static final int SIZE = 100;

  /** Width of an unbent quad. */
  static final double STEP_METRES = 200;

  private WarpedGrid() {}

  /** A block of {@code size} × {@code size} quads with its lower left corner at (i, j). */
  static Polygon block(int i, int j, int size) {
    return block(i, j, size, size);
  }

  /** A block of quads; clockwise, as a shapefile wants outer rings. */
  static Polygon block(int i, int j, int width, int height) {
    List<Coordinate> ring = new ArrayList<>();
    walk(ring, i, j, 0, 1, height);
    walk(ring, i, j + height, 1, 0, width);
    walk(ring, i + width, j + height, 0, -1, height);
    walk(ring, i + width, j, -1, 0, width);
    ring.add(ring.get(0).copy());
    return Plane.polygon(ring);
  }

  /** Appends the vertices of a grid line, without its last. */
  private static void walk(List<Coordinate> ring, int i, int j, int di, int dj, int steps) {
    for (int k = 0; k < steps; k++) {
      ring.add(vertex(2 * (i + di * k), 2 * (j + dj * k)));
      ring.add(vertex(2 * (i + di * k) + di, 2 * (j + dj * k) + dj));
    }
  }

  /** Vertex at a half step: even numbers are corners of quads, odd ones lie between two corners. */
  private static Coordinate vertex(int halfI, int halfJ) {
    double east = halfI * STEP_METRES / 2;
    double north = halfJ * STEP_METRES / 2;
    double bend = bend(east, north);
    double jitter = (halfI % 2 == 0 && halfJ % 2 == 0 ? 22 : 14) * bend;
    return Plane.at(
        Plane.WEST
            + east
            + bend * 260 * StrictMath.sin(north / 1700 + east / 3900)
            + jitter * Noise.signed(halfI, halfJ, "east"),
        Plane.SOUTH
            + north
            + bend * 240 * StrictMath.sin(east / 1500 - north / 4300 + 1)
            + jitter * Noise.signed(halfI, halfJ, "north"));
  }

  /** 0 in the test district and within 400 m of it, rising to 1 at 2,000 m. */
  private static double bend(double east, double north) {
    double away = TestDistrict.distanceMetres(Plane.WEST + east, Plane.SOUTH + north);
    double t = Math.min(1, Math.max(0, (away - 400) / 1600));
    return t * t * (3 - 2 * t);
  }
}
