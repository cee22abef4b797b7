package org.jingtu.exchange;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/**
 * Reads a source by one thread, works on its rows in chunks on all cores, and hands what became of
 * them over in the order of the file. Only a few chunks are under way at a time, so memory does not
 * grow with the file; a chunk also ends when its geometries are large.
 *
 * @param <T> what becomes of a chunk
 */
public final class ChunkPipeline<T> implements AutoCloseable {

  private static final int CHUNK_VERTICES = 50_000;
  private static final int LOOK_MILLISECONDS = 200;
  private static final int CLOSE_MILLISECONDS = 2000;

  private final FeatureSource source;
  private final ExecutorService cores;
  private final int chunkRows;
  private final Function<List<SourceRow>, T> work;
  private final BlockingQueue<Future<@Nullable T>> underWay;
  private final Thread reader;
  private volatile boolean closed;
  private int atWork;

  /**
   * @param cores threads that work on chunks
   * @param chunks chunks under way at the most
   * @param chunkRows rows of a chunk at the most
   * @param work what is done with a chunk, by several threads at a time
   */
  public ChunkPipeline(
      FeatureSource source,
      ExecutorService cores,
      int chunks,
      int chunkRows,
      Function<List<SourceRow>, T> work) {
    this.source = source;
    this.cores = cores;
    this.chunkRows = chunkRows;
    this.work = work;
    this.underWay = new ArrayBlockingQueue<>(chunks);
    this.reader = new Thread(this::read, "chunk-reader");
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * The next chunk; waits for it.
   *
   * @return null at the end of the file
   * @throws StopSignal.Stopped if the job is to stop
   * @throws IOException if the file cannot be read
   */
  public @Nullable T next(StopSignal signal) throws IOException {
    try {
      Future<@Nullable T> first = underWay.poll();
      while (first == null) {
        signal.check();
        first = underWay.poll(LOOK_MILLISECONDS, TimeUnit.MILLISECONDS);
      }
      while (true) {
        signal.check();
        try {
          return first.get(LOOK_MILLISECONDS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          // look at the signal, then go on waiting
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StopSignal.Stopped(StopSignal.Reason.SERVICE_STOPPED);
    } catch (ExecutionException e) {
      throw rethrow(e.getCause());
    }
  }

  /**
   * Stops the reader; afterwards the source may be closed. Chunks that wait are not begun any more;
   * those that are being worked on are waited for a short while, in which they end unless something
   * holds them up.
   */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    reader.interrupt();
    boolean interrupted = false;
    while (reader.isAlive()) {
      underWay.forEach(chunk -> chunk.cancel(false));
      underWay.clear();
      try {
        reader.join(LOOK_MILLISECONDS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    underWay.forEach(chunk -> chunk.cancel(false));
    if (awaitChunks() || interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** True if this thread was interrupted meanwhile. */
  private synchronized boolean awaitChunks() {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CLOSE_MILLISECONDS);
    try {
      for (long left = end - System.nanoTime();
          atWork > 0 && left > 0;
          left = end - System.nanoTime()) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
      return false;
    } catch (InterruptedException e) {
      return true;
    }
  }

  private T work(List<SourceRow> rows) {
    synchronized (this) {
      if (closed) {
        throw new CancellationException();
      }
      atWork++;
    }
    try {
      return work.apply(rows);
    } finally {
      synchronized (this) {
        atWork--;
        notifyAll();
      }
    }
  }

  private void read() {
    try {
      try {
        readChunks();
        underWay.put(CompletableFuture.completedFuture(null));
      } catch (IOException | RuntimeException | Error e) {
        underWay.put(CompletableFuture.failedFuture(e));
      }
    } catch (InterruptedException e) {
      // closed; nobody waits for more
    }
  }

  private void readChunks() throws IOException, InterruptedException {
    List<SourceRow> rows = new ArrayList<>(chunkRows);
    int vertices = 0;
    for (SourceRow row = source.next(); row != null && !closed; row = source.next()) {
      rows.add(row);
      Geometry geometry = row.geometry();
      vertices += geometry == null ? 0 : geometry.getNumPoints();
      if (rows.size() >= chunkRows || vertices >= CHUNK_VERTICES) {
        submit(rows);
        rows = new ArrayList<>(chunkRows);
        vertices = 0;
      }
    }
    if (!rows.isEmpty()) {
      submit(rows);
    }
  }

  private void submit(List<SourceRow> rows) throws InterruptedException {
    underWay.put(cores.submit(() -> work(rows)));
  }

  private static RuntimeException rethrow(@Nullable Throwable cause) throws IOException {
    if (cause instanceof IOException e) {
      throw e;
    }
    if (cause instanceof Error e) {
      throw e;
    }
    return cause instanceof RuntimeException e ? e : new CancellationException();
  }
}
