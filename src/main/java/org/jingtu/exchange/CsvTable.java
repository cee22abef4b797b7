package org.jingtu.exchange;

import java.io.BufferedReader;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a CSV file (RFC 4180) separated by comma, semicolon or tab, whichever its first line
 * has most of. The first row names the columns.
 */
final class CsvTable implements AutoCloseable {

  private static final int LONGEST_HEADER = 100_000;

  private final LimitedReader reader;
  private final CSVParser parser;
  private final Iterator<CSVRecord> rows;
  private final List<String> columns;

  private CsvTable(Path file, TextForm form) throws IOException, Broken {
    String first = firstLine(file, form);
    boolean stated = first.toLowerCase(Locale.ROOT).startsWith("sep=") && first.length() == 5;
    char separator = stated ? first.charAt(4) : separator(first);
    reader = new LimitedReader(form.open(file));
    try {
      parser =
          CSVParser.builder()
              .setReader(reader)
              .setFormat(
                  CSVFormat.RFC4180
                      .builder()
                      .setDelimiter(separator)
                      .setIgnoreEmptyLines(true)
                      .get())
              .get();
      rows = parser.iterator();
      CSVRecord header = read();
      if (header != null && stated) {
        header = read();
      }
      columns = header == null ? List.of() : names(header);
    } catch (IOException | RuntimeException | Broken e) {
      reader.close();
      throw e;
    }
  }

  /** The text is no CSV from here on. */
  static final class Broken extends Exception {

    private final long line;

    Broken(long line) {
      super(null, null, false, false);
      this.line = line;
    }

    /** Line in which it was noticed, from 1. */
    long line() {
      return line;
    }
  }

  /**
   * Opens a file and reads its first row.
   *
   * @throws UploadRefused if it names no columns
   */
  static CsvTable open(Path file, TextForm form) throws IOException {
    try {
      CsvTable table = new CsvTable(file, form);
      if (table.columns.isEmpty() || table.columns.stream().allMatch(CsvTable::isNumber)) {
        table.close();
        throw new UploadRefused("CSV_NO_HEADER");
      }
      return table;
    } catch (Broken e) {
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

  /** Blank names become 列3, names that come again become NAME_2. */
  private static List<String> names(CSVRecord header) {
    if (header.size() > GeometryLimits.MOST_FIELDS) {
      throw new UploadRefused("TOO_MANY_FIELDS", GeometryLimits.MOST_FIELDS);
    }
    List<String> names = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    int width = header.size();
    while (width > 0 && header.get(width - 1).isBlank()) {
      width--; // a separator at the end, or empty columns of a spreadsheet
    }
    for (int i = 0; i < width; i++) {
      String plain = header.get(i).strip();
      String name = plain.isEmpty() ? "列" + (i + 1) : shorten(plain);
      String unique = name;
      for (int n = 2; !taken.add(unique); n++) {
        unique = name + "_" + n;
      }
      names.add(unique);
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
  @Nullable List<String> next() throws IOException, Broken {
    CSVRecord row = read();
    return row == null ? null : row.toList();
  }

  private @Nullable CSVRecord read() throws IOException, Broken {
    reader.grant();
    try {
      return rows.hasNext() ? rows.next() : null;
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof CSVException || e.getCause() instanceof TooLong) {
        throw new Broken(parser.getCurrentLineNumber() + 1);
      }
      throw e.getCause();
    }
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  /** A row that does not end, because of a quote that does not. */
  private static final class TooLong extends IOException {}

  /** Gives a row so many characters and no more. */
  private static final class LimitedReader extends FilterReader {

    private long left;

    LimitedReader(Reader in) {
      super(in);
    }

    void grant() {
      left = GeometryLimits.MOST_TEXT;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
      if (left <= 0) {
        throw new TooLong();
      }
      int count = super.read(buffer, offset, length);
      left -= Math.max(0, count);
      return count;
    }

    @Override
    public int read() throws IOException {
      char[] one = new char[1];
      return read(one, 0, 1) < 0 ? -1 : one[0];
    }
  }
}
