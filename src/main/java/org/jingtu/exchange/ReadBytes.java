package org.jingtu.exchange;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** How far a file has been read; may be asked by another thread. */
final class ReadBytes {

  private final long total;
  private final AtomicLong read = new AtomicLong();

  private ReadBytes(long total) {
    this.total = total;
  }

  /** Of a file of which nothing has been read. */
  static ReadBytes of(Path file) throws IOException {
    return new ReadBytes(Files.size(file));
  }

  long read() {
    return read.get();
  }

  /** Size of the file. */
  long total() {
    return total;
  }

  /** Of a file whose rows stand one after another: so many of so many have been read. */
  void reached(long row, long rows) {
    read.set(row >= rows ? total : (long) ((double) total / rows * row));
  }

  /** Counts what is read of this. */
  InputStream counting(InputStream in) {
    return new FilterInputStream(in) {

      @Override
      public int read() throws IOException {
        int one = super.read();
        read.addAndGet(one < 0 ? 0 : 1);
        return one;
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        read.addAndGet(Math.max(0, count));
        return count;
      }

      @Override
      public long skip(long count) throws IOException {
        long skipped = super.skip(count);
        read.addAndGet(skipped);
        return skipped;
      }

      @Override
      public boolean markSupported() {
        return false;
      }
    };
  }
}
