package org.jingtu.exchange;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Header of a table of dBASE III+, Visual FoxPro or dBASE 7, believed only as far as the length of
 * the file goes.
 *
 * @param fields in file order
 * @param headerBytes where the first row starts
 * @param rowBytes length of a row with its deletion mark
 * @param statedRows rows that the header states
 * @param presentRows rows that the file has room for, at most those stated
 * @param languageDriver LDID, byte 29
 * @param dbase7 whether it is one of dBASE 7
 */
record DbfHeader(
    List<Field> fields,
    int headerBytes,
    int rowBytes,
    long statedRows,
    long presentRows,
    int languageDriver,
    boolean dbase7) {

  private static final int FIXED_BYTES = 32;

  /**
   * How fields are described.
   *
   * @param start where the first stands
   * @param bytes of one
   * @param nameBytes of its name; type, width and decimals follow
   * @param widthAfterType bytes from type to width
   */
  private record Layout(int start, int bytes, int nameBytes, int widthAfterType) {
    static final Layout DBASE3 = new Layout(32, 32, 11, 5);
    static final Layout DBASE7 = new Layout(68, 48, 32, 1);
  }

  private static final byte END_OF_FIELDS = 0x0D;

  /**
   * @param name bytes without the padding
   * @param offset from the start of a row
   */
  record Field(byte[] name, char type, int width, int decimals, int offset) {

    boolean text() {
      return type == 'C';
    }
  }

  /**
   * @throws UploadRefused if the header contradicts itself or the length of the file, or has a
   *     field of an unsupported type
   */
  static DbfHeader read(FileWindow file) throws IOException {
    if (file.size() < FIXED_BYTES + 1) {
      throw corrupt(file.size());
    }
    ByteBuffer fixed = file.bytes(0, FIXED_BYTES);
    long rows = fixed.getInt(4) & 0xFFFFFFFFL;
    int headerBytes = fixed.getShort(8) & 0xFFFF;
    int rowBytes = fixed.getShort(10) & 0xFFFF;
    int languageDriver = fixed.get(29) & 0xFF;
    boolean dbase7 = (fixed.get(0) & 7) == 4;
    if (headerBytes < FIXED_BYTES + 1 || headerBytes > file.size() || rowBytes < 1) {
      throw corrupt(8);
    }
    boolean foxPro = (fixed.get(0) & 0xF0) == 0x30;
    List<Field> fields =
        fields(file.bytes(0, headerBytes), dbase7 ? Layout.DBASE7 : Layout.DBASE3, foxPro);
    int end = fields.isEmpty() ? 1 : end(fields.get(fields.size() - 1));
    if (end > rowBytes) {
      throw corrupt(10);
    }
    long room = (file.size() - headerBytes) / rowBytes;
    return new DbfHeader(
        List.copyOf(fields),
        headerBytes,
        rowBytes,
        rows,
        Math.min(rows, room),
        languageDriver,
        dbase7);
  }

  private static List<Field> fields(ByteBuffer header, Layout layout, boolean foxPro) {
    List<Field> fields = new ArrayList<>();
    int offset = 1;
    for (int at = layout.start();
        at + layout.bytes() <= header.limit() && header.get(at) != END_OF_FIELDS;
        at += layout.bytes()) {
      Field field = field(header, at, offset, layout, foxPro);
      offset = end(field);
      fields.add(field);
    }
    return fields;
  }

  private static Field field(ByteBuffer header, int at, int offset, Layout layout, boolean foxPro) {
    int length = 0;
    while (length < layout.nameBytes() && header.get(at + length) != 0) {
      length++;
    }
    byte[] name = new byte[length];
    header.get(at, name);
    int typeAt = at + layout.nameBytes();
    char type = (char) (header.get(typeAt) & 0xFF);
    int width = header.get(typeAt + layout.widthAfterType()) & 0xFF;
    boolean binary = DbfBinary.isBinary(type, width) && (type != 'B' || foxPro);
    if ("CNFDL".indexOf(type) < 0 && !binary) {
      throw unsupported(name, type, at);
    }
    boolean number = type == 'N' || type == 'F';
    int decimals = number ? header.get(typeAt + layout.widthAfterType() + 1) & 0xFF : 0;
    return new Field(name, type, width, decimals, offset);
  }

  private static UploadRefused unsupported(byte[] name, char type, int at) {
    if ("MGPBIOTYVQW@+0".indexOf(type) < 0) {
      return corrupt(at);
    }
    String code = "MGPBW".indexOf(type) >= 0 ? "DBF_MEMO_FIELD" : "DBF_FIELD_UNSUPPORTED";
    return new UploadRefused(
        code, new String(name, StandardCharsets.ISO_8859_1), String.valueOf(type));
  }

  private static int end(Field field) {
    return field.offset() + field.width();
  }

  private static UploadRefused corrupt(long offset) {
    return new UploadRefused("DBF_CORRUPT", offset);
  }
}
