package org.jingtu.features;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jingtu.catalog.Attribute;
import org.jingtu.catalog.Collection;
import org.jingtu.catalog.ValueReader;
import org.jingtu.problems.Wording;
import org.jspecify.annotations.Nullable;

/**
 * A column that a filter speaks of.
 *
 * @param sql the column of the table {@code t}
 * @param attribute what it holds; null for a figure of the feature itself
 * @param codes its code list in whatever language it is read, or null if it has no attribute
 */
record CqlColumn(String sql, @Nullable Attribute attribute, @Nullable Wording codes) {

  private static final Set<String> GEOMETRY = Set.of("geometry", "geom", "the_geom", "shape");

  static boolean isGeometry(String name) {
    return GEOMETRY.contains(name);
  }

  /**
   * @throws FilterRefused if the collection has nothing of this name
   */
  static CqlColumn find(Collection collection, String name) {
    if (name.equals("areaSquareMetres")) {
      return ofFigure("t.area_square_metres");
    }
    if (isGeometry(name)) {
      return ofFigure("t.geom");
    }
    return collection
        .findByField(name)
        .map(a -> new CqlColumn("t." + a.column(), a, collection.wordingOfCodes(a)))
        .orElseThrow(() -> FilterRefused.attribute(name, names(collection)));
  }

  private static CqlColumn ofFigure(String sql) {
    return new CqlColumn(sql, null, null);
  }

  private static String names(Collection collection) {
    return collection.attributes().stream().map(Attribute::name).collect(Collectors.joining(", "))
        + ", areaSquareMetres, geometry";
  }

  /** What its values are; geometries and figures of the feature have no attribute. */
  CqlSql.Type type() {
    if (attribute == null) {
      return number() ? CqlSql.Type.NUMBER : CqlSql.Type.GEOMETRY;
    }
    return switch (attribute.type()) {
      case TEXT, CODE -> CqlSql.Type.TEXT;
      case BOOLEAN -> CqlSql.Type.BOOLEAN;
      case INTEGER, DECIMAL -> CqlSql.Type.NUMBER;
      case DATE -> CqlSql.Type.DATE;
    };
  }

  private boolean number() {
    return attribute == null
        ? !sql.equals("t.geom")
        : attribute.type() == Attribute.Type.INTEGER || attribute.type() == Attribute.Type.DECIMAL;
  }

  /** The value as it is bound. */
  Object read(@Nullable Object literal) {
    if (number()) {
      return readNumber(literal);
    }
    if (attribute == null) {
      throw FilterRefused.unsupported("geometry");
    }
    if (attribute.type() == Attribute.Type.TEXT) {
      return String.valueOf(literal);
    }
    Object value = new ValueReader(attribute).read(literal).value();
    if (value == null) {
      throw FilterRefused.value(
          String.valueOf(literal), attribute.name(), expected(attribute.type()));
    }
    return value;
  }

  private Object readNumber(@Nullable Object literal) {
    try {
      return new BigDecimal(String.valueOf(literal)).doubleValue();
    } catch (NumberFormatException e) {
      throw FilterRefused.value(
          String.valueOf(literal),
          attribute == null ? "areaSquareMetres" : attribute.name(),
          "1.5");
    }
  }

  private Object expected(Attribute.Type type) {
    return switch (type) {
      case CODE -> Objects.requireNonNull(codes);
      case BOOLEAN -> "true, false";
      default -> "'2026-03-01'";
    };
  }
}
