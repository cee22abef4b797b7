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
 * Reads a source by one thread, checks its rows in chunks on all cores, and hands the chunks over
 * in the order of the file. Only a few chunks are under way at a time, so memory does not grow with
 * the file; a chunk also ends when its geometries are large.
 */
final class ChunkPipeline implements AutoCloseable {

  private static final int CHUNK_ROWS = 500;
  private static final int CHUNK_VERTICES = 50_000;
  private static final int LOOK_MILLISECONDS = 200;

  private final FeatureSource source;
  private final ExecutorService cores;
  private final Function<List<SourceRow>, CheckedChunk> check;
  private final BlockingQueue<Future<@Nullable CheckedChunk>> underWay;
  private final Thread reader;
  private volatile boolean closed;

  /**
   * @param cores threads that check chunks
   * @param chunks chunks under way at the most
   */
  ChunkPipeline(
      FeatureSource source,
      ExecutorService cores,
      int chunks,
      Function<List<SourceRow>, CheckedChunk> check) {
    this.source = source;
    this.cores = cores;
    this.check = check;
    this.underWay = new ArrayBlockingQueue<>(chunks);
    this.reader = new Thread(this::read, "import-reader");
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
  @Nullable CheckedChunk next(StopSignal signal) throws IOException {
    try {
      Future<@Nullable CheckedChunk> first = underWay.poll();
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

  /** Stops the reader; afterwards the source may be closed. */
  @Override
  public void close() {
    closed = true;
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
    if (interrupted) {
      Thread.currentThread().interrupt();
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
    List<SourceRow> rows = new ArrayList<>(CHUNK_ROWS);
    int vertices = 0;
    for (SourceRow row = source.next(); row != null && !closed; row = source.next()) {
      rows.add(row);
      Geometry geometry = row.geometry();
      vertices += geometry == null ? 0 : geometry.getNumPoints();
      if (rows.size() >= CHUNK_ROWS || vertices >= CHUNK_VERTICES) {
        submit(rows);
        rows = new ArrayList<>(CHUNK_ROWS);
        vertices = 0;
      }
    }
    if (!rows.isEmpty()) {
      submit(rows);
    }
  }

  private void submit(List<SourceRow> rows) throws InterruptedException {
    underWay.put(cores.submit(() -> check.apply(rows)));
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
