package org.jingtu.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The files of a zip while they are being made side by side. One thread deflates what is written,
 * one or two megabytes behind the thread that writes it.
 */
final class ZipParts implements HeadedFile.Maker, AutoCloseable {

  private static final int MOST_WAITING_BYTES = 2 << 20;
  private static final int END_SECONDS = 60;

  private final Path folder;
  private final List<ZipPart> parts = new ArrayList<>();
  private final Semaphore room = new Semaphore(MOST_WAITING_BYTES);
  private final ExecutorService deflating =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "export-deflate");
            thread.setDaemon(true);
            return thread;
          });
  private volatile @Nullable Throwable failure;

  /**
   * @param folder for the deflated files, under names of their own
   */
  ZipParts(Path folder) {
    this.folder = folder;
  }

  @Override
  public ZipPart make(String name, int headerBytes) throws IOException {
    ZipPart part =
        new ZipPart(this, name, folder.resolve("part-" + parts.size() + ".deflated"), headerBytes);
    parts.add(part);
    return part;
  }

  /** The complete files, in the order in which they were started. */
  List<ZipPart> listComplete() {
    return parts.stream().filter(ZipPart::isComplete).toList();
  }

  /**
   * Work for the deflating thread; waits where much is waiting.
   *
   * @throws IOException if earlier work failed
   */
  Future<?> submit(int bytes, Runnable work) throws IOException {
    Throwable thrown = failure;
    if (thrown != null) {
      throw thrown instanceof UncheckedIOException e ? e.getCause() : new IOException(thrown);
    }
    try {
      room.acquire(bytes);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while a file was deflated", e);
    }
    return deflating.submit(
        () -> {
          try {
            if (failure != null) {
              throw new IllegalStateException("what came before could not be deflated", failure);
            }
            work.run();
          } catch (RuntimeException | Error e) {
            failure = e;
            throw e;
          } finally {
            room.release(bytes);
          }
        });
  }

  @Override
  public void close() throws IOException {
    deflating.shutdownNow();
    try {
      if (deflating.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
        parts.forEach(ZipPart::release);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the deflaters are freed by the garbage collector
    }
    for (ZipPart part : parts) {
      part.close();
    }
  }
}
