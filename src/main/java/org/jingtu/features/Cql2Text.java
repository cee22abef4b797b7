package org.jingtu.features;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jingtu.features.Cql2Lexer.Kind;
import org.jingtu.features.CqlNode.Items;
import org.jingtu.features.CqlNode.Op;
import org.jingtu.features.CqlNode.Property;
import org.jingtu.features.CqlNode.Value;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/**
 * Reads CQL2 text (OGC 21-065r2, BNF of annex B) by recursive descent, loosest binding first: OR,
 * AND, NOT, comparisons, sums, products, powers.
 */
final class Cql2Text {

  private static final int DEEPEST = 100;

  /** Sums and products nest to the left, however they are written. */
  private static final int MOST_OPERATORS = 500;

  private static final Set<String> COMPARISONS = Set.of("=", "<>", "<", "<=", ">", ">=");
  private static final Set<String> GEOMETRIES =
      Set.of(
          "POINT",
          "LINESTRING",
          "POLYGON",
          "MULTIPOINT",
          "MULTILINESTRING",
          "MULTIPOLYGON",
          "GEOMETRYCOLLECTION");
  private static final Set<String> RESERVED =
      Set.of("AND", "OR", "NOT", "LIKE", "BETWEEN", "IN", "IS", "NULL", "DIV");

  private final Cql2Lexer words;
  private int depth;
  private int operators;

  private Cql2Text(String text) {
    words = new Cql2Lexer(text);
  }

  /**
   * Reads a filter.
   *
   * @throws FilterRefused if it is no CQL2 text
   */
  static CqlNode parse(String text) {
    Cql2Text reader = new Cql2Text(text);
    CqlNode node = reader.alternatives();
    if (reader.words.kind() != Kind.END) {
      throw reader.words.wrong();
    }
    return node;
  }

  private CqlNode alternatives() {
    descend();
    List<CqlNode> all = new ArrayList<>(List.of(conditions()));
    while (words.takeWord("OR")) {
      all.add(conditions());
    }
    depth--;
    return all.size() == 1 ? all.get(0) : new Op("or", all);
  }

  private void descend() {
    if (++depth > DEEPEST) {
      throw words.wrong();
    }
  }

  private CqlNode conditions() {
    List<CqlNode> all = new ArrayList<>(List.of(condition()));
    while (words.takeWord("AND")) {
      all.add(condition());
    }
    return all.size() == 1 ? all.get(0) : new Op("and", all);
  }

  private CqlNode condition() {
    boolean negated = false;
    while (words.takeWord("NOT")) {
      negated = !negated;
    }
    CqlNode node = comparison();
    return negated ? Op.of("not", node) : node;
  }

  private CqlNode comparison() {
    CqlNode left = sum();
    if (words.kind() == Kind.SIGN && COMPARISONS.contains(words.word())) {
      String operator = words.word();
      words.next();
      return Op.of(operator, left, sum());
    }
    if (words.takeWord("IS")) {
      boolean negated = words.takeWord("NOT");
      if (!words.takeWord("NULL")) {
        throw words.wrong();
      }
      return negate(negated, Op.of("isnull", left));
    }
    boolean negated = words.takeWord("NOT");
    if (words.takeWord("LIKE")) {
      return negate(negated, Op.of("like", left, pattern()));
    }
    if (words.takeWord("BETWEEN")) {
      CqlNode low = sum();
      if (!words.takeWord("AND")) {
        throw words.wrong();
      }
      return negate(negated, Op.of("between", left, low, sum()));
    }
    if (words.takeWord("IN")) {
      return negate(negated, Op.of("in", left, new Items(arguments())));
    }
    if (negated) {
      throw words.wrong();
    }
    return left;
  }

  /** The pattern of LIKE: a text in which the backslash keeps what comes after it from its work. */
  private CqlNode pattern() {
    if (words.kind() == Kind.TEXT) {
      return taken(new Value(words.word()));
    }
    String call = words.callName();
    if (call == null || !CqlScalars.FOLDING.contains(call.toLowerCase(Locale.ROOT))) {
      throw words.wrong();
    }
    descend();
    words.next();
    words.requireSign("(");
    CqlNode inner = pattern();
    words.requireSign(")");
    depth--;
    return Op.of(call.toLowerCase(Locale.ROOT), inner);
  }

  private static CqlNode negate(boolean negated, CqlNode node) {
    return negated ? Op.of("not", node) : node;
  }

  private CqlNode sum() {
    CqlNode left = product();
    while (words.isSign("+") || words.isSign("-")) {
      String operator = operator();
      left = Op.of(operator, left, product());
    }
    return left;
  }

  private CqlNode product() {
    CqlNode left = power();
    while (words.isSign("*") || words.isSign("/") || words.isSign("%") || words.isWord("DIV")) {
      String operator = operator();
      left = Op.of(operator, left, power());
    }
    return left;
  }

  private String operator() {
    if (++operators > MOST_OPERATORS) {
      throw words.wrong();
    }
    String operator = words.word().toLowerCase(Locale.ROOT);
    words.next();
    return operator;
  }

  private CqlNode power() {
    CqlNode base = signed();
    if (!words.isSign("^")) {
      return base;
    }
    descend();
    words.next();
    CqlNode power = Op.of("^", base, power()); // 2 ^ 3 ^ 2 is 2 ^ 9
    depth--;
    return power;
  }

  private CqlNode signed() {
    if (words.takeSign("+")) {
      return primary();
    }
    if (!words.takeSign("-")) {
      return primary();
    }
    CqlNode node = primary();
    return node instanceof Value value && value.value() instanceof BigDecimal number
        ? new Value(number.negate())
        : Op.of("*", new Value(BigDecimal.ONE.negate()), node);
  }

  private CqlNode primary() {
    if (words.isSign("(")) {
      List<CqlNode> inner = arguments();
      return inner.size() == 1 ? inner.get(0) : new Items(inner);
    }
    switch (words.kind()) {
      case TEXT:
        return taken(new Value(words.text()));
      case NUMBER:
        return taken(new Value(words.number()));
      case NAME:
        return taken(new Property(words.word()));
      case WORD:
        return word();
      default:
        throw words.wrong();
    }
  }

  private CqlNode taken(CqlNode node) {
    words.next();
    return node;
  }

  private CqlNode word() {
    String upper = words.word().toUpperCase(Locale.ROOT);
    if (upper.equals("TRUE") || upper.equals("FALSE")) {
      return taken(new Value(upper.equals("TRUE")));
    }
    String call = words.callName();
    if (GEOMETRIES.contains(upper)) {
      return geometry();
    }
    if (RESERVED.contains(upper)) {
      throw words.wrong();
    }
    return call == null ? taken(new Property(words.word())) : call(call);
  }

  private CqlNode geometry() {
    String text = words.takeCall();
    try {
      return new Value(new WKTReader().read(text));
    } catch (ParseException | IllegalArgumentException e) {
      throw FilterRefused.syntax(String.valueOf(e.getMessage()));
    }
  }

  private CqlNode call(String name) {
    words.next();
    return Cql2Calls.of(name, arguments());
  }

  private List<CqlNode> arguments() {
    words.requireSign("(");
    List<CqlNode> arguments = new ArrayList<>();
    if (words.takeSign(")")) {
      return arguments;
    }
    do {
      arguments.add(alternatives());
    } while (words.takeSign(","));
    words.requireSign(")");
    return arguments;
  }
}
