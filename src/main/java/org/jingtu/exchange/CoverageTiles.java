package org.jingtu.exchange;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.Envelope;

/**
 * Cuts the extent of a file into tiles of few rows each. A row belongs to every tile that its
 * extent, widened by the tolerance, meets; a pair of rows to the one tile that holds the lower left
 * corner of what their widened extents share, and both rows are in that tile.
 */
final class CoverageTiles {

  private static final int MOST_ROWS = 5_000;
  private static final long MOST_BYTES = 16L << 20;
  private static final int DEEPEST = 40;

  private final RowSpill rows;
  private final double margin;
  private final List<Tile> tiles = new ArrayList<>();

  /**
   * A tile.
   *
   * @param box half open: its east and north sides belong to the neighbours
   * @param rows positions in the spill
   */
  record Tile(Envelope box, int[] rows) {

    /** Whether a pair is judged here. */
    boolean owns(Envelope a, Envelope b, double margin) {
      double x = Math.max(a.getMinX(), b.getMinX()) - margin;
      double y = Math.max(a.getMinY(), b.getMinY()) - margin;
      return x >= box.getMinX() && x < box.getMaxX() && y >= box.getMinY() && y < box.getMaxY();
    }
  }

  private CoverageTiles(RowSpill rows, double margin) {
    this.rows = rows;
    this.margin = margin;
  }

  /**
   * @param margin tolerance in units of the coordinates
   */
  static List<Tile> of(RowSpill rows, double margin) {
    CoverageTiles cutter = new CoverageTiles(rows, margin);
    if (rows.size() > 1) {
      Envelope all = rows.extent();
      all.expandBy(2 * margin + all.getDiameter() * 1e-9);
      cutter.cut(all, IntStream.range(0, rows.size()).toArray(), 0);
    }
    return cutter.tiles;
  }

  private void cut(Envelope box, int[] inside, int depth) {
    long bytes = Arrays.stream(inside).mapToLong(rows::bytes).sum();
    boolean small = inside.length <= MOST_ROWS && bytes <= MOST_BYTES;
    if (small || depth == DEEPEST || inside.length < 3) {
      add(box, inside);
      return;
    }
    boolean wide = box.getWidth() >= box.getHeight();
    double at = middle(inside, wide ? 0 : 1);
    double low = wide ? box.getMinX() : box.getMinY();
    double high = wide ? box.getMaxX() : box.getMaxY();
    if (!(at > low && at < high)) {
      at = (low + high) / 2;
    }
    Envelope first =
        wide
            ? new Envelope(low, at, box.getMinY(), box.getMaxY())
            : new Envelope(box.getMinX(), box.getMaxX(), low, at);
    Envelope second =
        wide
            ? new Envelope(at, high, box.getMinY(), box.getMaxY())
            : new Envelope(box.getMinX(), box.getMaxX(), at, high);
    int[] left = meeting(first, inside);
    int[] right = meeting(second, inside);
    if (left.length + right.length > 1.8 * inside.length) {
      add(box, inside); // rows as large as the tile: cutting on would only repeat them
      return;
    }
    cut(first, left, depth + 1);
    cut(second, right, depth + 1);
  }

  private void add(Envelope box, int[] inside) {
    if (inside.length > 1) {
      tiles.add(new Tile(box, inside));
    }
  }

  private double middle(int[] inside, int axis) {
    double[] middles =
        Arrays.stream(inside)
            .mapToDouble(row -> (rows.side(row, axis) + rows.side(row, axis + 2)) / 2)
            .toArray();
    Arrays.sort(middles);
    return middles[middles.length / 2];
  }

  private int[] meeting(Envelope box, int[] inside) {
    return Arrays.stream(inside)
        .filter(
            row ->
                rows.side(row, 0) - margin <= box.getMaxX()
                    && rows.side(row, 2) + margin >= box.getMinX()
                    && rows.side(row, 1) - margin <= box.getMaxY()
                    && rows.side(row, 3) + margin >= box.getMinY())
        .toArray();
  }
}
