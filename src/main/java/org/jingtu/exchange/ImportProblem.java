package org.jingtu.exchange;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;

/**
 * Something wrong with a file or one of its rows, as an import job keeps it.
 *
 * @param code stable code; its text is {@code import.CODE}, or else {@code problem.CODE.detail}
 * @param record number of the record in the file, from 1; null when the whole file is meant
 * @param field name of the file's field, or of the attribute where no field has it; or null
 * @param value the value as the file has it, shortened; or null
 * @param arguments values for the placeholders of the text: texts and numbers
 * @param location where, in the CRS of the file, easting or longitude first; or null
 * @param lonLat the same in EPSG:4490, longitude first; or null
 * @param shape what it is about where that is more than a place, or null
 */
record ImportProblem(
    Severity severity,
    String code,
    @Nullable Long record,
    @Nullable String field,
    @Nullable String value,
    List<Object> arguments,
    @Nullable Coordinate location,
    @Nullable Coordinate lonLat,
    @Nullable ProblemShape shape) {

  private static final int VALUE_CHARACTERS = 200;

  /** Takes NUL out of the texts, since PostgreSQL cannot store it, and shortens the value. */
  ImportProblem {
    value = value == null ? null : shorten(clean(value));
    field = field == null ? null : clean(field);
    arguments = arguments.stream().map(a -> a instanceof Number ? a : clean(a.toString())).toList();
  }

  /** A problem of the whole file. */
  static ImportProblem ofFile(
      Severity severity, String code, @Nullable String field, Object... arguments) {
    return new ImportProblem(
        severity, code, null, field, null, List.of(arguments), null, null, null);
  }

  /** The same about a geometry. */
  ImportProblem with(@Nullable ProblemShape about) {
    return new ImportProblem(
        severity, code, record, field, value, arguments, location, lonLat, about);
  }

  boolean isError() {
    return severity == Severity.ERROR;
  }

  private static String clean(String text) {
    return text.replace('\0', '\uFFFD');
  }

  private static String shorten(String text) {
    return text.length() <= VALUE_CHARACTERS ? text : text.substring(0, VALUE_CHARACTERS) + "…";
  }
}
