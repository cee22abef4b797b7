package org.jingtu.features;

import java.util.List;

/**
 * A filter as a tree, whichever language it was written in. The names of operators and functions
 * are those of CQL2 JSON (OGC 21-065r2) in lower case: {@code and}, {@code <=}, {@code like},
 * {@code s_intersects} …
 */
sealed interface CqlNode {

  /** An operator or a function. */
  record Op(String name, List<CqlNode> arguments) implements CqlNode {

    static Op of(String name, CqlNode... arguments) {
      return new Op(name, List.of(arguments));
    }

    /** This, if it has as many arguments as it takes. */
    Op requireArguments(int count) {
      if (arguments.size() != count) {
        throw FilterRefused.syntax(name + "(): " + arguments.size());
      }
      return this;
    }

    /** The argument at this place. */
    CqlNode argument(int index) {
      if (index >= arguments.size()) {
        throw FilterRefused.syntax(name + "(): " + arguments.size());
      }
      return arguments.get(index);
    }
  }

  /** Something of the feature, by the name that the filter gave it. */
  record Property(String name) implements CqlNode {}

  /**
   * A literal.
   *
   * @param value String, BigDecimal, Boolean, LocalDate, Instant, or a JTS Geometry as it was
   *     written (CRS and axis order are the filter's)
   */
  record Value(Object value) implements CqlNode {}

  /** The list of IN. */
  record Items(List<CqlNode> items) implements CqlNode {}

  /** A time interval. */
  record Span(CqlNode start, CqlNode end) implements CqlNode {}

  /** A box {x1, y1, x2, y2} as it was written; CRS and axis order are the filter's. */
  record Box(double[] sides) implements CqlNode {

    String shown() {
      return "BBOX: " + java.util.Arrays.toString(sides);
    }
  }

  /** The bound ".." of an interval. */
  record Unbounded() implements CqlNode {}
}
