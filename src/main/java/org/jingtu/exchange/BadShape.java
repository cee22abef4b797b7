package org.jingtu.exchange;

import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;

/** A shape that cannot be made a geometry; becomes a problem of its row. */
final class BadShape extends Exception {

  private final String code;
  private final transient @Nullable Coordinate location;
  private final transient Object[] arguments;

  BadShape(String code, @Nullable Coordinate location, Object... arguments) {
    super(code, null, false, false);
    this.code = code;
    this.location = location;
    this.arguments = arguments;
  }

  RowProblem toProblem(long record) {
    return RowProblem.ofShape(Severity.ERROR, code, record, location, arguments);
  }
}
