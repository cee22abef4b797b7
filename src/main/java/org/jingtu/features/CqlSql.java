package org.jingtu.features;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.geotools.api.filter.And;
import org.geotools.api.filter.BinaryComparisonOperator;
import org.geotools.api.filter.BinaryLogicOperator;
import org.geotools.api.filter.ExcludeFilter;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.IncludeFilter;
import org.geotools.api.filter.Not;
import org.geotools.api.filter.Or;
import org.geotools.api.filter.PropertyIsBetween;
import org.geotools.api.filter.PropertyIsEqualTo;
import org.geotools.api.filter.PropertyIsGreaterThan;
import org.geotools.api.filter.PropertyIsGreaterThanOrEqualTo;
import org.geotools.api.filter.PropertyIsLessThan;
import org.geotools.api.filter.PropertyIsLessThanOrEqualTo;
import org.geotools.api.filter.PropertyIsLike;
import org.geotools.api.filter.PropertyIsNotEqualTo;
import org.geotools.api.filter.PropertyIsNull;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.filter.expression.Literal;
import org.geotools.api.filter.expression.PropertyName;
import org.geotools.api.filter.spatial.BBOX;
import org.geotools.api.filter.spatial.BinarySpatialOperator;
import org.geotools.api.filter.spatial.Contains;
import org.geotools.api.filter.spatial.Disjoint;
import org.geotools.api.filter.spatial.Intersects;
import org.geotools.api.filter.spatial.Within;
import org.jingtu.catalog.Collection;
import org.jingtu.geo.Validity;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.WKBWriter;

/** Writes a filter as a condition on the collection's table {@code t}. For one use. */
final class CqlSql {

  private static final Map<Class<? extends BinaryComparisonOperator>, String> COMPARISONS =
      Map.of(
          PropertyIsEqualTo.class, "=",
          PropertyIsNotEqualTo.class, "<>",
          PropertyIsLessThan.class, "<",
          PropertyIsLessThanOrEqualTo.class, "<=",
          PropertyIsGreaterThan.class, ">",
          PropertyIsGreaterThanOrEqualTo.class, ">=");
  private static final Map<Class<? extends BinarySpatialOperator>, String> RELATIONS =
      Map.of(
          Intersects.class, "st_intersects",
          Disjoint.class, "st_disjoint",
          Within.class, "st_within",
          Contains.class, "st_contains",
          BBOX.class, "st_intersects");
  private static final GeometryFactory GEOMETRIES = new GeometryFactory();

  private final Collection collection;
  private final StringBuilder sql = new StringBuilder();
  private final List<Object> parameters = new ArrayList<>();

  CqlSql(Collection collection) {
    this.collection = collection;
  }

  String sql() {
    return sql.toString();
  }

  List<Object> parameters() {
    return parameters;
  }

  void append(Filter filter) {
    if (filter instanceof And || filter instanceof Or) {
      appendAll(((BinaryLogicOperator) filter).getChildren(), filter instanceof And);
    } else if (filter instanceof Not not) {
      sql.append("not (");
      append(not.getFilter());
      sql.append(')');
    } else if (filter instanceof PropertyIsNull isNull) {
      sql.append(column(isNull.getExpression()).sql()).append(" is null");
    } else if (filter instanceof PropertyIsBetween between) {
      appendBetween(between);
    } else if (filter instanceof PropertyIsLike like) {
      appendLike(like);
    } else if (filter instanceof BinaryComparisonOperator comparison) {
      appendComparison(comparison);
    } else if (filter instanceof BinarySpatialOperator spatial) {
      appendSpatial(spatial);
    } else if (filter instanceof IncludeFilter || filter instanceof ExcludeFilter) {
      sql.append(filter instanceof IncludeFilter);
    } else {
      throw FilterRefused.unsupported(filter.toString());
    }
  }

  private void appendAll(List<Filter> children, boolean and) {
    String between = "(";
    for (Filter child : children) {
      sql.append(between);
      append(child);
      between = and ? " and " : " or ";
    }
    sql.append(')');
  }

  private void appendBetween(PropertyIsBetween between) {
    CqlColumn column = column(between.getExpression());
    column.requireOrder(between);
    sql.append(column.sql()).append(" between ");
    appendValue(column, between.getLowerBoundary(), between);
    sql.append(" and ");
    appendValue(column, between.getUpperBoundary(), between);
  }

