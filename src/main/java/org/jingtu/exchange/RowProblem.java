package org.jingtu.exchange;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;

/**
 * What is wrong with a row of a file, precise enough to mend the source.
 *
 * @param severity whether it keeps the file from being registered
 * @param code stable code, upper snake case; its text is {@code import.CODE}
 * @param record number of the row in the file, from 1; 0 for the file as a whole
 * @param field name of the field as in the file; null for the geometry or the whole row
 * @param value the value as in the file, shortened; null if none
 * @param arguments values for the placeholders of the text
 * @param location in the CRS of the file; null if unknown
 */
public record RowProblem(
    Severity severity,
    String code,
    long record,
    @Nullable String field,
    @Nullable String value,
    List<Object> arguments,
    @Nullable Coordinate location) {

  private static final int LONGEST_VALUE = 100;

  /** Copies the arguments and shortens the value to 100 characters. */
  public RowProblem {
    arguments = List.copyOf(arguments);
    if (value != null && value.length() > LONGEST_VALUE) {
      value = value.substring(0, LONGEST_VALUE) + "…";
    }
  }

  static RowProblem ofFile(Severity severity, String code, Object... arguments) {
    return new RowProblem(severity, code, 0, null, null, List.of(arguments), null);
  }

  static RowProblem ofShape(
      Severity severity,
      String code,
      long record,
      @Nullable Coordinate location,
      Object... arguments) {
    return new RowProblem(severity, code, record, null, null, List.of(arguments), location);
  }

  static RowProblem ofValue(
      Severity severity, String code, long record, String field, String value, Object... args) {
    return new RowProblem(severity, code, record, field, value, List.of(args), null);
  }
}
