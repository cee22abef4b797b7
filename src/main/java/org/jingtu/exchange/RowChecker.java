package org.jingtu.exchange;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jingtu.catalog.Attribute;
import org.jingtu.catalog.Collection;
import org.jingtu.features.DraftReader;
import org.jingtu.features.DraftReader.DraftProblem;
import org.jingtu.geo.CoordinateSystems;
import org.jingtu.geo.Crs;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

/**
 * Checks single rows of one file and makes drafts of them. Safe for use by several threads.
 *
 * <p>A row without a county takes the one county covered, if it is one; a row without a date takes
 * the date of the data given with the upload.
 */
final class RowChecker {

  /** Extra value of a row that was mended: the codes of what was mended. */
  static final String REPAIRED = "REPAIRED";

  private final ImportRequest request;
  private final FieldMapping mapping;
  private final List<FieldDef> fields;
  private final CoordinateSystems systems;
  private final Crs crs;
  private final DraftReader drafts;
  private final RowMender mender;
  private final Set<String> unmappedAttributes = new HashSet<>();
  private final @Nullable String onlyCounty;
  private final int areaField;

  RowChecker(
      ImportRequest request,
      Collection collection,
      FieldMapping mapping,
      SourceInfo source,
      CoordinateSystems systems) {
    this.request = request;
    this.mapping = mapping;
    this.fields = source.fields();
    this.systems = systems;
    this.crs = source.crs();
    this.drafts = new DraftReader(collection, systems, crs);
    this.mender = new RowMender(systems, crs, request.repair());
    this.onlyCounty = request.coverage().size() == 1 ? request.coverage().get(0) : null;
    this.areaField = StatedAreas.fieldOf(collection, source).orElse(-1);
    listNotMapped().forEach(a -> unmappedAttributes.add(a.name()));
  }

  /** Required attributes that no field stands for and that the upload does not give either. */
  List<Attribute> listNotMapped() {
    return mapping.listMissing().stream()
        .filter(a -> onlyCounty == null || !a.name().equals("adcode"))
        .toList();
  }

  /** The geometry of a row as it would be taken. */
  RowMender.Result mend(SourceRow row) {
    return mender.look(row);
  }

  /** Checks a row. */
  CheckedRow check(SourceRow row) {
    Map<String, @Nullable Object> raw = new HashMap<>();
    Map<String, @Nullable Object> extra = new LinkedHashMap<>();
    split(row, raw, extra);
    RowMender.Result mended = mender.look(row);
    if (!mended.mends().isEmpty()) {
      extra.put(REPAIRED, String.join(" ", mended.mends()));
    }
    DraftReader.Outcome outcome = drafts.read(raw, mended.geometry(), extra);
    Coordinate place = place(row.geometry());
    List<ImportProblem> problems = new ArrayList<>();
    row.problems().forEach(p -> problems.add(told(p, place)));
    mended.notes().forEach(note -> problems.add(told(note, row.record())));
    boolean unreadable = row.problems().stream().anyMatch(p -> p.severity() == Severity.ERROR);
    for (DraftProblem problem : outcome.problems()) {
      if (!saidAlready(problem, row) && !(isPlace(problem) && mended.misplaced())) {
        problems.add(told(problem, row.record(), place));
      }
    }
    requireCoverage(row, outcome, place, problems);
    boolean good = !unreadable && problems.stream().noneMatch(ImportProblem::isError);
    return new CheckedRow(
        row.record(),
        outcome.code(),
        good ? outcome.draft() : null,
        place,
        mended.geometry(),
        !mended.mends().isEmpty(),
        areaField < 0 ? null : StatedAreas.number(row.values().get(areaField)),
        problems);
  }

  /** A problem of a draft, in terms of the file. */
  ImportProblem told(DraftProblem problem, long record, @Nullable Coordinate place) {
    String attribute = problem.attribute();
    return problem(
        record,
        problem.code(),
        attribute == null ? null : mapping.findField(attribute).orElse(attribute),
        problem.value() == null ? null : problem.value().toString(),
        problem.location() == null ? place : problem.location(),
        problem.arguments().toArray());
  }

  /** An error of a row. */
  ImportProblem problem(
      long record,
      String code,
      @Nullable String field,
      @Nullable String value,
      @Nullable Coordinate location,
      Object... arguments) {
    return located(Severity.ERROR, code, record, field, value, List.of(arguments), location);
  }

  /** A warning about a row. */
  ImportProblem warning(
      long record,
      String code,
      @Nullable String field,
      @Nullable String value,
      @Nullable Coordinate location,
      Object... arguments) {
    return located(Severity.WARNING, code, record, field, value, List.of(arguments), location);
  }

