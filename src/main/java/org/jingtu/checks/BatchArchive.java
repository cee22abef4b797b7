package org.jingtu.checks;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jingtu.problems.BadParameter;
import org.jingtu.rules.Verdict;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The results of batches, for other rooms to read. */
@Component
public class BatchArchive {

  private final Batches batches;
  private final BatchResults results;
  private final BatchArchiveStore store;

  BatchArchive(Batches batches, BatchResults results, BatchArchiveStore store) {
    this.batches = batches;
    this.results = results;
    this.store = store;
  }

  /**
   * A batch.
   *
   * @param verdict the only one wanted, or null for all
   */
  public record Opened(UUID id, @Nullable String verdict) {}

  /**
   * A parcel that has a verdict.
   *
   * @param record number of its row in the file, from 1
   * @param label its number, else its name; null if it has neither
   */
  public record Row(long record, UUID check, @Nullable String label, String verdict) {}

  /**
   * Opens a batch for those who may read.
   *
   * @param verdict name of the only verdict wanted, or null for all
   * @throws org.jingtu.problems.Problem BATCH_NOT_FOUND, BAD_PARAMETER
   */
  public Opened open(String id, @Nullable String verdict) {
    UUID batch = batches.getBatch(id).id();
    if (verdict != null
        && Arrays.stream(Verdict.values()).noneMatch(v -> v.name().equals(verdict))) {
      throw new BadParameter("verdict", verdict, Arrays.toString(Verdict.values()));
    }
    return new Opened(batch, verdict);
  }

  /** Rows in the order of the file, after the one with this number. */
  public List<Row> listRows(Opened batch, long after, int limit) {
    return store.listPage(batch.id(), batch.verdict(), after, limit);
  }

  /** Writes the workbook of the results. */
  public void writeXlsx(Opened batch, OutputStream out, Locale locale) throws IOException {
    Verdict verdict = batch.verdict() == null ? null : Verdict.valueOf(batch.verdict());
    results.writeXlsx(batches.getBatch(batch.id().toString()), verdict, out, locale);
  }
}
