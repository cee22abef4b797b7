package org.jingtu.exchange;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The order of the records of a .shp by its index (.shx), for files whose records do not lie one
 * behind the other in the order of the rows: programs that edit in place put a grown record at the
 * end, and leave the old one where it was.
 */
final class ShpIndex implements AutoCloseable {

  private static final int HEADER_BYTES = 100;
  private static final int ENTRY_BYTES = 8;

  private final FileWindow shx;
  private final long count;

  private ShpIndex(FileWindow shx, long count) {
    this.shx = shx;
    this.count = count;
  }

  /** What an index says of its .shp. */
  enum Order {
    /** The records lie in the order of the rows, without gaps. */
    SEQUENTIAL,
    /** Each entry names a record that carries its number, in another order or with gaps. */
    INDEXED,
    /** Entries contradict the .shp; the index is of no use. */
    CONTRADICTS
  }

  /**
   * An index and what it says.
   *
   * @param index null unless INDEXED
   */
  record Judged(Order order, @Nullable ShpIndex index) {}

  /** Judges an index by the .shp of these parts. */
  static Judged open(Path file, ShapefileParts parts) throws IOException {
    FileWindow shx = new FileWindow(file);
    boolean kept = false;
    try (FileWindow shp = new FileWindow(parts.shp(), parts.arriving(), 1 << 12)) {
      if (shx.size() < HEADER_BYTES + ENTRY_BYTES) {
        return new Judged(Order.CONTRADICTS, null);
      }
      ShpIndex index = new ShpIndex(shx, (shx.size() - HEADER_BYTES) / ENTRY_BYTES);
      if (index.isSequential()) {
        return new Judged(Order.SEQUENTIAL, null);
      }
      kept = index.fits(shp);
      return kept ? new Judged(Order.INDEXED, index) : new Judged(Order.CONTRADICTS, null);
    } finally {
      if (!kept) {
        shx.close();
      }
    }
  }

  private boolean isSequential() throws IOException {
    long due = HEADER_BYTES;
    for (long i = 0; i < count; i++) {
      if (offset(i) != due) {
        return false;
      }
      due += ENTRY_BYTES + bytes(i);
    }
    return true;
  }

  /** Records may not overlap, so all of them together are no longer than the file. */
  private boolean fits(FileWindow shp) throws IOException {
    long left = shp.size() - HEADER_BYTES;
    for (long i = 0; i < count; i++) {
      long offset = offset(i);
      long bytes = bytes(i);
      left -= ENTRY_BYTES + bytes;
      if (left < 0 || offset < HEADER_BYTES || offset + ENTRY_BYTES + bytes > shp.size()) {
        return false;
      }
      ByteBuffer header = shp.bytes(offset, ENTRY_BYTES).order(ByteOrder.BIG_ENDIAN);
      if (header.getInt(0) != i + 1 || words(header.getInt(4)) != bytes) {
        return false;
      }
    }
    return true;
  }

  /** Number of records. */
  long count() {
    return count;
  }

  /** Where the header of a record starts, by its place from 0. */
  long offset(long record) throws IOException {
    return words(entry(record).getInt(0));
  }

  private long bytes(long record) throws IOException {
    return words(entry(record).getInt(4));
  }

  private ByteBuffer entry(long record) throws IOException {
    return shx.bytes(HEADER_BYTES + ENTRY_BYTES * record, ENTRY_BYTES).order(ByteOrder.BIG_ENDIAN);
  }

  /** The format counts words of 16 bits. */
  private static long words(int count) {
    return 2 * (count & 0xFFFFFFFFL);
  }

  @Override
  public void close() throws IOException {
    shx.close();
  }
}
