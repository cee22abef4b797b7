package org.jingtu.exchange;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of a .dbf one after the other, deleted ones included so that they keep step with
 * the .shp. Values that cannot be read are null and leave a problem.
 */
final class DbfReader implements AutoCloseable {

  private final FileWindow file;
  private final DbfHeader header;
  private final Charset charset;
  private final List<FieldDef> fields = new ArrayList<>();
  private final List<RowProblem> warnings = new ArrayList<>();
  private final DbfValues values;
  private final List<RowProblem> problems = new ArrayList<>();
  private @Nullable ByteBuffer row;
  private long record;

  /**
   * @param cpg may be missing
   * @param stated charset that the user stated
   * @throws UploadRefused if the header cannot be read
   */
  DbfReader(Path path, @Nullable Path cpg, @Nullable Charset stated) throws IOException {
    file = new FileWindow(path);
    try {
      header = DbfHeader.read(file);
      charset = DbfCharset.decide(file, header, cpg, stated, warnings);
      values = new DbfValues(charset);
      for (DbfHeader.Field field : header.fields()) {
        fields.add(definition(field));
      }
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private FieldDef definition(DbfHeader.Field field) {
    String name = values.name(field.name());
    return switch (field.type()) {
      case 'C' -> FieldDef.text(name, field.width());
      case 'D' -> FieldDef.date(name);
      case 'L' -> FieldDef.bool(name);
      case 'I', '+', 'O', 'B', 'Y', 'T', '@' -> DbfBinary.definition(name, field.type());
      default ->
          field.type() == 'N' && field.decimals() == 0 && field.width() <= 18
              ? FieldDef.integer(name, field.width())
              : FieldDef.decimal(name, field.width(), field.decimals());
    };
  }

  /**
   * Goes to the next row.
   *
   * @return false at the end
   */
  boolean next() throws IOException {
    problems.clear();
    if (record >= header.presentRows()) {
      return false;
    }
    row = file.bytes(header.headerBytes() + record * header.rowBytes(), header.rowBytes());
    record++;
    return true;
  }

  /** Whether the row is marked as deleted. */
  boolean deleted() {
    return row != null && row.get(0) == '*';
  }

  /** Values of the row, one a field; problems are added to {@link #problems}. */
  List<@Nullable Object> values() {
    List<@Nullable Object> read = new ArrayList<>(fields.size());
    for (int i = 0; i < fields.size(); i++) {
      DbfHeader.Field field = header.fields().get(i);
      byte[] bytes = new byte[field.width()];
      if (row != null) {
        row.get(field.offset(), bytes);
      }
      read.add(
          DbfBinary.isBinary(field.type(), field.width())
              ? DbfBinary.read(bytes, field.type(), header.dbase7())
              : values.read(bytes, fields.get(i), record, problems));
    }
    return read;
  }

  /** What is wrong with the values of the row. */
  List<RowProblem> problems() {
    return problems;
  }

  List<FieldDef> fields() {
    return List.copyOf(fields);
  }

  /** Gives the fields other names, by which their problems go too. */
  void rename(List<FieldDef> named) {
    fields.clear();
    fields.addAll(named);
  }

  Charset charset() {
    return charset;
  }

  /** What was decided about the charset. */
  List<RowProblem> warnings() {
    return warnings;
  }

  long statedRows() {
    return header.statedRows();
  }

  long presentRows() {
    return header.presentRows();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
