package org.jingtu.features;

import java.math.BigDecimal;
import java.sql.Date;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jingtu.catalog.Collection;
import org.jingtu.features.CqlNode.Op;
import org.jingtu.features.CqlNode.Property;
import org.jingtu.features.CqlNode.Value;
import org.jingtu.features.CqlSql.Type;
import org.jspecify.annotations.Nullable;

/** Writes the parts of a filter that yield a value: attributes, literals, sums, CASEI, ACCENTI. */
final class CqlScalars {

  private static final Set<String> CONDITIONS =
      Set.of(
          "and", "or", "not", "=", "<>", "<", "<=", ">", ">=", "isnull", "in", "like", "between");

  /** Functions that make texts equal which differ in what they leave out. */
  static final Set<String> FOLDING = Set.of("casei", "accenti");

  private final Collection collection;
  private final Function<CqlNode, CqlFragment> conditions;

  /**
   * @param conditions writes a condition, which is also a value: true or false
   */
  CqlScalars(Collection collection, Function<CqlNode, CqlFragment> conditions) {
    this.collection = collection;
    this.conditions = conditions;
  }

  /** A value in SQL. */
  record Scalar(CqlFragment sql, Type type) {}

  /**
   * Values of one type: a literal is read as its column wants it, a date beside an instant cast.
   */
  List<Scalar> comparable(Op whole, CqlNode... nodes) {
    CqlColumn column =
        Arrays.stream(nodes)
            .map(this::findColumn)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    List<Scalar> all = Arrays.stream(nodes).map(node -> of(node, column)).toList();
    Set<Type> types = java.util.EnumSet.noneOf(Type.class);
    all.forEach(scalar -> types.add(scalar.type()));
    if (types.equals(Set.of(Type.DATE, Type.TIMESTAMP))) {
      return all.stream().map(CqlScalars::asInstant).toList();
    }
    if (types.size() > 1 || types.contains(Type.GEOMETRY)) {
      throw FilterRefused.unsupported(shown(whole));
    }
    return all;
  }

  /** A day begins at midnight in China. */
  static Scalar asInstant(Scalar scalar) {
    return scalar.type() == Type.TIMESTAMP
        ? scalar
        : new Scalar(
            CqlFragment.of("(", scalar.sql(), "::timestamp at time zone 'Asia/Shanghai')"),
            Type.TIMESTAMP);
  }

  private @Nullable CqlColumn findColumn(CqlNode node) {
    return node instanceof Property property ? CqlColumn.find(collection, property.name()) : null;
  }

  /**
   * A value.
   *
   * @param peer the column with which a literal is compared, or null
   */
  Scalar of(CqlNode node, @Nullable CqlColumn peer) {
    if (node instanceof Property property) {
      CqlColumn column = CqlColumn.find(collection, property.name());
      return new Scalar(CqlFragment.of(column.sql()), column.type());
    }
    if (node instanceof Value value) {
      return literal(value.value(), peer);
    }
    if (node instanceof Op op) {
      return call(op);
    }
    throw FilterRefused.unsupported(shown(node));
  }

  private static Scalar literal(Object value, @Nullable CqlColumn peer) {
    if (value instanceof Instant instant) {
      OffsetDateTime moment = instant.atOffset(ZoneOffset.UTC);
      return new Scalar(
          CqlFragment.of(CqlFragment.parameter(moment), "::timestamptz"), Type.TIMESTAMP);
    }
    if (peer != null && peer.type() != Type.GEOMETRY) {
      return new Scalar(CqlFragment.parameter(peer.read(value)), peer.type());
    }
    if (value instanceof LocalDate date) {
      return new Scalar(
          CqlFragment.of(CqlFragment.parameter(Date.valueOf(date)), "::date"), Type.DATE);
    }
    if (value instanceof BigDecimal number) {
      return new Scalar(
          CqlFragment.of(CqlFragment.parameter(number.doubleValue()), "::float8"), Type.NUMBER);
    }
    if (value instanceof Boolean truth) {
      return new Scalar(CqlFragment.of(truth), Type.BOOLEAN);
    }
    if (value instanceof String text) {
      return new Scalar(CqlFragment.of(CqlFragment.parameter(text), "::text"), Type.TEXT);
    }
    throw FilterRefused.unsupported("geometry");
  }

  private Scalar call(Op op) {
    if (CONDITIONS.contains(op.name()) || op.name().matches("[st]_.*")) {
      return new Scalar(CqlFragment.of("(", conditions.apply(op), ")"), Type.BOOLEAN);
    }
    if (FOLDING.contains(op.name())) {
      Scalar text = of(op.requireArguments(1).argument(0), null);
      if (text.type() != Type.TEXT) {
        throw FilterRefused.unsupported(shown(op));
      }
      return new Scalar(folded(op.name(), text.sql()), Type.TEXT);
    }
    return new Scalar(arithmetic(op), Type.NUMBER);
  }

  /**
   * A text without regard to case, or to accents: its letters without the marks upon them. Capitals
   * made small again are Unicode's full case folding but for the sigma at the end of a word; the
   * root collation of ICU knows all letters, whatever the database's locale.
   */
  static CqlFragment folded(String function, CqlFragment text) {
    return function.equals("casei")
        ? CqlFragment.of("replace(lower(upper(", text, " collate \"und-x-icu\")), 'ς', 'σ')")
        : CqlFragment.of(
            "normalize(regexp_replace(normalize(",
            text,
            ", nfd), '[\\u0300-\\u036f]', '', 'g'), nfc)");
  }

  /** Dividing by zero yields no value. */
  private CqlFragment arithmetic(Op op) {
    if (!Set.of("+", "-", "*", "/", "%", "div", "^").contains(op.name())) {
      throw FilterRefused.unsupported(op.name() + "()");
    }
    if (op.arguments().size() == 1 && op.name().equals("-")) {
      return CqlFragment.of("(-", number(op, 0), ")");
    }
    CqlFragment left = number(op.requireArguments(2), 0);
    CqlFragment right = number(op, 1);
    return switch (op.name()) {
      case "/" -> CqlFragment.of("(", left, " / nullif(", right, ", 0))");
      case "div" -> CqlFragment.of("trunc(", left, " / nullif(", right, ", 0))");
      case "%" ->
          CqlFragment.of("mod((", left, ")::numeric, nullif((", right, ")::numeric, 0))::float8");
      case "^" -> CqlFragment.of("power(", left, ", ", right, ")");
      default -> CqlFragment.of("(", left, " ", op.name(), " ", right, ")");
    };
  }

  private CqlFragment number(Op op, int index) {
    Scalar scalar = of(op.argument(index), null);
    if (scalar.type() != Type.NUMBER) {
      throw FilterRefused.unsupported(shown(op));
    }
    return CqlFragment.of("(", scalar.sql(), ")::float8");
  }

  /** A part of a filter as a message shows it. */
  static String shown(CqlNode node) {
    String text =
        node instanceof Op op
            ? op.name()
                + "("
                + String.join(", ", op.arguments().stream().map(CqlScalars::shown).toList())
                + ")"
            : node instanceof Property property
                ? property.name()
                : node instanceof Value value ? String.valueOf(value.value()) : "…";
    return text.length() > 200 ? text.substring(0, 200) + "…" : text;
  }
}
