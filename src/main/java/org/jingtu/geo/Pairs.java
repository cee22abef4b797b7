package org.jingtu.geo;

import java.util.Arrays;

/** A growing array of pairs (x, y). */
final class Pairs {

  private double[] values;
  private int used;

  Pairs(int capacity) {
    values = new double[capacity];
  }

  void add(double x, double y) {
    makeRoom(2);
    values[used++] = x;
    values[used++] = y;
  }

  void addAll(double[] pairs) {
    makeRoom(pairs.length);
    System.arraycopy(pairs, 0, values, used, pairs.length);
    used += pairs.length;
  }

  double[] toArray() {
    return Arrays.copyOf(values, used);
  }

  private void makeRoom(int more) {
    if (used + more > values.length) {
      values = Arrays.copyOf(values, Math.max(used + more, 2 * values.length));
    }
  }
}
