package org.jingtu.exchange;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file that a thread of its own writes from the beginning to the end, and that may be read
 * meanwhile as far as it has come. To be closed after whoever reads it.
 */
final class ArrivingFile implements AutoCloseable {

  private final Path file;
  private final long bytes;
  private final Writing writing;
  private final Thread writer;
  private long arrived;
  private boolean complete;
  private boolean closed;
  private @Nullable Throwable failure;

  /** Writes the whole file. */
  interface Writing {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Begins to write; the file exists when this returns.
   *
   * @param bytes how many it will have
   */
  ArrivingFile(Path file, long bytes, Writing writing) throws IOException {
    this.file = Files.createFile(file);
    this.bytes = bytes;
    this.writing = writing;
    this.writer = new Thread(this::write, "file-arriving");
    writer.setDaemon(true);
    writer.start();
  }

  /** How many bytes it will have. */
  long bytes() {
    return bytes;
  }

  /**
   * Waits for the bytes before this one; for the last also until the writing has ended well.
   *
   * @throws IOException if the disk fails, or this thread is interrupted
   * @throws UploadRefused if what is written turns out not to be what it should be
   */
  synchronized void await(long end) throws IOException {
    try {
      while (failure == null && (end < bytes ? arrived < end : !complete)) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while a file arrived");
    }
    if (failure instanceof RuntimeException refused) {
      throw refused;
    }
    if (failure != null) {
      throw new IOException("a file did not arrive", failure);
    }
  }

  private void write() {
    try {
      try (OutputStream out = new Counted(Files.newOutputStream(file))) {
        writing.writeTo(out);
      }
      end(null);
    } catch (IOException | RuntimeException | Error e) {
      end(e); // whoever reads would wait for ever
    }
  }

  private synchronized void end(@Nullable Throwable thrown) {
    failure = thrown;
    complete = true;
    notifyAll();
  }

  private synchronized void arrive(int count) throws IOException {
    if (closed) {
      throw new IOException("nobody reads it any more");
    }
    arrived += count;
    notifyAll();
  }

  /** Ends the writing; the file stays as far as it has come. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    boolean interrupted = false;
    while (writer.isAlive()) {
      try {
        writer.join();
      } catch (InterruptedException e) {
        interrupted = true; // the folder may be removed only when nobody writes to it
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Tells how far the file has come, after each piece. */
  private final class Counted extends OutputStream {
    private final OutputStream out;

    Counted(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] b, int off, int len) throws IOException {
      out.write(b, off, len);
      arrive(len);
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
