package org.jingtu.features;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jingtu.features.CqlNode.Op;
import org.jingtu.features.CqlNode.Span;
import org.jingtu.features.CqlNode.Unbounded;
import org.jingtu.features.CqlNode.Value;

/** What stands before brackets in CQL2 text: boxes, dates, intervals, and all other functions. */
final class Cql2Calls {

  private Cql2Calls() {}

  /**
   * A call.
   *
   * @param name in upper case
   */
  static CqlNode of(String name, List<CqlNode> arguments) {
    switch (name) {
      case "BBOX":
        return CqlLiterals.box(arguments.stream().map(Cql2Calls::number).toList());
      case "DATE":
        return CqlLiterals.date(text(arguments));
      case "TIMESTAMP":
        return CqlLiterals.timestamp(text(arguments));
      case "INTERVAL":
        if (arguments.size() != 2) {
          throw FilterRefused.syntax("INTERVAL(a, b)");
        }
        return new Span(bound(arguments.get(0)), bound(arguments.get(1)));
      default:
        return new Op(name.toLowerCase(Locale.ROOT), arguments);
    }
  }

  private static CqlNode bound(CqlNode node) {
    return node instanceof Value value && value.value() instanceof String text
        ? text.equals("..") ? new Unbounded() : CqlLiterals.instant(text)
        : node;
  }

  private static double number(CqlNode node) {
    if (node instanceof Value value && value.value() instanceof BigDecimal number) {
      return number.doubleValue();
    }
    throw FilterRefused.syntax("BBOX(…)");
  }

  private static String text(List<CqlNode> arguments) {
    if (arguments.size() == 1
        && arguments.get(0) instanceof Value value
        && value.value() instanceof String text) {
      return text;
    }
    throw FilterRefused.syntax("DATE('2026-03-01'), TIMESTAMP('2026-03-01T00:00:00Z')");
  }
}
