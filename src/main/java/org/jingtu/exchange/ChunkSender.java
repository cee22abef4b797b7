package org.jingtu.exchange;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jingtu.features.CollectionWriter;
import org.jingtu.features.EncodedBatch;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;

/**
 * Registers chunk after chunk by a thread of its own, so that the database is at work on one while
 * the next are judged. A few are on their way; after one that is refused none is registered. Used
 * by the thread of the transaction, which must close it before the transaction ends: nothing is
 * sent afterwards.
 */
final class ChunkSender implements AutoCloseable {

  private static final int MOST_ON_THEIR_WAY = 3;

  private final CollectionWriter writer;
  private final String table;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread sender = new Thread(work, "import-send");
            sender.setDaemon(true);
            return sender;
          });
  private final Deque<Sending> onTheirWay = new ArrayDeque<>();
  private volatile boolean refused;

  /**
   * @param table of the collection that is written
   */
  ChunkSender(CollectionWriter writer, String table) {
    this.writer = writer;
    this.table = table;
  }

  /**
   * A row that the database refused.
   *
   * @param constraint that it breaks
   */
  record Refused(CheckedRow row, String constraint) {}

  private record Sending(CheckedChunk chunk, Future<?> arrival) {}

  /** Sends a chunk for which there is room, see {@link #awaitRoom}. */
  void send(CheckedChunk next) {
    if (!next.ended().isEmpty()) {
      writer.end(next.ended());
    }
    EncodedBatch batch = next.batch();
    if (batch != null) {
      onTheirWay.add(new Sending(next, thread.submit(() -> insert(batch))));
    }
  }

  private void insert(EncodedBatch batch) {
    if (refused) {
      return;
    }
    try {
      writer.insert(batch);
    } catch (RuntimeException | Error e) {
      refused = true;
      throw e;
    }
  }

  /**
   * Waits until a chunk may be sent: for the first of those before it if there are many, for all if
   * it ends versions, which this thread does.
   *
   * @param next null: nothing more is sent
   * @return the row because of which one of them was refused, if one was
   */
  Optional<Refused> awaitRoom(@Nullable CheckedChunk next) {
    int allowed = next == null || !next.ended().isEmpty() ? 0 : MOST_ON_THEIR_WAY - 1;
    Optional<Refused> found = Optional.empty();
    while (found.isEmpty() && onTheirWay.size() > allowed) {
      found = await(onTheirWay.remove());
    }
    return found;
  }

  private Optional<Refused> await(Sending sent) {
    try {
      sent.arrival().get();
      return Optional.empty();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof DataIntegrityViolationException refusal) {
        RefusedRow row = RefusedRow.find(refusal, table).orElseThrow(() -> refusal);
        return Optional.of(
            new Refused(sent.chunk().written().get(row.line() - 1), row.constraint()));
      }
      throw rethrow(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StopSignal.Stopped(StopSignal.Reason.SERVICE_STOPPED);
    }
  }

  private static RuntimeException rethrow(@Nullable Throwable cause) {
    if (cause instanceof Error e) {
      throw e;
    }
    return cause instanceof RuntimeException e ? e : new IllegalStateException(cause);
  }

  /** Waits for what is on its way, whatever becomes of it. */
  @Override
  public void close() {
    thread.shutdown();
    boolean interrupted = false;
    while (!thread.isTerminated()) {
      try {
        thread.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
