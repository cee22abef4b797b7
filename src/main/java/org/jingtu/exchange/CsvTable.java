package org.jingtu.exchange;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a CSV file (RFC 4180) separated by comma, semicolon or tab, whichever its first line
 * has most of. The first row names the columns.
 */
final class CsvTable implements AutoCloseable {

  private static final int LONGEST_HEADER = 100_000;

  private final Reader reader;
  private final CsvLexer rows;
  private final List<String> columns;
  private final boolean typed;

  private CsvTable(Path file, TextForm form, @Nullable ReadBytes bytes)
      throws IOException, CsvLexer.Broken {
    String first = firstLine(file, form);
    boolean stated = first.toLowerCase(Locale.ROOT).startsWith("sep=") && first.length() == 5;
    char separator = stated ? first.charAt(4) : separator(first);
    reader = bytes == null ? form.open(file) : form.open(file, bytes);
    rows = new CsvLexer(reader, separator);
    try {
      List<String> header = rows.next();
      if (stated) {
        header = rows.next();
      }
      columns = names(header);
      typed = IntStream.range(0, columns.size()).allMatch(rows::quoted);
    } catch (IOException | RuntimeException | CsvLexer.Broken e) {
      reader.close();
      throw e;
    }
  }

  /**
   * Opens a file and reads its first row.
   *
   * @param bytes counts what is read; null if nobody asks
   * @throws UploadRefused if it names no columns
   */
  static CsvTable open(Path file, TextForm form, @Nullable ReadBytes bytes) throws IOException {
    try {
      CsvTable table = new CsvTable(file, form, bytes);
      if (table.columns.isEmpty() || table.columns.stream().allMatch(CsvTable::isNumber)) {
        table.close();
        throw new UploadRefused("CSV_NO_HEADER");
      }
      return table;
    } catch (CsvLexer.Broken e) {
      throw new UploadRefused("CSV_BROKEN", e.line());
    }
  }

  private static boolean isNumber(String name) {
    return SourceValues.findNumber(name) != null;
  }

  private static String firstLine(Path file, TextForm form) throws IOException {
    StringBuilder line = new StringBuilder();
    try (Reader in = new BufferedReader(form.open(file))) {
      for (int c = in.read(); c >= 0 && line.length() < LONGEST_HEADER; c = in.read()) {
        if (c != '\n' && c != '\r') {
          line.append((char) c);
        } else if (!line.isEmpty()) {
          break;
        }
      }
    }
    return line.toString().strip();
  }

  private static char separator(String line) {
    char best = ',';
    long most = 0;
    for (char candidate : new char[] {',', ';', '\t'}) {
      boolean quoted = false;
      long count = 0;
      for (int i = 0; i < line.length(); i++) {
        quoted ^= line.charAt(i) == '"';
        count += !quoted && line.charAt(i) == candidate ? 1 : 0;
      }
      if (count > most) {
        most = count;
        best = candidate;
      }
    }
    return best;
  }

  /** Blank names become 列3. */
  private static List<String> names(List<String> header) {
    if (header.size() > GeometryLimits.MOST_FIELDS) {
      throw new UploadRefused("TOO_MANY_FIELDS", GeometryLimits.MOST_FIELDS);
    }
    List<String> names = new ArrayList<>();
    int width = header.size();
    while (width > 0 && header.get(width - 1).isBlank()) {
      width--; // a separator at the end, or empty columns of a spreadsheet
    }
    for (int i = 0; i < width; i++) {
      String plain = header.get(i).strip();
      names.add(plain.isEmpty() ? "列" + (i + 1) : shorten(plain));
    }
    return List.copyOf(names);
  }

  private static String shorten(String name) {
    return name.substring(0, Math.min(name.length(), 1_000));
  }

  /** Names of the columns. */
  List<String> columns() {
    return columns;
  }

  /**
   * The next row.
   *
   * @return null at the end
   */
  @Nullable List<String> next() throws IOException, CsvLexer.Broken {
    List<String> row = rows.next();
    return row.isEmpty() ? null : row;
  }

  /**
   * Whether the file puts its texts in quotes, as the names of its columns show: then a cell
   * without quotes is no text.
   */
  boolean typed() {
    return typed;
  }

  /** Whether a cell of the last row stood in quotes. */
  boolean quoted(int column) {
    return rows.quoted(column);
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
