package org.jingtu.exchange;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jingtu.features.CollectionWriter;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;

/**
 * Registers chunk after chunk by a thread of its own, so that the database is at work on one while
 * the next is judged. At most one is on its way. Used by the thread of the transaction, which must
 * close it before the transaction ends: nothing is sent afterwards.
 */
final class ChunkSender implements AutoCloseable {

  private final CollectionWriter writer;
  private final String table;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread sender = new Thread(work, "import-send");
            sender.setDaemon(true);
            return sender;
          });
  private @Nullable CheckedChunk chunk;
  private @Nullable Future<?> onItsWay;

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

  /** Sends a chunk; the one before it must have arrived. */
  void send(CheckedChunk next) {
    if (!next.ended().isEmpty()) {
      writer.end(next.ended());
    }
    if (next.batch() != null) {
      chunk = next;
      onItsWay = thread.submit(() -> writer.insert(next.batch()));
    }
  }

  /**
   * Waits until what was sent has arrived.
   *
   * @return the row because of which it was refused, if it was
   */
  Optional<Refused> await() {
    Future<?> sent = onItsWay;
    if (sent == null) {
      return Optional.empty();
    }
    try {
      sent.get();
      return Optional.empty();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof DataIntegrityViolationException refusal && chunk != null) {
        RefusedRow refused = RefusedRow.find(refusal, table).orElseThrow(() -> refusal);
        return Optional.of(
            new Refused(chunk.written().get(refused.line() - 1), refused.constraint()));
      }
      throw rethrow(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StopSignal.Stopped(StopSignal.Reason.SERVICE_STOPPED);
    } finally {
      onItsWay = null;
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
