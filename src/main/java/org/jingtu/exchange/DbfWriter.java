package org.jingtu.exchange;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes a dBASE III table without memo. */
final class DbfWriter implements AutoCloseable {

  private static final byte LDID_GBK = 0x4D;
  private static final int NAME_BYTES = 10;
  private static final int HEADER_BYTES = 32;

  private final HeadedFile file;
  private final List<FieldDef> fields;
  private final CharsetEncoder encoder;
  private final int rowBytes;
  private final LocalDate changed;
  private int rows;
  private long cutTexts;

  DbfWriter(
      HeadedFile.Maker files,
      String name,
      Charset charset,
      List<FieldDef> fields,
      LocalDate changed)
      throws IOException {
    this.fields = List.copyOf(fields);
    this.encoder = charset.newEncoder();
    this.changed = changed;
    check();
    this.rowBytes = 1 + fields.stream().mapToInt(FieldDef::width).sum();
    ByteBuffer descriptors = descriptors();
    file = files.make(name, HEADER_BYTES);
    file.body().write(descriptors.array());
  }

  private void check() {
    if (fields.isEmpty() || fields.size() > 255) {
      throw new IllegalArgumentException("a .dbf has 1 to 255 fields, not " + fields.size());
    }
    Set<String> names = new HashSet<>();
    for (FieldDef field : fields) {
      int most =
          switch (field.type()) {
            case TEXT -> 254;
            case INTEGER -> 18;
            case DECIMAL -> 32;
            case DATE -> 8;
            case BOOLEAN -> 1;
          };
      boolean room = field.decimals() == 0 || field.decimals() <= field.width() - 2;
      if (field.width() < 1 || field.width() > most || field.decimals() < 0 || !room) {
        throw new IllegalArgumentException("width of " + field);
      }
      if (field.name().isBlank() || !names.add(field.name().toUpperCase(Locale.ROOT))) {
        throw new IllegalArgumentException("name of " + field + " is blank or there twice");
      }
    }
  }

  private ByteBuffer header() {
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    header.put((byte) 3).put((byte) (changed.getYear() - 1900));
    header.put((byte) changed.getMonthValue()).put((byte) changed.getDayOfMonth());
    header.putInt(rows).putShort((short) (33 + 32 * fields.size())).putShort((short) rowBytes);
    // UTF-8 has no number here: the .cpg beside says it
    header.put(29, encoder.charset().equals(StandardCharsets.UTF_8) ? 0 : LDID_GBK);
    return header.rewind();
  }

  private ByteBuffer descriptors() {
    ByteBuffer buffer = ByteBuffer.allocate(32 * fields.size() + 1);
    for (FieldDef field : fields) {
      int start = buffer.position();
      byte[] name = bytes(field.name());
      if (name.length > NAME_BYTES) {
        throw new IllegalArgumentException("name of " + field + " takes over 10 bytes");
      }
      char type =
          switch (field.type()) {
            case TEXT -> 'C';
            case INTEGER, DECIMAL -> 'N';
            case DATE -> 'D';
            case BOOLEAN -> 'L';
          };
      buffer.put(name).position(start + 11);
      buffer.put((byte) type).position(start + 16);
      buffer.put((byte) field.width()).put((byte) field.decimals()).position(start + 32);
    }
    return buffer.put((byte) 0x0D);
  }

  private byte[] bytes(String text) {
    try {
      ByteBuffer encoded = encoder.encode(CharBuffer.wrap(text));
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return bytes;
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(text + " is not in " + encoder.charset(), e);
    }
  }

  byte[] encode(List<@Nullable Object> values) {
    if (values.size() != fields.size()) {
      throw new IllegalArgumentException(values.size() + " values, " + fields.size() + " fields");
    }
    byte[] row = new byte[rowBytes];
    Arrays.fill(row, (byte) ' ');
    int start = 1;
    for (int i = 0; i < fields.size(); i++) {
      FieldDef field = fields.get(i);
      Object value = values.get(i);
      if (value != null) {
        put(row, start, field, value);
      } else if (field.type() == FieldDef.Type.BOOLEAN) {
        row[start] = '?';
      }
      start += field.width();
    }
    return row;
  }

  private void put(byte[] row, int start, FieldDef field, Object value) {
    String text =
        switch (field.type()) {
          case TEXT -> "";
          case INTEGER, DECIMAL -> number(field, value);
          case DATE -> ((LocalDate) value).format(DateTimeFormatter.BASIC_ISO_DATE);
          case BOOLEAN -> ((Boolean) value) ? "T" : "F";
        };
    if (field.type() == FieldDef.Type.TEXT) {
      putText(ByteBuffer.wrap(row, start, field.width()), value.toString());
      return;
    }
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    if (bytes.length > field.width()) {
      throw new IllegalArgumentException(text + " is too long for " + field);
    }
    System.arraycopy(bytes, 0, row, start + field.width() - bytes.length, bytes.length);
  }

  private static String number(FieldDef field, Object value) {
    return new BigDecimal(value.toString())
        .setScale(field.decimals(), RoundingMode.HALF_UP)
        .toPlainString();
  }

  /** Encodes as many whole characters as there is room for. */
  private void putText(ByteBuffer room, String text) {
    CoderResult result = encoder.reset().encode(CharBuffer.wrap(text), room, true);
    if (result.isError()) {
      throw new IllegalArgumentException(text + " is not in " + encoder.charset());
    }
    if (result.isOverflow()) {
      cutTexts++;
    }
  }

  void write(byte[] row) throws IOException {
    file.body().write(row);
    rows++;
  }

  long cutTexts() {
    return cutTexts;
  }

  @Override
  public void close() throws IOException {
    try (file) {
      file.body().write(0x1A);
      file.complete(header());
    }
  }
}
