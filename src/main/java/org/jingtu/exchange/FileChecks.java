package org.jingtu.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jingtu.catalog.Collection;
import org.jspecify.annotations.Nullable;

/**
 * What can only be judged over a whole file: stated areas, a shift of all coordinates, rows against
 * each other; and the preview of what a commit would do. Used by one thread.
 */
final class FileChecks implements AutoCloseable {

  private final ImportTools tools;
  private final ImportJob job;
  private final Collection collection;
  private final ProblemRecorder problems;
  private final Tally tally;
  private final Optional<StatedAreas> areas;
  private final ShiftSuspicion shift;
  private final @Nullable RowCoverage coverage;
  private final @Nullable Preview preview;

  /**
   * @param folder work folder of the job
   */
  FileChecks(
      ImportTools tools,
      ImportJob job,
      RowChecker rows,
      SourceInfo info,
      ProblemRecorder problems,
      Tally tally,
      Path folder)
      throws IOException {
    this.tools = tools;
    this.job = job;
    ImportRequest request = job.request();
    this.collection = tools.catalog().getCollection(request.collection());
    this.problems = problems;
    this.tally = tally;
    this.areas = rows.statedAreas();
    this.shift = new ShiftSuspicion(collection, info.crs());
    this.coverage =
        request.coverageCheck() == CoverageCheck.OFF
            ? null
            : new RowCoverage(request, rows, tools.systems(), info.crs(), tools.cores(), folder);
    this.preview = request.manual() ? new Preview(request.mode()) : null;
  }

  /** Takes a chunk into account. */
  void note(CheckedChunk chunk) {
    if (preview != null) {
      preview.note(chunk);
    }
    for (CheckedRow row : chunk.rows()) {
      areas.ifPresent(check -> check.note(row));
      shift.note(row);
      if (coverage != null) {
        try {
          coverage.note(row);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  /** Tells what the whole file shows, once all of it is read. */
  void finish(StopSignal signal) throws IOException {
    areas.ifPresent(check -> check.problems().forEach(problems::add));
    shift.judge(tools.vertices()).ifPresent(problems::add);
    if (coverage != null) {
      coverage.check(problems::add, record -> tally.turnDown(), signal);
    }
  }

  /** Keeps the preview, if there is one. */
  void savePreview() {
    if (preview != null) {
      long current =
          job.request().mode() == ImportMode.REPLACE
              ? tools.features().countInCounties(collection, job.request().coverage())
              : 0;
      tools.jobs().preview(job.id(), preview.json(current));
    }
  }

  @Override
  public void close() throws IOException {
    if (coverage != null) {
      coverage.close();
    }
  }
}
