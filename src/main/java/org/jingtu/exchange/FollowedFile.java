package org.jingtu.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends a file while it is still being written: a thread of its own follows the end of the file. A
 * slow receiver therefore never holds up whoever writes it. Used by one thread, which also writes
 * the file.
 */
final class FollowedFile implements AutoCloseable {

  private static final int BUFFER_BYTES = 1 << 16;
  private static final int LOOK_MILLISECONDS = 20;

  private final Path file;
  private final OutputStream out;
  private final CountDownLatch end = new CountDownLatch(1);
  private final Thread sender;
  private volatile boolean dropped;
  private volatile @Nullable Exception failure;

  /**
   * Starts sending.
   *
   * @param file exists, and only grows until {@link #finish}
   * @param out is used by the sending thread alone until this is closed
   */
  FollowedFile(Path file, OutputStream out) {
    this.file = file;
    this.out = out;
    this.sender = new Thread(this::send, "export-sender");
    sender.setDaemon(true);
    sender.start();
  }

  /** Whether the receiver has gone, so that it is of no use to write on. */
  boolean isGone() {
    return failure != null;
  }

  /**
   * The file is complete: waits until all of it is sent.
   *
   * @throws IOException if the receiver has gone
   */
  void finish() throws IOException {
    end.countDown();
    join();
    Exception thrown = failure;
    if (thrown instanceof IOException e) {
      throw e;
    }
    if (thrown instanceof RuntimeException e) {
      throw e;
    }
  }

  /** Ends the sending; what is not yet sent never will be. */
  @Override
  public void close() {
    dropped = true;
    end.countDown();
    join();
  }

  private void join() {
    boolean interrupted = false;
    while (sender.isAlive()) {
      try {
        sender.join();
      } catch (InterruptedException e) {
        interrupted = true; // the answer may end only when nobody writes to it
        dropped = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void send() {
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = Files.newInputStream(file)) {
      boolean complete = false;
      boolean flushed = true;
      while (!dropped) {
        int count = in.read(buffer);
        if (count > 0) {
          out.write(buffer, 0, count);
          flushed = false;
          continue;
        }
        if (!flushed) {
          out.flush();
          flushed = true;
        }
        if (complete) {
          return;
        }
        complete = end.await(LOOK_MILLISECONDS, TimeUnit.MILLISECONDS);
      }
      failure = new IOException("not all of a file was sent");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody does that; the thread ends
      failure = new IOException("interrupted while a file was sent", e);
    } catch (IOException | RuntimeException e) {
      failure = e;
    }
  }
}
