package org.jingtu.features;

import org.jingtu.problems.Problem;
import org.jingtu.problems.Wording;
import org.springframework.http.HttpStatus;

/** A filter that cannot be turned into a condition; the member {@code parameter} is "filter". */
final class FilterRefused extends Problem {

  private static final String SUPPORTED =
      "= <> < <= > >=, IN, LIKE, BETWEEN, IS NULL, AND, OR, NOT, + - * /; ECQL: ILIKE, BBOX, INTERSECTS, DISJOINT, WITHIN, CONTAINS; "
          + "CQL2: CASEI, ACCENTI, % DIV ^, S_…, T_…";

  private FilterRefused(String code, Object... arguments) {
    super(code, HttpStatus.BAD_REQUEST, arguments);
    member("parameter", "filter");
  }

  /** It is not CQL. */
  static FilterRefused syntax(String reason) {
    return new FilterRefused("FILTER_SYNTAX", reason);
  }

  /** It ends before it is complete. */
  static FilterRefused unfinished() {
    return new FilterRefused("FILTER_SYNTAX", new Wording("filter.unfinished"));
  }

  /**
   * It has a geometry that is none.
   *
   * @param flaw code of what is wrong, as for an import
   * @param place where, as it was written, with brackets around it, or an empty text
   */
  static FilterRefused geometry(String flaw, String place) {
    return new FilterRefused("FILTER_GEOMETRY_FLAWED", new Wording("import." + flaw), place);
  }

  /** The collection has no such attribute. */
  static FilterRefused attribute(String name, String known) {
    return new FilterRefused("FILTER_ATTRIBUTE_UNKNOWN", name, known);
  }

  /**
   * The value does not fit the attribute it is compared with.
   *
   * @param expected a text that needs no translation, or a {@link org.jingtu.problems.Wording}
   */
  static FilterRefused value(Object value, String attribute, Object expected) {
    return new FilterRefused("FILTER_VALUE_UNFIT", String.valueOf(value), attribute, expected);
  }

  /** It is CQL, but not of the part that is understood. */
  static FilterRefused unsupported(String construct) {
    return new FilterRefused("FILTER_UNSUPPORTED", construct, SUPPORTED);
  }

  /** It is understood, but cannot be computed: a number grows out of bounds, say. */
  static FilterRefused uncomputable(String reason) {
    return new FilterRefused("FILTER_UNCOMPUTABLE", reason);
  }
}
