package org.jingtu.exchange;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Header of a dBASE III+ table, believed only as far as the length of the file goes.
 *
 * @param fields in file order
 * @param headerBytes where the first row starts
 * @param rowBytes length of a row with its deletion mark
 * @param statedRows rows that the header states
 * @param presentRows rows that the file has room for, at most those stated
 * @param languageDriver LDID, byte 29
 */
record DbfHeader(
    List<Field> fields,
    int headerBytes,
    int rowBytes,
    long statedRows,
    long presentRows,
    int languageDriver) {

  private static final int FIXED_BYTES = 32;
  private static final int FIELD_BYTES = 32;
  private static final int NAME_BYTES = 11;
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
    if (dbase7 || headerBytes < FIXED_BYTES + 1 || headerBytes > file.size() || rowBytes < 1) {
      throw corrupt(8);
    }
    List<Field> fields = fields(file.bytes(0, headerBytes));
    int end = fields.isEmpty() ? 1 : end(fields.get(fields.size() - 1));
    if (end > rowBytes) {
      throw corrupt(10);
    }
    long room = (file.size() - headerBytes) / rowBytes;
    return new DbfHeader(
        List.copyOf(fields), headerBytes, rowBytes, rows, Math.min(rows, room), languageDriver);
  }

  private static List<Field> fields(ByteBuffer header) {
    List<Field> fields = new ArrayList<>();
    int offset = 1;
    for (int at = FIXED_BYTES;
        at + FIELD_BYTES <= header.limit() && header.get(at) != END_OF_FIELDS;
        at += FIELD_BYTES) {
      Field field = field(header, at, offset);
      offset = end(field);
      fields.add(field);
    }
    return fields;
  }

  private static Field field(ByteBuffer header, int at, int offset) {
    int length = 0;
    while (length < NAME_BYTES && header.get(at + length) != 0) {
      length++;
    }
    byte[] name = new byte[length];
    header.get(at, name);
    char type = (char) (header.get(at + 11) & 0xFF);
    if ("CNFDL".indexOf(type) < 0) {
      String shown = new String(name, StandardCharsets.ISO_8859_1);
      String code = "MGPB".indexOf(type) >= 0 ? "DBF_MEMO_FIELD" : "DBF_FIELD_UNSUPPORTED";
      throw "MGPBIOTY@+0".indexOf(type) >= 0
          ? new UploadRefused(code, shown, String.valueOf(type))
          : corrupt(at);
    }
    int width = header.get(at + 16) & 0xFF;
    int decimals = type == 'N' || type == 'F' ? header.get(at + 17) & 0xFF : 0;
    return new Field(name, type, width, decimals, offset);
  }

  private static int end(Field field) {
    return field.offset() + field.width();
  }

  private static UploadRefused corrupt(long offset) {
    return new UploadRefused("DBF_CORRUPT", offset);
  }
}
