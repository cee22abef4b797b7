package org.jingtu.exchange;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.springframework.stereotype.Component;

/** Import jobs and their problems as JSON shows them. */
@Component
class ImportViews {

  private final ImportTexts texts;

  ImportViews(ImportTexts texts) {
    this.texts = texts;
  }

  /**
   * A job.
   *
   * @param actor user name of whoever sent the file, or committed it
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
        problems == null ? null : problems.stream().map(p -> problem(p, job, locale)).toList());
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
