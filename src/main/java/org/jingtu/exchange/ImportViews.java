package org.jingtu.exchange;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jingtu.geo.GeoJson;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Import jobs and their problems as JSON shows them. */
@Component
class ImportViews {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ImportTexts texts;

  ImportViews(ImportTexts texts) {
    this.texts = texts;
  }

  /**
   * A job.
   *
   * @param actor user name of whoever sent the file, or committed it
   * @param origin the job whose file this one checks again
   * @param problemCounts number of problems by code
   * @param problemTitles what these codes mean, in a few words of the reader's language
   * @param preview the first rows as they would be registered, with commit=manual; null in lists
   * @param problems the first hundred; null in lists
   */
  record JobView(
      UUID id,
      String collection,
      String mode,
      String commit,
      String fileName,
      long fileBytes,
      List<String> coverage,
      @Nullable LocalDate sourceDate,
      ImportState state,
      long read,
      @Nullable Long total,
      long accepted,
      long rejected,
      long warnings,
      boolean repair,
      long repaired,
      String coverageCheck,
      double gapToleranceMetres,
      @Nullable Long bytesRead,
      @Nullable Long bytesTotal,
      @Nullable String crs,
      @Nullable String encoding,
      Map<String, String> mapping,
      List<String> unmapped,
      long inserted,
      long updated,
      long unchanged,
      long ended,
      @Nullable Long dataVersion,
      String actor,
      Instant createdAt,
      @Nullable Instant startedAt,
      @Nullable Instant finishedAt,
      @Nullable FailureView failure,
      @Nullable UUID origin,
      Map<String, Long> problemCounts,
      Map<String, String> problemTitles,
      @Nullable JsonNode preview,
      @Nullable List<ProblemView> problems) {}

  /** Why a job failed. */
  record FailureView(String code, String message) {}

  /** A problem. */
  record ProblemView(
      Severity severity,
      String code,
      @Nullable Long record,
      @Nullable String field,
      @Nullable String value,
      String message,
      @Nullable LocationView location) {}

  /**
   * A problem with what it is about.
   *
   * @param geometry overlap, gap, or a row's geometry after its repair; EPSG:4490, longitude first
   * @param geometryBefore the row's geometry before its repair
   */
  record FullProblemView(
      @JsonUnwrapped ProblemView problem,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable JsonNode geometry,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable JsonNode geometryBefore) {}

  /**
   * Where.
   *
   * @param crs code of the CRS of the file
   * @param x easting or longitude in it
   * @param y northing or latitude in it
   * @param longitude degrees, EPSG:4490; null if the place has none
   * @param latitude degrees, EPSG:4490; null if the place has none
   */
  record LocationView(
      @Nullable String crs,
      double x,
      double y,
      @Nullable Double longitude,
      @Nullable Double latitude) {}

  JobView job(ImportJob job, @Nullable List<ImportProblem> problems, Locale locale) {
    ImportRequest request = job.request();
    ImportProgress progress = job.progress();
    ImportResult result = job.result();
    ImportJob.Failure failure = job.failure();
    return new JobView(
        job.id(),
        request.collection(),
        request.mode().text(),
        request.manual() ? "manual" : "auto",
        job.fileName(),
        job.fileBytes(),
        request.coverage(),
        request.sourceDate(),
        job.state(),
        progress.read(),
        progress.total(),
        progress.accepted(),
        progress.rejected(),
        progress.warnings(),
        request.repair(),
        progress.repaired(),
        request.coverageCheck().text(),
        request.gapToleranceMetres(),
        progress.bytesRead(),
        progress.bytesTotal(),
        job.crs(),
        job.encoding(),
        job.mapping(),
        job.unmapped(),
        result.inserted(),
        result.updated(),
        result.unchanged(),
        result.ended(),
        result.dataVersion(),
        job.actor().username(),
        job.createdAt(),
        job.startedAt(),
        job.finishedAt(),
        failure == null ? null : new FailureView(failure.code(), texts.message(failure, locale)),
        job.findings().origin(),
        job.findings().problemCounts(),
        titles(job, locale),
        problems == null ? null : preview(job),
        problems == null ? null : problems.stream().map(p -> problem(p, job, locale)).toList());
  }

  private Map<String, String> titles(ImportJob job, Locale locale) {
    Map<String, String> titles = new TreeMap<>();
    job.findings().problemCounts().keySet().forEach(c -> titles.put(c, texts.title(c, locale)));
    return titles;
  }

  private static @Nullable JsonNode preview(ImportJob job) {
    String json = job.findings().preview();
    return json == null ? null : JSON.readTree(json);
  }

  /** A problem with the geometry that it is about. */
  FullProblemView fullProblem(ImportProblem problem, ImportJob job, Locale locale) {
    ProblemView view = problem(problem, job, locale);
    ProblemShape shape = problem.shape();
    return new FullProblemView(
        view,
        shape == null ? null : json(shape.geometry()),
        shape == null ? null : json(shape.before()));
  }

  private static @Nullable ObjectNode json(@Nullable Geometry geometry) {
    return geometry == null ? null : GeoJson.writeGeometry(geometry);
  }

  ProblemView problem(ImportProblem problem, ImportJob job, Locale locale) {
    return new ProblemView(
        problem.severity(),
        problem.code(),
        problem.record(),
        problem.field(),
        problem.value(),
        texts.message(problem, locale),
        location(problem, job));
  }

  private static @Nullable LocationView location(ImportProblem problem, ImportJob job) {
    Coordinate c = problem.location();
    Coordinate lonLat = problem.lonLat();
    if (c == null) {
      return null;
    }
    return new LocationView(
        job.crs(), c.x, c.y, lonLat == null ? null : lonLat.x, lonLat == null ? null : lonLat.y);
  }
}
