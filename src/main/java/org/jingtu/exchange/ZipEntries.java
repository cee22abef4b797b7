package org.jingtu.exchange;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the central directory of a zip (APPNOTE 6.3.10). {@code java.util.zip} shows neither
 * encryption nor links nor the bytes of a name, and names of Chinese tools are GBK without saying
 * so.
 */
final class ZipEntries {

  private static final int LOCAL_SIGNATURE = 0x04034b50;
  private static final int CENTRAL_SIGNATURE = 0x02014b50;
  private static final int END_SIGNATURE = 0x06054b50;
  private static final int CENTRAL_BYTES = 46;
  private static final int END_BYTES = 22;
  private static final int LONGEST_COMMENT = 0xFFFF;
  private static final int FLAG_ENCRYPTED = 1;
  private static final int FLAG_UTF8 = 1 << 11;

  /**
   * @param name with / between folders
   * @param method 0 stored, 8 deflated
   * @param localOffset where its local header starts
   */
  record Entry(
      String name,
      boolean encrypted,
      boolean link,
      int method,
      long crc,
      long packedBytes,
      long bytes,
      long localOffset) {

    boolean folder() {
      return name.endsWith("/");
    }
  }

  private ZipEntries() {}

  /**
   * All entries, in the order of the directory.
   *
   * @throws UploadRefused if it is no zip, damaged, of an unsupported kind or has too many entries
   */
  static List<Entry> read(FileChannel zip, int mostEntries) throws IOException {
    ByteBuffer end = findEnd(zip);
    int count = end.getShort(10) & 0xFFFF;
    long size = end.getInt(12) & 0xFFFFFFFFL;
    long offset = end.getInt(16) & 0xFFFFFFFFL;
    if (count == 0xFFFF || offset == 0xFFFFFFFFL || (end.getShort(8) & 0xFFFF) != count) {
      throw new UploadRefused("ZIP_UNSUPPORTED", "zip64");
    }
    if (count > mostEntries) {
      throw new UploadRefused("ZIP_TOO_LARGE", count + " > " + mostEntries);
    }
    if (offset + size > zip.size() || size < (long) count * CENTRAL_BYTES) {
      throw new UploadRefused("ZIP_CORRUPT", "central directory");
    }
    // a name, an extra field and a comment are at most 64 KB each
    if (size > (long) count * (CENTRAL_BYTES + 3 * 0xFFFF)) {
      throw new UploadRefused("ZIP_CORRUPT", "central directory");
    }
    return entries(readAt(zip, offset, (int) size), count);
  }

  private static List<Entry> entries(ByteBuffer directory, int count) {
    List<Entry> entries = new ArrayList<>(count);
    try {
      for (int i = 0; i < count; i++) {
        entries.add(entry(directory));
      }
    } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new UploadRefused("ZIP_CORRUPT", "central directory");
    }
    return entries;
  }

  private static Entry entry(ByteBuffer directory) {
    int at = directory.position();
    if (directory.getInt(at) != CENTRAL_SIGNATURE) {
      throw new UploadRefused("ZIP_CORRUPT", "central directory");
    }
    int madeBy = directory.get(at + 5);
    int flags = directory.getShort(at + 8);
    byte[] name = new byte[directory.getShort(at + 28) & 0xFFFF];
    int extra = directory.getShort(at + 30) & 0xFFFF;
    int comment = directory.getShort(at + 32) & 0xFFFF;
    int unixMode = directory.getInt(at + 38) >>> 16;
    directory.position(at + CENTRAL_BYTES);
    directory.get(name);
    directory.position(directory.position() + extra + comment);
    return new Entry(
        decode(name, (flags & FLAG_UTF8) != 0),
        (flags & FLAG_ENCRYPTED) != 0,
        madeBy == 3 && (unixMode & 0xF000) == 0xA000,
        directory.getShort(at + 10) & 0xFFFF,
        directory.getInt(at + 16) & 0xFFFFFFFFL,
        directory.getInt(at + 20) & 0xFFFFFFFFL,
        directory.getInt(at + 24) & 0xFFFFFFFFL,
        directory.getInt(at + 42) & 0xFFFFFFFFL);
  }

  private static String decode(byte[] name, boolean utf8) {
    boolean unicode = utf8 || Charsets.isUtf8(ByteBuffer.wrap(name));
    Charset charset = unicode ? StandardCharsets.UTF_8 : Charsets.GB18030;
    return new String(name, charset).replace('\\', '/');
  }

  private static ByteBuffer findEnd(FileChannel zip) throws IOException {
    long size = zip.size();
    boolean starts = size >= 4 && readAt(zip, 0, 4).getInt(0) == LOCAL_SIGNATURE;
    int tail = (int) Math.min(size, END_BYTES + LONGEST_COMMENT);
    ByteBuffer end = readAt(zip, size - tail, tail);
    for (int at = tail - END_BYTES; at >= 0; at--) {
      if (end.getInt(at) == END_SIGNATURE
          && at + END_BYTES + (end.getShort(at + 20) & 0xFFFF) <= tail) {
        return end.slice(at, END_BYTES).order(ByteOrder.LITTLE_ENDIAN);
      }
    }
    throw starts
        ? new UploadRefused("ZIP_CORRUPT", "end of central directory")
        : new UploadRefused("UPLOAD_NOT_A_ZIP");
  }

  /** Where the packed bytes of an entry start. */
  static long dataOffset(FileChannel zip, Entry entry) throws IOException {
    if (entry.localOffset() + 30 > zip.size()) {
      throw new UploadRefused("ZIP_CORRUPT", entry.name());
    }
    ByteBuffer header = readAt(zip, entry.localOffset(), 30);
    long start =
        entry.localOffset() + 30 + (header.getShort(26) & 0xFFFF) + (header.getShort(28) & 0xFFFF);
    if (header.getInt(0) != LOCAL_SIGNATURE || start + entry.packedBytes() > zip.size()) {
      throw new UploadRefused("ZIP_CORRUPT", entry.name());
    }
    return start;
  }

  private static ByteBuffer readAt(FileChannel zip, long offset, int count) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining() && zip.read(buffer, offset + buffer.position()) >= 0) {
      continue;
    }
    if (buffer.hasRemaining()) {
      throw new UploadRefused("ZIP_CORRUPT", "end of file");
    }
    return buffer.flip().order(ByteOrder.LITTLE_ENDIAN);
  }
}
