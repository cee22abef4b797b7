package org.jingtu.exchange;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;

/** Collects the problems of one row, the first hundred of them: a hostile row has millions. */
final class RowNotes {

  private static final int MOST = 100;

  private final long record;
  private final List<RowProblem> problems = new ArrayList<>();

  /**
   * @param record number of the row, from 1
   */
  RowNotes(long record) {
    this.record = record;
  }

  long record() {
    return record;
  }

  void add(RowProblem problem) {
    if (problems.size() < MOST) {
      problems.add(problem);
    }
  }

  void addAll(List<RowProblem> more) {
    more.forEach(this::add);
  }

  /** Of the geometry or the row. */
  void error(String code, @Nullable Coordinate location, Object... arguments) {
    add(RowProblem.ofShape(Severity.ERROR, code, record, location, arguments));
  }

  /** Of the geometry or the row, tolerated or mended. */
  void warning(String code, @Nullable Coordinate location, Object... arguments) {
    add(RowProblem.ofShape(Severity.WARNING, code, record, location, arguments));
  }

  /** What is mended if that was asked for, and else keeps the row out. */
  void mended(boolean repair, String code, @Nullable Coordinate location, Object... arguments) {
    Severity severity = repair ? Severity.WARNING : Severity.ERROR;
    add(RowProblem.ofShape(severity, code, record, location, arguments));
  }

  void badValue(String code, String field, String value, Object... arguments) {
    add(RowProblem.ofValue(Severity.ERROR, code, record, field, value, arguments));
  }

  boolean hasErrors() {
    return problems.stream().anyMatch(problem -> problem.severity() == Severity.ERROR);
  }

  List<RowProblem> list() {
    return List.copyOf(problems);
  }
}