  /** Holds stated areas against computed ones; empty if the file states none. */
  Optional<StatedAreas> statedAreas() {
    return areaField < 0
        ? Optional.empty()
        : Optional.of(new StatedAreas(this, fields.get(areaField).name()));
  }

  /** The field that stands for an attribute, or the attribute itself. */
  String fieldOf(String attribute) {
    return mapping.findField(attribute).orElse(attribute);
  }

  private void split(
      SourceRow row, Map<String, @Nullable Object> raw, Map<String, @Nullable Object> extra) {
    for (int i = 0; i < fields.size(); i++) {
      Object value = row.values().get(i);
      Attribute attribute = mapping.attribute(i);
      if (attribute != null) {
        raw.put(attribute.name(), value);
      } else if (value != null) {
        extra.put(fields.get(i).name(), value instanceof LocalDate ? value.toString() : value);
      }
    }
    if (onlyCounty != null && isBlank(raw.get("adcode"))) {
      raw.put("adcode", onlyCounty);
    }
    if (request.sourceDate() != null && isBlank(raw.get("sourceDate"))) {
      raw.put("sourceDate", request.sourceDate());
    }
  }

  /** What is replaced is what the counties hold: a row of another county would be left behind. */
  private void requireCoverage(
      SourceRow row,
      DraftReader.Outcome outcome,
      @Nullable Coordinate place,
      List<ImportProblem> problems) {
    if (request.mode() != ImportMode.REPLACE || outcome.draft() == null) {
      return;
    }
    String adcode = String.valueOf(outcome.draft().attributes().get("adcode"));
    if (!request.coverage().contains(adcode.substring(0, 6))) {
      String counties = String.join("、", request.coverage());
      problems.add(
          problem(
              row.record(),
              "ADCODE_OUTSIDE_COVERAGE",
              fieldOf("adcode"),
              adcode,
              place,
              adcode,
              counties));
    }
  }

  /**
   * Whether the problem only follows from another: of the whole file (no field for the attribute),
   * or of the reader (the value or geometry is missing because it could not be read).
   */
  private boolean saidAlready(DraftProblem problem, SourceRow row) {
    String attribute = problem.attribute();
    if (problem.code().equals("ATTRIBUTE_REQUIRED") && attribute != null) {
      String field = fieldOf(attribute);
      return unmappedAttributes.contains(attribute)
          || isLost(row)
          || row.problems().stream().anyMatch(p -> isError(p) && field.equals(p.field()));
    }
    return problem.code().equals("GEOMETRY_MISSING")
        && row.problems().stream()
            .anyMatch(p -> isError(p) && (p.field() == null || p.code().startsWith("COORDINATE_")));
  }

  /** Whether the reader could make nothing at all of the row, and says so. */
  private static boolean isLost(SourceRow row) {
    return row.geometry() == null
        && row.values().stream().allMatch(Objects::isNull)
        && row.problems().stream().anyMatch(p -> isError(p) && p.field() == null);
  }

  /** A problem that the reader found. */
  ImportProblem told(RowProblem p, @Nullable Coordinate place) {
    return located(
        p.severity(),
        p.code(),
        p.record(),
        p.field(),
        p.value(),
        p.arguments(),
        p.location() == null ? place : p.location());
  }

  private ImportProblem located(
      Severity severity,
      String code,
      long record,
      @Nullable String field,
      @Nullable String value,
      List<Object> arguments,
      @Nullable Coordinate location) {
    boolean known = location != null && Places.isFinite(location);
    return new ImportProblem(
        severity,
        code,
        record > 0 ? record : null,
        field,
        value,
        arguments,
        known ? location : null,
        known ? Places.findLonLat(location, crs, systems) : null,
        null);
  }

  /** What the mender found or did. */
  private ImportProblem told(RowMender.Note note, long record) {
    return located(
            note.severity(), note.code(), record, null, null, note.arguments(), note.location())
        .with(note.shape());
  }

  private static boolean isPlace(DraftProblem problem) {
    return problem.code().equals("OUTSIDE_CHINA") || problem.code().equals("FAR_FROM_MERIDIAN");
  }

  private static @Nullable Coordinate place(@Nullable Geometry geometry) {
    return geometry == null || geometry.isEmpty() ? null : geometry.getCoordinate();
  }

  private static boolean isError(RowProblem problem) {
    return problem.severity() == Severity.ERROR;
  }

  private static boolean isBlank(@Nullable Object value) {
    return value == null || value instanceof String s && s.isBlank();
  }
}
