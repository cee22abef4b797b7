package org.jingtu.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PrimitiveIterator;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.LongStream;
import org.jingtu.catalog.Collection;
import org.jingtu.features.EncodedBatch;
import org.jingtu.features.FeatureDraft;
import org.jingtu.features.FeatureVersion;
import org.jingtu.features.Features;
import org.jspecify.annotations.Nullable;

/**
 * Checks chunks of rows, looks up what is registered under their codes, and encodes what is to be
 * written. Safe for use by several threads. While the collection's lock is held, what is registered
 * does not change, so the look-ups need not be part of the writing transaction.
 */
final class ChunkChecker {

  private final ImportRequest request;
  private final Collection collection;
  private final Features features;
  private final RowChecker rows;
  private final @Nullable Function<List<EncodedBatch.Entry>, EncodedBatch> encoder;
  private final IntFunction<long[]> newIds;
  private final boolean nothingRegistered;
  private volatile boolean rejected;

  /**
   * @param encoder encodes what is to be written; null if the rows are only checked
   * @param newIds gives ids to as many new features
   */
  ChunkChecker(
      ImportRequest request,
      Collection collection,
      Features features,
      RowChecker rows,
      @Nullable Function<List<EncodedBatch.Entry>, EncodedBatch> encoder,
      IntFunction<long[]> newIds) {
    this.request = request;
    this.collection = collection;
    this.features = features;
    this.rows = rows;
    this.encoder = encoder;
    this.newIds = newIds;
    this.nothingRegistered = features.isEmpty(collection);
  }

  /** From now on rows are only checked. */
  void reject() {
    rejected = true;
  }

  /** Checks a chunk. */
  CheckedChunk check(List<SourceRow> chunk) {
    List<CheckedRow> checked = chunk.stream().map(rows::check).toList();
    List<String> codes =
        checked.stream().map(CheckedRow::code).filter(Objects::nonNull).distinct().toList();
    if (nothingRegistered || codes.isEmpty()) {
      return new Plan().of(checked, Map.of(), Set.of());
    }
    if (request.mode() == ImportMode.APPEND) {
      return new Plan().of(checked, Map.of(), features.listRegisteredCodes(collection, codes));
    }
    Map<String, FeatureVersion> current = new HashMap<>();
    features.listByCodes(collection, codes).forEach(v -> current.put(codeOf(v), v));
    return new Plan().of(checked, current, Set.of());
  }

  private static String codeOf(FeatureVersion version) {
    return String.valueOf(version.attributes().get("code"));
  }

  /** Decides row by row what becomes of it. */
  private final class Plan {
    private final List<CheckedRow> all = new ArrayList<>();
    private final List<CheckedRow> written = new ArrayList<>();
    private final List<EncodedBatch.Entry> entries = new ArrayList<>();
    private final List<Long> ended = new ArrayList<>();
    private PrimitiveIterator.OfLong ids = LongStream.empty().iterator();
    private int inserted;
    private int updated;
    private int unchanged;

    CheckedChunk of(
        List<CheckedRow> checked, Map<String, FeatureVersion> current, Set<String> taken) {
      ids = newIds(checked, current);
      for (CheckedRow row : checked) {
        String code = row.code();
        FeatureVersion registered = code == null ? null : current.get(code);
        boolean refused = code != null && taken.contains(code) || isElsewhere(registered);
        CheckedRow judged = refused ? refuse(row) : row;
        all.add(judged);
        if (judged.draft() != null) {
          plan(judged, judged.draft(), registered);
        }
      }
      boolean encode =
          encoder != null && !rejected && all.stream().allMatch(r -> r.draft() != null);
      return new CheckedChunk(
          all,
          current,
          written,
          ended,
          encode && !entries.isEmpty() ? encoder.apply(entries) : null,
          inserted,
          updated,
          unchanged);
    }

    /** One for each row that is not registered yet; zeros where nothing will be written. */
    private PrimitiveIterator.OfLong newIds(
        List<CheckedRow> checked, Map<String, FeatureVersion> current) {
      long count =
          checked.stream().filter(r -> r.draft() != null && !current.containsKey(r.code())).count();
      boolean writes = encoder != null && !rejected;
      return LongStream.of(writes ? newIds.apply((int) count) : new long[(int) count]).iterator();
    }

    private void plan(CheckedRow row, FeatureDraft draft, @Nullable FeatureVersion registered) {
      if (registered == null) {
        inserted++;
        write(row, draft, ids.nextLong());
      } else if (request.mode() == ImportMode.UPSERT && Sameness.same(registered, draft)) {
        unchanged++;
      } else {
        updated++;
        if (request.mode() == ImportMode.UPSERT) {
          ended.add(registered.feature());
        }
        write(row, draft, registered.feature());
      }
    }

    private void write(CheckedRow row, FeatureDraft draft, long feature) {
      written.add(row);
      entries.add(new EncodedBatch.Entry(feature, draft));
    }

    /** Replacing ends what the counties covered hold, not what others hold. */
    private boolean isElsewhere(@Nullable FeatureVersion registered) {
      return registered != null
          && request.mode() == ImportMode.REPLACE
          && !request
              .coverage()
              .contains(String.valueOf(registered.attributes().get("adcode")).substring(0, 6));
    }

    private CheckedRow refuse(CheckedRow row) {
      String code = String.valueOf(row.code());
      List<ImportProblem> problems = new ArrayList<>(row.problems());
      problems.add(
          rows.problem(
              row.record(),
              "CODE_ALREADY_REGISTERED",
              rows.fieldOf("code"),
              code,
              row.place(),
              code));
      return new CheckedRow(
          row.record(),
          row.code(),
          null,
          row.place(),
          row.shape(),
          row.repaired(),
          row.statedArea(),
          problems);
    }
  }
}
