package org.jingtu.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jingtu.features.FeatureRow;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/**
 * Hands rows in their order to a consumer in a thread of its own, so that the database reads on
 * while the rows before are transformed and written. Memory does not grow with the rows: at most
 * {@value #MOST_VERTICES} vertices are under way, or one geometry that has more. Fed by one thread,
 * which also finishes and closes it.
 */
final class RowPipe implements Consumer<FeatureRow>, AutoCloseable {

  private static final int BATCH_ROWS = 200;
  private static final int BATCH_VERTICES = 10_000;
  private static final int MOST_VERTICES = 100_000;

  /** What a row counts for, besides its vertices. */
  private static final int ROW_VERTICES = 10;

  private record Batch(List<FeatureRow> rows, int vertices) {}

  private static final Batch END = new Batch(List.of(), 0);

  private final Consumer<FeatureRow> consumer;
  private final BlockingQueue<Batch> underWay = new LinkedBlockingQueue<>();
  private final Semaphore room = new Semaphore(MOST_VERTICES);
  private final Thread writer;
  private List<FeatureRow> rows = new ArrayList<>(BATCH_ROWS);
  private long vertices;
  private volatile @Nullable Throwable failure;
  private volatile boolean closed;

  RowPipe(Consumer<FeatureRow> consumer) {
    this.consumer = consumer;
    this.writer = new Thread(this::write, "export-writer");
    writer.setDaemon(true);
    writer.start();
  }

  /**
   * Takes a row; waits where too much is under way.
   *
   * @throws RuntimeException what the consumer threw at an earlier row
   */
  @Override
  public void accept(FeatureRow row) {
    rows.add(row);
    Geometry geometry = row.geometry();
    vertices += ROW_VERTICES + (geometry == null ? 0 : geometry.getNumPoints());
    if (rows.size() >= BATCH_ROWS || vertices >= BATCH_VERTICES) {
      send();
    }
  }

  /**
   * Waits until every row is written.
   *
   * @throws RuntimeException what the consumer threw
   */
  void finish() {
    send();
    underWay.add(END);
    try {
      writer.join();
    } catch (InterruptedException e) {
      throw interrupted();
    }
    rethrow();
  }

  private void send() {
    rethrow();
    int size = (int) Math.min(vertices, MOST_VERTICES);
    try {
      room.acquire(size);
    } catch (InterruptedException e) {
      throw interrupted();
    }
    underWay.add(new Batch(rows, size));
    rows = new ArrayList<>(BATCH_ROWS);
    vertices = 0;
  }

  /** After a failure what is left is dropped, so that whoever feeds it never waits in vain. */
  private void write() {
    try {
      for (Batch batch = underWay.take(); batch != END; batch = underWay.take()) {
        if (failure == null && !closed) {
          write(batch.rows());
        }
        room.release(batch.vertices());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody does that; the thread ends
    }
  }

  private void write(List<FeatureRow> batch) {
    try {
      batch.forEach(consumer);
    } catch (RuntimeException | Error e) {
      failure = e;
    }
  }

  private void rethrow() {
    Throwable thrown = failure;
    if (thrown instanceof Error error) {
      throw error;
    }
    if (thrown instanceof RuntimeException exception) {
      throw exception;
    }
  }

  private static IllegalStateException interrupted() {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted while rows were written");
  }

  /** Ends the thread; rows that are still under way are dropped unless it was finished. */
  @Override
  public void close() {
    closed = true;
    underWay.add(END);
    boolean interrupted = false;
    while (writer.isAlive()) {
      try {
        writer.join();
      } catch (InterruptedException e) {
        interrupted = true; // the files may be closed only when nobody writes them
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
