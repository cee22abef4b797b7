package org.jingtu.features;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.jingtu.features.CqlNode.Op;
import org.jingtu.features.CqlNode.Span;
import org.jingtu.features.CqlNode.Unbounded;
import org.jingtu.features.CqlNode.Value;
import org.jingtu.features.CqlSql.Type;

/**
 * The temporal functions of CQL2 (21-065r2, 7.9). An instant is an interval that ends where it
 * begins; dates are instants of a day.
 */
final class CqlTimes {

  /** Start and end of the first are a and b, of the second c and d. */
  private static final Map<String, String> RELATIONS =
      Map.ofEntries(
          Map.entry("t_after", "a > d"),
          Map.entry("t_before", "b < c"),
          Map.entry("t_contains", "a < c and b > d"),
          Map.entry("t_disjoint", "b < c or a > d"),
          Map.entry("t_during", "a > c and b < d"),
          Map.entry("t_equals", "a = c and b = d"),
          Map.entry("t_finishedby", "a < c and b = d"),
          Map.entry("t_finishes", "a > c and b = d"),
          Map.entry("t_intersects", "a <= d and b >= c"),
          Map.entry("t_meets", "b = c"),
          Map.entry("t_metby", "a = d"),
          Map.entry("t_overlappedby", "a > c and a < d and b > d"),
          Map.entry("t_overlaps", "a < c and b > c and b < d"),
          Map.entry("t_startedby", "a = c and b > d"),
          Map.entry("t_starts", "a = c and b < d"));

  /** The others speak of intervals alone. */
  private static final Set<String> FOR_INSTANTS =
      Set.of("t_after", "t_before", "t_disjoint", "t_equals", "t_intersects");

  private final CqlScalars scalars;

  CqlTimes(CqlScalars scalars) {
    this.scalars = scalars;
  }

  private record Bounds(CqlScalars.Scalar start, CqlScalars.Scalar end) {

    boolean timestamps() {
      return start.type() == Type.TIMESTAMP || end.type() == Type.TIMESTAMP;
    }

    Bounds asInstants() {
      return new Bounds(CqlScalars.asInstant(start), CqlScalars.asInstant(end));
    }
  }

  CqlFragment relate(Op op) {
    String relation = RELATIONS.get(op.name());
    if (relation == null) {
      throw FilterRefused.unsupported(CqlScalars.shown(op));
    }
    op.requireArguments(2);
    boolean spans = op.arguments().stream().allMatch(Span.class::isInstance);
    if (!spans && !FOR_INSTANTS.contains(op.name())) {
      throw FilterRefused.syntax(op.name() + "(INTERVAL(a, b), INTERVAL(c, d))");
    }
    Bounds first = bounds(op, op.argument(0));
    Bounds second = bounds(op, op.argument(1));
    if (first.timestamps() || second.timestamps()) {
      first = first.asInstants();
      second = second.asInstants();
    }
    return write(relation, first, second);
  }

  private static CqlFragment write(String relation, Bounds first, Bounds second) {
    CqlFragment sql = CqlFragment.of("(");
    for (String word : relation.split(" ")) {
      Object part =
          switch (word) {
            case "a" -> first.start().sql();
            case "b" -> first.end().sql();
            case "c" -> second.start().sql();
            case "d" -> second.end().sql();
            default -> word;
          };
      sql = CqlFragment.of(sql, part, " ");
    }
    return CqlFragment.of(sql, ")");
  }

  /** Passes if an interval has bounds of time. */
  void requireBounds(Op whole, Span span) {
    bounds(whole, span);
  }

  private Bounds bounds(Op whole, CqlNode node) {
    if (node instanceof Span span) {
      return new Bounds(
          bound(whole, span.start(), "-infinity"), bound(whole, span.end(), "infinity"));
    }
    CqlScalars.Scalar instant = bound(whole, node, "");
    return new Bounds(instant, instant);
  }

  private CqlScalars.Scalar bound(Op whole, CqlNode node, String unbounded) {
    if (node instanceof Unbounded && !unbounded.isEmpty()) {
      return new CqlScalars.Scalar(CqlFragment.of("'" + unbounded + "'::date"), Type.DATE);
    }
    boolean literal =
        node instanceof Value value
            && (value.value() instanceof LocalDate || value.value() instanceof Instant);
    if (literal || node instanceof CqlNode.Property) {
      CqlScalars.Scalar scalar = scalars.of(node, null);
      if (scalar.type() == Type.DATE || scalar.type() == Type.TIMESTAMP) {
        return scalar;
      }
    }
    throw FilterRefused.unsupported(CqlScalars.shown(whole));
  }
}
