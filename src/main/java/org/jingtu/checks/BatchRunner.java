package org.jingtu.checks;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jingtu.access.Actors;
import org.jingtu.access.AuditTrail;
import org.jingtu.catalog.Catalog;
import org.jingtu.catalog.Collection;
import org.jingtu.exchange.ChunkPipeline;
import org.jingtu.exchange.Failures;
import org.jingtu.exchange.FeatureSource;
import org.jingtu.exchange.FieldDef;
import org.jingtu.exchange.SourceInfo;
import org.jingtu.exchange.SourceRow;
import org.jingtu.exchange.StopSignal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Works on one batch until every row has a result. The answers of a chunk, its results and the
 * progress are committed together, so that a batch goes on where it was broken off, and no parcel
 * is judged twice.
 */
@Component
class BatchRunner {

  private static final Logger log = LoggerFactory.getLogger(BatchRunner.class);

  private static final int CORES = Runtime.getRuntime().availableProcessors();
  private static final int SMALLEST_CHUNK = 20;
  private static final int LARGEST_CHUNK = 250;

  private final BatchStore batches;
  private final BatchRowStore rows;
  private final BatchFiles files;
  private final BatchJudge judge;
  private final CheckStore checks;
  private final Collection parcels;
  private final Actors actors;
  private final AuditTrail audit;
  private final TransactionTemplate transactions;

  /** One more than there are cores: a thread also waits for the database. */
  private final ExecutorService cores =
      Executors.newFixedThreadPool(CORES + 1, BatchRunner::thread);

  BatchRunner(
      BatchStore batches,
      BatchRowStore rows,
      BatchFiles files,
      BatchJudge judge,
      CheckStore checks,
      Catalog catalog,
      Actors actors,
      AuditTrail audit,
      PlatformTransactionManager transactions) {
    this.batches = batches;
    this.rows = rows;
    this.files = files;
    this.judge = judge;
    this.checks = checks;
    this.parcels = catalog.getCollection("parcels");
    this.actors = actors;
    this.audit = audit;
    this.transactions = new TransactionTemplate(transactions);
  }

  /** Works on a batch that waits or was broken off. */
  void run(UUID id, StopSignal signal) {
    if (batches.start(id)) {
      BatchJob batch = batches.find(id).orElseThrow();
      actors.as(batch.actor(), () -> work(batch, signal));
    }
  }

  private void work(BatchJob batch, StopSignal signal) {
    try {
      judgeRows(batch, signal);
      end(batch, BatchState.DONE, null);
    } catch (StopSignal.Stopped e) {
      if (e.reason() == StopSignal.Reason.CANCELLED) {
        end(batch, BatchState.CANCELLED, null);
      } else {
        log.info("Check batch {} is interrupted; the next start goes on with it", batch.id());
      }
    } catch (IOException | RuntimeException | Error e) {
      end(batch, BatchState.FAILED, e);
    }
  }

  private void judgeRows(BatchJob batch, StopSignal signal) throws IOException {
    BitSet judged = rows.listRecords(batch.id());
    try (FeatureSource source = files.open(batch.id(), batch.fileName(), batch.request())) {
      SourceInfo info = source.info();
      List<String> fields = info.fields().stream().map(FieldDef::name).toList();
      BatchColumns columns = new BatchColumns(parcels, fields, batch.request().columns());
      try (ChunkPipeline<Integer> chunks =
          new ChunkPipeline<>(
              source,
              cores,
              2 * CORES,
              chunkRows(batch.total() - judged.cardinality()),
              chunk -> judgeChunk(batch, info, columns, judged, chunk))) {
        long results = judged.cardinality();
        for (Integer n = chunks.next(signal); n != null; n = chunks.next(signal)) {
          results += n;
        }
        if (results != batch.total()) {
          throw new IllegalStateException(
              "%d of %d parcels have a result".formatted(results, batch.total()));
        }
      }
    }
  }

  /** Small enough to keep all cores busy, large enough to share the costs of a statement. */
  private static int chunkRows(long rows) {
    return (int) Math.max(SMALLEST_CHUNK, Math.min(LARGEST_CHUNK, rows / (3L * CORES)));
  }

  /** How many results were stored. */
  private int judgeChunk(
      BatchJob batch, SourceInfo info, BatchColumns columns, BitSet judged, List<SourceRow> chunk) {
    List<BatchJudge.Line> lines =
        chunk.stream()
            .filter(row -> !judged.get((int) row.record()))
            .map(row -> new BatchJudge.Line(row, columns.read(row.valuesOf(info))))
            .toList();
    List<BatchJudge.Result> results = judge.judge(batch, info.crs(), lines);
    List<Judged> answers =
        results.stream().map(BatchJudge.Result::judged).filter(Objects::nonNull).toList();
    return Boolean.TRUE.equals(
            transactions.execute(
                transaction -> {
                  checks.insertAll(answers, batch.actor());
                  rows.insertAll(batch.id(), results.stream().map(BatchJudge.Result::row).toList());
                  boolean open =
                      batches.progress(batch.id(), answers.size(), results.size() - answers.size());
                  if (!open) {
                    transaction.setRollbackOnly();
                  }
                  return open;
                }))
        ? results.size()
        : 0;
  }

  private void end(BatchJob batch, BatchState state, @Nullable Throwable failure) {
    String incident = failure == null ? null : UUID.randomUUID().toString();
    String code = failure == null ? null : Failures.codeOf(failure);
    if (failure != null) {
      log.error("Check batch {} failed, incident {}", batch.id(), incident, failure);
    }
    transactions.executeWithoutResult(
        s -> {
          if (batches.finish(batch.id(), state, code, incident)) {
            audit.record(
                "CHECK_BATCH_" + state,
                "check-batches/" + batch.id(),
                code == null ? Map.of("total", batch.total()) : Map.of("reason", code));
          }
        });
    files.remove(batch.id());
    log.info("Check batch {}: {}", batch.id(), state);
  }

  @PreDestroy
  void stop() {
    cores.shutdownNow();
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "check-batch");
    thread.setDaemon(true);
    return thread;
  }
}
