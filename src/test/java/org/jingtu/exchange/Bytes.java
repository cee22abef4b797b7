package org.jingtu.exchange;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Damages files. */
final class Bytes {

  private Bytes() {}

  static void change(Path file, Consumer<byte[]> change) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    change.accept(bytes);
    Files.write(file, bytes);
  }

  /** A change of an entry of a zip's directory, little-endian, from where the entry begins. */
  interface EntryChange {
    void apply(ByteBuffer bytes, int at);
  }

  /** Changes every entry of the central directory. */
  static void changeDirectory(Path zip, EntryChange change) throws IOException {
    change(
        zip,
        bytes -> {
          ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
          for (int at = 0; at + 46 < bytes.length; at++) {
            if (buffer.getInt(at) == 0x02014b50) {
              change.apply(buffer, at);
            }
          }
        });
  }

  static void put(byte[] bytes, int at, String text) {
    byte[] put = text.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(put, 0, bytes, at, put.length);
  }

  /** Big-endian. */
  static void putInt(byte[] bytes, int at, int value) {
    ByteBuffer.wrap(bytes).putInt(at, value);
  }
}
