package org.jingtu.exchange;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file forwards through a sliding buffer. It never holds more than was asked for at once,
 * or 256 KB.
 */
final class FileWindow implements AutoCloseable {

  private static final int USUAL_BYTES = 1 << 18;

  /** The JDK keeps a direct buffer as large as the largest single read. */
  private static final int LARGEST_READ_BYTES = 1 << 20;

  private final int usualBytes;
  private final FileChannel channel;
  private final @Nullable ArrivingFile arriving;
  private final long size;
  private ByteBuffer buffer = ByteBuffer.allocate(0);
  private long start;

  FileWindow(Path file) throws IOException {
    this(file, null, USUAL_BYTES);
  }

  /**
   * @param arriving writes the file, which is waited for; null if it is whole
   * @param usualBytes how much to read at once where less was asked for; little for a file that is
   *     not read forwards
   */
  FileWindow(Path file, @Nullable ArrivingFile arriving, int usualBytes) throws IOException {
    this.arriving = arriving;
    this.usualBytes = usualBytes;
    channel = FileChannel.open(file, StandardOpenOption.READ);
    size = arriving == null ? channel.size() : arriving.bytes();
  }

  /** A window of usual size. */
  FileWindow(Path file, @Nullable ArrivingFile arriving) throws IOException {
    this(file, arriving, USUAL_BYTES);
  }

  /** Waits until all of the file is there, and known to be what it should be. */
  void awaitEnd() throws IOException {
    if (arriving != null) {
      arriving.await(size);
    }
  }

  /** Size of the file when it was opened, or when all of it is there. */
  long size() {
    return size;
  }

  /**
   * Bytes of the file, little-endian, valid until the next call.
   *
   * @param offset where they start
   * @param count how many; the caller has made sure that the file has them
   */
  ByteBuffer bytes(long offset, int count) throws IOException {
    if (offset < start || offset + count > start + buffer.limit()) {
      fill(offset, count);
    }
    return buffer.slice((int) (offset - start), count).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void fill(long offset, int count) throws IOException {
    int wanted = (int) Math.min(Math.max(count, usualBytes), size - offset);
    if (wanted < count) {
      throw new IOException("file ends before " + (offset + count));
    }
    if (arriving != null) {
      arriving.await(offset + wanted);
    }
    if (wanted > buffer.capacity() || buffer.capacity() > 4 * Math.max(wanted, usualBytes)) {
      buffer = ByteBuffer.allocate(wanted);
    }
    buffer.clear();
    start = offset;
    while (buffer.position() < wanted) {
      buffer.limit(Math.min(wanted, buffer.position() + LARGEST_READ_BYTES));
      if (channel.read(buffer, offset + buffer.position()) < 0) {
        throw new IOException("file was cut while it was read");
      }
    }
    buffer.flip();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
