package org.jingtu.exchange;

import java.time.LocalDate;
import org.jingtu.catalog.Collection;
import org.jingtu.features.FeatureDraft;
import org.jingtu.features.Features;
import org.jspecify.annotations.Nullable;

/**
 * Judges the rows in the order of the file: what can only be seen over the whole of it (a code that
 * comes twice), and what the guards of the collection say. Counts the rows and records every
 * problem. Used by one thread, in a transaction.
 */
final class RowJudge {

  private final Features features;
  private final Collection collection;
  private final RowChecker rows;
  private final ProblemRecorder problems;
  private final Tally tally;
  private final SeenCodes seen = new SeenCodes();
  private @Nullable LocalDate latest;

  RowJudge(
      Features features,
      Collection collection,
      RowChecker rows,
      ProblemRecorder problems,
      Tally tally) {
    this.features = features;
    this.collection = collection;
    this.rows = rows;
    this.problems = problems;
    this.tally = tally;
  }

  /** The latest date of a row so far, or null. */
  @Nullable LocalDate latestSourceDate() {
    return latest;
  }

  /** Judges the rows of a chunk. */
  void judge(CheckedChunk chunk) {
    for (CheckedRow row : chunk.rows()) {
      long errorsBefore = problems.errors();
      row.problems().forEach(problems::add);
      if (row.repaired()) {
        tally.countRepaired();
      }
      requireFirst(row);
      FeatureDraft draft = row.draft();
      if (draft != null) {
        features
            .judge(collection, chunk.current().get(draft.code()), draft)
            .forEach(p -> problems.add(rows.told(p, row.record(), row.place())));
        note((LocalDate) draft.attributes().get("sourceDate"));
      }
      tally.count(problems.errors() == errorsBefore);
    }
  }

  private void requireFirst(CheckedRow row) {
    String code = row.code();
    long first = code == null ? 0 : seen.note(code, row.record());
    if (code != null && first > 0) {
      problems.add(
          rows.problem(
              row.record(),
              "DUPLICATE_CODE_IN_FILE",
              rows.fieldOf("code"),
              code,
              row.place(),
              code,
              Long.toString(first)));
    }
  }

  private void note(@Nullable LocalDate sourceDate) {
    if (sourceDate != null && (latest == null || sourceDate.isAfter(latest))) {
      latest = sourceDate;
    }
  }
}