  private void appendLike(PropertyIsLike like) {
    CqlColumn column = column(like.getExpression());
    if (!column.text()) {
      throw FilterRefused.unsupported(like.toString());
    }
    sql.append(column.sql()).append(like.isMatchingCase() ? " like ?" : " ilike ?");
    sql.append(" escape '\\'");
    parameters.add(pattern(like));
  }

  /** The pattern in SQL's own signs: % for any characters, _ for one, \ before a literal sign. */
  private static String pattern(PropertyIsLike like) {
    StringBuilder pattern = new StringBuilder();
    String literal = like.getLiteral();
    for (int i = 0; i < literal.length(); i++) {
      String sign = literal.substring(i, i + 1);
      if (sign.equals(like.getWildCard())) {
        pattern.append('%');
      } else if (sign.equals(like.getSingleChar())) {
        pattern.append('_');
      } else {
        if (sign.equals(like.getEscape()) && i + 1 < literal.length()) {
          sign = literal.substring(++i, i + 1);
        }
        pattern.append("%_\\".contains(sign) ? "\\" : "").append(sign);
      }
    }
    return pattern.toString();
  }

  private void appendComparison(BinaryComparisonOperator comparison) {
    String operator =
        COMPARISONS.entrySet().stream()
            .filter(entry -> entry.getKey().isInstance(comparison))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElseThrow(() -> FilterRefused.unsupported(comparison.toString()));
    Expression left = comparison.getExpression1();
    Expression right = comparison.getExpression2();
    CqlColumn column = column(left instanceof Literal ? right : left);
    if (!operator.equals("=") && !operator.equals("<>")) {
      column.requireOrder(comparison);
    }
    if (left instanceof PropertyName) {
      sql.append(column.sql()).append(' ').append(operator).append(' ');
      appendValue(column, right, comparison);
    } else {
      appendValue(column, left, comparison);
      sql.append(' ').append(operator).append(' ').append(column.sql());
    }
  }

  private void appendValue(CqlColumn column, Expression value, Filter whole) {
    if (value instanceof Literal literal) {
      sql.append('?');
      parameters.add(column.read(literal.getValue()));
      return;
    }
    CqlColumn other = column(value);
    if (!column.comparable(other)) {
      throw FilterRefused.unsupported(whole.toString());
    }
    sql.append(other.sql());
  }

  private void appendSpatial(BinarySpatialOperator spatial) {
    String function =
        RELATIONS.entrySet().stream()
            .filter(entry -> entry.getKey().isInstance(spatial))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElseThrow(() -> FilterRefused.unsupported(spatial.toString()));
    if (!(spatial.getExpression1() instanceof PropertyName name
        && CqlColumn.isGeometry(name.getPropertyName()))) {
      throw FilterRefused.unsupported(spatial.toString());
    }
    sql.append(function).append("(t.geom, st_geomfromwkb(?, 4490))");
    parameters.add(new WKBWriter().write(literalGeometry(spatial)));
  }

  private static Geometry literalGeometry(BinarySpatialOperator spatial) {
    if (spatial instanceof BBOX box) {
      if (box.getBounds().getCoordinateReferenceSystem() != null) {
        throw FilterRefused.unsupported(spatial.toString());
      }
      return GEOMETRIES.toGeometry(
          new org.locationtech.jts.geom.Envelope(
              box.getBounds().getMinX(),
              box.getBounds().getMaxX(),
              box.getBounds().getMinY(),
              box.getBounds().getMaxY()));
    }
    if (!(spatial.getExpression2() instanceof Literal literal
        && literal.getValue() instanceof Geometry geometry
        && geometry.getUserData() == null)) {
      throw FilterRefused.unsupported(spatial.toString());
    }
    Validity.findFlaw(geometry)
        .ifPresent(
            flaw -> {
              throw FilterRefused.value(geometry, "geometry", flaw.code());
            });
    return geometry;
  }

  private CqlColumn column(Expression expression) {
    if (expression instanceof PropertyName name) {
      return CqlColumn.find(collection, name.getPropertyName());
    }
    throw FilterRefused.unsupported(expression.toString());
  }
}
