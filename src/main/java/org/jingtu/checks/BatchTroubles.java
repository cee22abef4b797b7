package org.jingtu.checks;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jingtu.checks.BatchRow.Trouble;
import org.jingtu.exchange.Places;
import org.jingtu.exchange.RowProblem;
import org.jingtu.exchange.SourceRow;
import org.jingtu.geo.CoordinateSystems;
import org.jingtu.geo.Crs;
import org.jingtu.problems.Problem;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Says why a row of a batch has no verdict, precisely enough to mend it. */
@Component
class BatchTroubles {

  private final CoordinateSystems systems;

  BatchTroubles(CoordinateSystems systems) {
    this.systems = systems;
  }

  /** A row of the file cannot be used. */
  static class RowUnreadable extends Problem {

    private final transient @Nullable RowProblem problem;

    RowUnreadable(String code) {
      super(code, HttpStatus.UNPROCESSABLE_CONTENT);
      this.problem = null;
    }

    RowUnreadable(RowProblem problem) {
      super(problem.code(), HttpStatus.UNPROCESSABLE_CONTENT, problem.arguments().toArray());
      this.problem = problem;
    }

    @Nullable RowProblem problem() {
      return problem;
    }
  }

  /**
   * What went wrong.
   *
   * @param crs of the row's geometry
   */
  Trouble of(RuntimeException failure, SourceRow row, Crs crs) {
    Coordinate place = first(row.geometry());
    if (failure instanceof RowUnreadable unreadable && unreadable.problem() != null) {
      RowProblem problem = unreadable.problem();
      return trouble(
          problem.code(),
          problem.arguments(),
          problem.field(),
          problem.location() == null ? place : problem.location(),
          crs);
    }
    if (!(failure instanceof Problem problem)) {
      return trouble("ROW_NOT_JUDGED", List.of(), null, place, crs);
    }
    Map<String, @Nullable Object> members = problem.members();
    if (members.get("flaw") instanceof String flaw) {
      return trouble(flaw, List.of(), null, location(members, place), crs);
    }
    return trouble(
        problem.code(),
        Arrays.asList(problem.arguments()),
        members.get("field") instanceof String field ? field : null,
        place,
        crs);
  }

  private Trouble trouble(
      String code,
      List<Object> arguments,
      @Nullable String field,
      @Nullable Coordinate place,
      Crs crs) {
    boolean known = place != null && Double.isFinite(place.x) && Double.isFinite(place.y);
    return new Trouble(
        code,
        arguments,
        field,
        known ? place : null,
        known ? Places.findLonLat(place, crs, systems) : null);
  }

  private static @Nullable Coordinate location(
      Map<String, @Nullable Object> members, @Nullable Coordinate other) {
    return members.get("location") instanceof List<?> xy
            && xy.get(0) instanceof Double x
            && xy.get(1) instanceof Double y
        ? new Coordinate(x, y)
        : other;
  }

  private static @Nullable Coordinate first(@Nullable Geometry geometry) {
    return geometry == null || geometry.isEmpty() ? null : geometry.getCoordinate();
  }
}
