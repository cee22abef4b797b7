package org.jingtu.exchange;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import org.locationtech.jts.geom.Envelope;

/**
 * The R*Tree of a GeoPackage, packed once all boxes are known (sort-tile-recursive, Leutenegger and
 * others 1997) and written into the tables behind the virtual one (sqlite.org/rtree.html, rtree.c).
 * Row by row it takes three quarters of the time of an export.
 *
 * <p>Holds 24 bytes a feature; beyond a million features it goes on row by row.
 */
final class SpatialIndex {

  /** What rtree.c makes of two dimensions: 51 cells of 24 bytes behind a head of 4. */
  private static final int MOST_CELLS = 51;

  private static final int CELL_BYTES = 24;
  private static final int NODE_BYTES = 4 + MOST_CELLS * CELL_BYTES;

  private static final int MOST_BOXES = 1_000_000;

  private final Connection connection;
  private final String name;
  private long[] ids = new long[1_024];
  private float[] boxes = new float[4 * 1_024];
  private int count;
  private boolean rowByRow;

  /**
   * @param name of the virtual table, which exists and is empty
   */
  SpatialIndex(Connection connection, String name) {
    this.connection = connection;
    this.name = name;
  }

  /** Adds a feature; ids ascend. */
  void add(long id, Envelope box) throws SQLException {
    if (count == MOST_BOXES) {
      insertAll();
    }
    if (count == ids.length) {
      ids = Arrays.copyOf(ids, 2 * count);
      boxes = Arrays.copyOf(boxes, 8 * count);
    }
    ids[count] = id;
    boxes[4 * count] = down(box.getMinX());
    boxes[4 * count + 1] = up(box.getMaxX());
    boxes[4 * count + 2] = down(box.getMinY());
    boxes[4 * count + 3] = up(box.getMaxY());
    count++;
  }

  private static float down(double value) {
    float rounded = (float) value;
    return rounded > value ? Math.nextDown(rounded) : rounded;
  }

  private static float up(double value) {
    float rounded = (float) value;
    return rounded < value ? Math.nextUp(rounded) : rounded;
  }

  /** Writes what was added. */
  void finish() throws SQLException {
    if (rowByRow) {
      insertAll();
    } else if (count > 0) {
      pack();
    }
  }

  private void insertAll() throws SQLException {
    rowByRow = true;
    String sql = "INSERT INTO \"%s\" VALUES (?, ?, ?, ?, ?)".formatted(name);
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      for (int i = 0; i < count; i++) {
        insert.setLong(1, ids[i]);
        for (int k = 0; k < 4; k++) {
          insert.setDouble(2 + k, boxes[4 * i + k]);
        }
        insert.executeUpdate();
      }
    }
    count = 0;
  }

  /** Level by level from the leaves; the last node is the root, which has number 1. */
  private void pack() throws SQLException {
    long[] children = ids;
    float[] extents = boxes;
    int size = count;
    long next = 2;
    for (int depth = 0; ; depth++) {
      int nodes = (size + MOST_CELLS - 1) / MOST_CELLS;
      int[] order = order(extents, size, nodes);
      long[] numbers = new long[nodes];
      float[] around = new float[4 * nodes];
      long[] parent = new long[size];
      for (int node = 0; node < nodes; node++) {
        numbers[node] = nodes == 1 ? 1 : next++;
        int from = (int) ((long) size * node / nodes);
        int to = (int) ((long) size * (node + 1) / nodes);
        for (int i = from; i < to; i++) {
          parent[order[i]] = numbers[node];
        }
        write(numbers[node], nodes == 1 ? depth : 0, children, extents, order, from, to);
        surround(around, node, extents, order, from, to);
      }
      writeParents(depth == 0 ? "rowid" : "parent", children, parent, size);
      if (nodes == 1) {
        return;
      }
      children = numbers;
      extents = around;
      size = nodes;
    }
  }

  /** Slices from west to east, in each of them from south to north. */
  private static int[] order(float[] extents, int size, int nodes) {
    Integer[] order = new Integer[size];
    Arrays.setAll(order, i -> i);
    Arrays.sort(
        order, Comparator.comparingDouble(i -> (double) extents[4 * i] + extents[4 * i + 1]));
    int slices = (int) Math.ceil(Math.sqrt(nodes));
    for (int slice = 0; slice < slices; slice++) {
      int from = (int) ((long) size * slice / slices);
      int to = (int) ((long) size * (slice + 1) / slices);
      Arrays.sort(
          order,
          from,
          to,
          Comparator.comparingDouble(i -> (double) extents[4 * i + 2] + extents[4 * i + 3]));
    }
    return Arrays.stream(order).mapToInt(i -> i).toArray();
  }

  private static void surround(
      float[] around, int node, float[] extents, int[] order, int from, int to) {
    for (int k = 0; k < 4; k++) {
      float edge = extents[4 * order[from] + k];
      for (int i = from + 1; i < to; i++) {
        float other = extents[4 * order[i] + k];
        edge = k % 2 == 0 ? Math.min(edge, other) : Math.max(edge, other);
      }
      around[4 * node + k] = edge;
    }
  }

  private void write(
      long number, int depth, long[] children, float[] extents, int[] order, int from, int to)
      throws SQLException {
    ByteBuffer node = ByteBuffer.allocate(NODE_BYTES); // big-endian, as the format asks
    node.putShort((short) depth).putShort((short) (to - from));
    for (int i = from; i < to; i++) {
      node.putLong(children[order[i]]);
      for (int k = 0; k < 4; k++) {
        node.putFloat(extents[4 * order[i] + k]);
      }
    }
    String sql = "INSERT OR REPLACE INTO \"%s_node\" VALUES (?, ?)".formatted(name);
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setLong(1, number);
      insert.setBytes(2, node.array());
      insert.executeUpdate();
    }
  }

  private void writeParents(String table, long[] children, long[] parents, int size)
      throws SQLException {
    String sql = "INSERT INTO \"%s_%s\" VALUES (?, ?)".formatted(name, table);
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      for (int i = 0; i < size; i++) {
        insert.setLong(1, children[i]);
        insert.setLong(2, parents[i]);
        insert.executeUpdate();
      }
    }
  }
}
