package org.jingtu.exchange;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts deflated files together as a zip (APPNOTE 6.3): names in UTF-8, sizes before the data. Each
 * file is under 4 GB; a zip beyond that has the records of ZIP64.
 */
final class ZipFileWriter {

  private static final int LOCAL_FILE = 0x04034b50;
  private static final int DIRECTORY_ENTRY = 0x02014b50;
  private static final int END = 0x06054b50;
  private static final int END_64 = 0x06064b50;
  private static final int END_64_LOCATOR = 0x07064b50;
  private static final short UTF_8 = 1 << 11;
  private static final short DEFLATED = 8;
  private static final short VERSION = 20;
  private static final short VERSION_64 = 45;
  private static final long MOST_32 = 0xFFFFFFFFL;

  private final FileChannel out;
  private final int date;
  private final List<ByteBuffer> directory = new ArrayList<>();

  private ZipFileWriter(FileChannel out, LocalDate date) {
    this.out = out;
    this.date =
        Math.max(0, date.getYear() - 1980) << 9 | date.getMonthValue() << 5 | date.getDayOfMonth();
  }

  /**
   * Writes the zip; the deflated files are deleted one by one.
   *
   * @param date of all files in it
   */
  static void write(Path zip, LocalDate date, List<ZipPart> parts) throws IOException {
    try (FileChannel out =
        FileChannel.open(zip, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      ZipFileWriter writer = new ZipFileWriter(out, date);
      for (ZipPart part : parts) {
        writer.add(part);
      }
      writer.end();
    }
  }

  private void add(ZipPart part) throws IOException {
    long offset = out.position();
    byte[] name = part.name().getBytes(StandardCharsets.UTF_8);
    try (FileChannel in = FileChannel.open(part.file(), StandardOpenOption.READ)) {
      long deflated = in.size();
      ByteBuffer head = buffer(30 + name.length).putInt(LOCAL_FILE).putShort(VERSION);
      put(head, part, deflated).putShort((short) name.length).putShort((short) 0);
      write(head.put(name));
      for (long done = 0; done < deflated; ) {
        done += in.transferTo(done, deflated - done, out);
      }
      directory.add(entry(part, name, deflated, offset));
    }
    Files.delete(part.file());
  }

  private ByteBuffer entry(ZipPart part, byte[] name, long deflated, long offset) {
    boolean far = offset >= MOST_32;
    ByteBuffer entry = buffer(46 + name.length + (far ? 12 : 0)).putInt(DIRECTORY_ENTRY);
    entry.putShort(VERSION_64).putShort(far ? VERSION_64 : VERSION);
    put(entry, part, deflated).putShort((short) name.length).putShort((short) (far ? 12 : 0));
    entry.putShort((short) 0).putShort((short) 0).putShort((short) 0).putInt(0);
    entry.putInt((int) Math.min(offset, MOST_32)).put(name);
    return far ? entry.putShort((short) 1).putShort((short) 8).putLong(offset) : entry;
  }

  /** What a local header and an entry of the directory have in common. */
  private ByteBuffer put(ByteBuffer to, ZipPart part, long deflated) {
    return to.putShort(UTF_8)
        .putShort(DEFLATED)
        .putShort((short) 0) // midnight
        .putShort((short) date)
        .putInt((int) part.crc())
        .putInt((int) deflated)
        .putInt((int) part.bytes());
  }

  private void end() throws IOException {
    long start = out.position();
    for (ByteBuffer entry : directory) {
      write(entry);
    }
    long end = out.position();
    short count = (short) directory.size();
    if (start >= MOST_32) {
      ByteBuffer far = buffer(76).putInt(END_64).putLong(44).putShort(VERSION_64);
      far.putShort(VERSION_64).putInt(0).putInt(0).putLong(count).putLong(count);
      far.putLong(end - start).putLong(start);
      write(far.putInt(END_64_LOCATOR).putInt(0).putLong(end).putInt(1));
    }
    ByteBuffer last = buffer(22).putInt(END).putShort((short) 0).putShort((short) 0);
    last.putShort(count).putShort(count).putInt((int) (end - start));
    write(last.putInt((int) Math.min(start, MOST_32)).putShort((short) 0));
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void write(ByteBuffer bytes) throws IOException {
    bytes.flip();
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }
}
