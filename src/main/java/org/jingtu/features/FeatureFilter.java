package org.jingtu.features;

import java.util.List;
import org.geotools.api.filter.Filter;
import org.geotools.filter.text.cql2.CQLException;
import org.geotools.filter.text.ecql.ECQL;
import org.jingtu.catalog.Collection;

/**
 * A condition on the features of one collection, read from CQL and turned into SQL. Values are
 * always bind parameters; names of columns come from the catalogue.
 *
 * <p>Understood are comparisons of an attribute with a value or another attribute, IN, LIKE and
 * ILIKE, BETWEEN, IS NULL, AND, OR, NOT, and BBOX, INTERSECTS, DISJOINT, WITHIN and CONTAINS of
 * {@code geometry} with a literal geometry in degrees of EPSG:4490, longitude first. Attributes go
 * by name, title or alias (a Chinese one in double quotes), beside {@code areaSquareMetres}. Codes
 * may be given by value, title or alias, dates as texts: {@code '2026-03-01'}.
 *
 * <p>As in SQL, a comparison with a missing value is neither true nor false: neither {@code status
 * = 'LISTED'} nor {@code NOT status = 'LISTED'} finds a feature without status.
 */
public final class FeatureFilter {

  private static final int LONGEST = 8000;

  private final String sql;
  private final List<Object> parameters;

  private FeatureFilter(String sql, List<Object> parameters) {
    this.sql = sql;
    this.parameters = List.copyOf(parameters);
  }

  /**
   * Reads a condition.
   *
   * @param cql CQL as GeoTools' ECQL defines it, at most 8,000 characters
   * @throws org.jingtu.problems.Problem FILTER_SYNTAX, FILTER_ATTRIBUTE_UNKNOWN, FILTER_VALUE_UNFIT
   *     or FILTER_UNSUPPORTED, naming what is wrong
   */
  public static FeatureFilter parse(Collection collection, String cql) {
    if (cql.length() > LONGEST) {
      throw FilterRefused.syntax("> " + LONGEST);
    }
    CqlSql sql = new CqlSql(collection);
    sql.append(read(cql));
    return new FeatureFilter(sql.sql(), sql.parameters());
  }

  private static Filter read(String cql) {
    try {
      return ECQL.toFilter(cql, new CqlFactory());
    } catch (CQLException | IllegalArgumentException | ClassCastException e) {
      throw FilterRefused.syntax(String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
  }

  String sql() {
    return sql;
  }

  List<Object> parameters() {
    return parameters;
  }
}
