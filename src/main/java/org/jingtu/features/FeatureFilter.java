package org.jingtu.features;

import java.util.List;
import org.jingtu.catalog.Collection;
import org.jingtu.problems.Problem;

/**
 * A condition on the features of one collection, read from CQL and turned into SQL. Values are
 * always bind parameters; names of columns come from the catalogue.
 *
 * <p>Three notations lead to one tree ({@link CqlNode}) and from it to SQL ({@link CqlSql}): ECQL,
 * CQL2 text and CQL2 JSON. Understood are comparisons of attributes, values and sums of them, IN,
 * LIKE and ILIKE, BETWEEN, IS NULL, AND, OR, NOT, and spatial relations of {@code geometry} with a
 * literal geometry, in ECQL in degrees of EPSG:4490, longitude first. Attributes go by name, title
 * or alias (a Chinese one in double quotes), beside {@code areaSquareMetres}. Codes may be given by
 * value, title or alias, dates as texts: {@code '2026-03-01'}.
 *
 * <p>As in SQL, a comparison with a missing value is neither true nor false: neither {@code status
 * = 'LISTED'} nor {@code NOT status = 'LISTED'} finds a feature without status.
 */
public final class FeatureFilter {

  private static final int LONGEST = 30_000;

  private final String sql;
  private final List<Object> parameters;

  private FeatureFilter(String sql, List<Object> parameters) {
    this.sql = sql;
    this.parameters = List.copyOf(parameters);
  }

  /**
   * Reads a condition in the CQL of GeoTools.
   *
   * @param cql CQL as GeoTools' ECQL defines it, at most 30,000 characters
   * @throws org.jingtu.problems.Problem FILTER_SYNTAX, FILTER_ATTRIBUTE_UNKNOWN, FILTER_VALUE_UNFIT
   *     or FILTER_UNSUPPORTED, naming what is wrong
   */
  public static FeatureFilter parse(Collection collection, String cql) {
    return of(collection, Ecql.parse(limited(cql)), written -> written);
  }

  /**
   * Reads a condition in CQL2 text (OGC 21-065r2): also arithmetic, CASEI, ACCENTI, the S_ and T_
   * functions.
   *
   * @param literals turns geometries, as they are written, into EPSG:4490 longitude first
   * @throws org.jingtu.problems.Problem as {@link #parse}
   */
  public static FeatureFilter parseCql2Text(
      Collection collection, String cql2, FilterGeometries literals) {
    return of(collection, Cql2Text.parse(limited(cql2)), literals);
  }

  /**
   * Reads a condition in CQL2 JSON (OGC 21-065r2), which says the same as {@link #parseCql2Text}.
   *
   * @param literals turns geometries, as they are written, into EPSG:4490 longitude first
   * @throws org.jingtu.problems.Problem as {@link #parse}
   */
  public static FeatureFilter parseCql2Json(
      Collection collection, String json, FilterGeometries literals) {
    return of(collection, Cql2Json.parse(limited(json)), literals);
  }

  /**
   * The condition that an attribute has this value.
   *
   * @param value as text: a code by value, title or alias, a date as 2026-03-01
   */
  public static FeatureFilter equalTo(Collection collection, String attribute, String value) {
    CqlNode node = CqlNode.Op.of("=", new CqlNode.Property(attribute), new CqlNode.Value(value));
    return of(collection, node, written -> written);
  }

  /**
   * The condition that a feature lies in an area. Give it before a caller's own conditions: it
   * costs the database no more than the cheapest of them that can fail, so that it is asked first
   * in every plan, and nobody learns of a feature elsewhere by making it fail. (LIKE costs more
   * where the plan is made for any value.)
   *
   * @param prefix first digits of administrative codes
   */
  public static FeatureFilter within(String prefix) {
    return new FeatureFilter("starts_with(t.adcode, ?)", List.of(prefix));
  }

  /** A failure to compute a filter's value as the problem that the caller is told of. */
  public static Problem uncomputable(String reason) {
    return FilterRefused.uncomputable(reason);
  }

  private static FeatureFilter of(Collection collection, CqlNode node, FilterGeometries literals) {
    CqlFragment fragment = new CqlSql(collection, literals).condition(node);
    for (Object value : fragment.parameters()) {
      if (value instanceof String text && text.indexOf('\0') >= 0) {
        throw FilterRefused.syntax("\\u0000"); // no text of the database has it
      }
    }
    return new FeatureFilter(fragment.sql(), fragment.parameters());
  }

  private static String limited(String text) {
    if (text.length() > LONGEST) {
      throw FilterRefused.syntax("> " + LONGEST);
    }
    return text;
  }

  /** The condition on the table {@code t}, with a question mark for each of the parameters. */
  public String sql() {
    return sql;
  }

  /** The values of the question marks. */
  public List<Object> parameters() {
    return parameters;
  }
}
