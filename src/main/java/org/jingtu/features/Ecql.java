package org.jingtu.features;

import java.math.BigDecimal;
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
import org.geotools.api.filter.expression.Add;
import org.geotools.api.filter.expression.BinaryExpression;
import org.geotools.api.filter.expression.Divide;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.filter.expression.Literal;
import org.geotools.api.filter.expression.Multiply;
import org.geotools.api.filter.expression.PropertyName;
import org.geotools.api.filter.expression.Subtract;
import org.geotools.api.filter.spatial.BBOX;
import org.geotools.api.filter.spatial.BinarySpatialOperator;
import org.geotools.api.filter.spatial.Contains;
import org.geotools.api.filter.spatial.Disjoint;
import org.geotools.api.filter.spatial.Intersects;
import org.geotools.api.filter.spatial.Within;
import org.geotools.filter.text.cql2.CQLException;
import org.geotools.filter.text.ecql.ECQL;
import org.jingtu.features.CqlNode.Op;
import org.jingtu.features.CqlNode.Property;
import org.jingtu.features.CqlNode.Value;
import org.locationtech.jts.geom.Geometry;

/** Reads the CQL of GeoTools (ECQL). */
final class Ecql {

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
          Intersects.class, "s_intersects",
          Disjoint.class, "s_disjoint",
          Within.class, "s_within",
          Contains.class, "s_contains",
          BBOX.class, "s_intersects");
  private static final Map<Class<? extends BinaryExpression>, String> ARITHMETIC =
      Map.of(Add.class, "+", Subtract.class, "-", Multiply.class, "*", Divide.class, "/");

  private Ecql() {}

  /**
   * Reads a filter.
   *
   * @throws FilterRefused if it is no ECQL, or of a part that is not understood
   */
  static CqlNode parse(String text) {
    try {
      return node(ECQL.toFilter(text, new CqlFactory()));
    } catch (CQLException | IllegalArgumentException | ClassCastException e) {
      throw FilterRefused.syntax(String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
  }

  private static CqlNode node(Filter filter) {
    if (filter instanceof And || filter instanceof Or) {
      List<Filter> children = ((BinaryLogicOperator) filter).getChildren();
      return new Op(
          filter instanceof And ? "and" : "or", children.stream().map(Ecql::node).toList());
    }
    if (filter instanceof Not not) {
      return Op.of("not", node(not.getFilter()));
    }
    if (filter instanceof PropertyIsNull isNull) {
      return Op.of("isnull", node(isNull.getExpression()));
    }
    if (filter instanceof PropertyIsBetween between) {
      return Op.of(
          "between",
          node(between.getExpression()),
          node(between.getLowerBoundary()),
          node(between.getUpperBoundary()));
    }
    if (filter instanceof PropertyIsLike like) {
      return like(like);
    }
    if (filter instanceof BinaryComparisonOperator comparison) {
      return Op.of(
          nameOf(COMPARISONS, filter),
          node(comparison.getExpression1()),
          node(comparison.getExpression2()));
    }
    if (filter instanceof BinarySpatialOperator spatial) {
      return spatial(spatial);
    }
    if (filter instanceof IncludeFilter || filter instanceof ExcludeFilter) {
      return new Value(filter instanceof IncludeFilter);
    }
    throw FilterRefused.unsupported(filter.toString());
  }

  private static String nameOf(Map<? extends Class<?>, String> names, Object of) {
    return names.entrySet().stream()
        .filter(entry -> entry.getKey().isInstance(of))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow(() -> FilterRefused.unsupported(of.toString()));
  }

  private static CqlNode like(PropertyIsLike like) {
    CqlNode text = node(like.getExpression());
    CqlNode pattern = new Value(pattern(like));
    return like.isMatchingCase()
        ? Op.of("like", text, pattern)
        : Op.of("like", Op.of("casei", text), Op.of("casei", pattern));
  }

  /** The pattern in the signs of CQL2: % for any characters, _ for one, \ before a literal sign. */
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

  private static CqlNode spatial(BinarySpatialOperator spatial) {
    String name = nameOf(RELATIONS, spatial);
    if (spatial instanceof BBOX box) {
      if (box.getBounds().getCoordinateReferenceSystem() != null) {
        throw FilterRefused.unsupported(spatial.toString());
      }
      double[] sides = {
        box.getBounds().getMinX(),
        box.getBounds().getMinY(),
        box.getBounds().getMaxX(),
        box.getBounds().getMaxY()
      };
      return Op.of(name, node(box.getExpression1()), new Value(CqlLiterals.rectangle(sides)));
    }
    return Op.of(name, node(spatial.getExpression1()), node(spatial.getExpression2()));
  }

  private static CqlNode node(Expression expression) {
    if (expression instanceof PropertyName name) {
      return new Property(name.getPropertyName());
    }
    if (expression instanceof BinaryExpression binary) {
      return Op.of(
          nameOf(ARITHMETIC, binary), node(binary.getExpression1()), node(binary.getExpression2()));
    }
    if (expression instanceof Literal literal && literal.getValue() != null) {
      return value(literal.getValue());
    }
    throw FilterRefused.unsupported(expression.toString());
  }

  private static CqlNode value(Object literal) {
    if (literal instanceof Geometry geometry) {
      if (geometry.getUserData() != null) { // a CRS of its own
        throw FilterRefused.unsupported(geometry.toString());
      }
      return new Value(geometry);
    }
    if (literal instanceof Number number) {
      return new Value(new BigDecimal(number.toString()));
    }
    return new Value(literal instanceof Boolean ? literal : literal.toString());
  }
}
