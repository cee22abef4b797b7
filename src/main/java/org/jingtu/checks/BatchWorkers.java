package org.jingtu.checks;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jingtu.exchange.QueuedWork;
import org.jingtu.exchange.StopSignal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Works on the batches one after another, each on all cores. At start those that were broken off go
 * on with the rows that have no result yet.
 */
@Component
class BatchWorkers extends QueuedWork {

  private static final Logger log = LoggerFactory.getLogger(BatchWorkers.class);
  private static final String LANE = "checks";

  private final BatchStore batches;
  private final BatchFiles files;
  private final BatchRunner runner;

  BatchWorkers(BatchStore batches, BatchFiles files, BatchRunner runner) {
    super("check-batches", 1);
    this.batches = batches;
    this.files = files;
    this.runner = runner;
  }

  /** Takes a batch into the queue. */
  void submit(UUID batch) {
    submit(batch, LANE);
  }

  /** Asks a batch to stop; false if it is not at work. */
  boolean stop(UUID batch) {
    return cancel(batch).isPresent();
  }

  @Override
  protected void takeUp() {
    List<UUID> kept = new ArrayList<>();
    for (BatchJob batch : batches.listUnfinished()) {
      if (Files.isDirectory(files.folder(batch.id()))) {
        kept.add(batch.id());
      } else {
        batches.finish(batch.id(), BatchState.FAILED, "FILE_LOST", batch.id().toString());
        log.warn("The file of check batch {} is lost", batch.id());
      }
    }
    files.removeAllBut(kept.stream().collect(Collectors.toSet()));
    kept.forEach(this::submit);
  }

  @Override
  protected void run(UUID batch, StopSignal signal) {
    runner.run(batch, signal);
  }
}
