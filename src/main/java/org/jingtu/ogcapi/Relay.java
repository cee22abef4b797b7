package org.jingtu.ogcapi;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands rows to a thread that writes them, so that the database finds the next ones meanwhile: as
 * many at a time as the database gives first. A page that has no more is written by its caller.
 * Little is under way at a time, by number and by bytes, however slow the reader is.
 */
final class Relay {

  private static final int BATCH_ROWS = ItemStore.FIRST_ROWS;
  private static final int BATCH_BYTES = 1 << 17;
  private static final int BATCHES_AHEAD = 6;
  private static final List<ItemRow> END = List.of();

  private final ExecutorService threads;
  private final Consumer<ItemRow> writer;
  private final BlockingQueue<List<ItemRow>> ahead = new ArrayBlockingQueue<>(BATCHES_AHEAD);
  private List<ItemRow> batch = new ArrayList<>(BATCH_ROWS);
  private int batchBytes;
  private @Nullable Future<?> writing;
  private volatile boolean abandoned;

  /**
   * @param writer is called by one thread at a time
   */
  Relay(ExecutorService threads, Consumer<ItemRow> writer) {
    this.threads = threads;
    this.writer = writer;
  }

  /** Takes a row; throws what the writer threw at an earlier one. */
  void take(ItemRow row) {
    batch.add(row);
    byte[] wkb = row.wkb();
    batchBytes += wkb == null ? 0 : wkb.length;
    if (batch.size() == BATCH_ROWS || batchBytes > BATCH_BYTES) {
      handOn();
    }
  }

  private void handOn() {
    if (writing == null) {
      writing = threads.submit(this::writeAll);
    }
    offer(batch);
    batch = new ArrayList<>(BATCH_ROWS);
    batchBytes = 0;
  }

  private void offer(List<ItemRow> rows) {
    try {
      while (writing != null && !ahead.offer(rows, 100, TimeUnit.MILLISECONDS)) {
        if (writing.isDone()) {
          await();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void writeAll() {
    try {
      for (List<ItemRow> next = ahead.take(); !next.isEmpty(); next = ahead.take()) {
        for (ItemRow row : next) {
          if (abandoned) {
            return;
          }
          writer.accept(row);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Returns when every row is written; throws what the writer threw. */
  void finish() {
    if (writing == null) {
      batch.forEach(writer);
      return;
    }
    if (!batch.isEmpty()) {
      handOn();
    }
    offer(END);
    await();
  }

  /** Ends the writing where it is, because reading failed; returns when nothing is written more. */
  void abandon() {
    if (writing == null) {
      return;
    }
    abandoned = true;
    ahead.clear();
    ahead.offer(END);
    try {
      await();
    } catch (RuntimeException e) {
      // the reader's own failure is told
    }
  }

  private void await() {
    Future<?> task = writing;
    if (task == null) {
      return;
    }
    try {
      task.get();
      writing = null;
    } catch (ExecutionException e) {
      writing = null;
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
