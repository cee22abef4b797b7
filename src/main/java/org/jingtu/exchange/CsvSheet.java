package org.jingtu.exchange;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A table for spreadsheets: CSV in UTF-8 with a byte order mark, as Excel needs it, every text in
 * quotes, and no text that a spreadsheet would run as a formula. Nothing but the current row is
 * held.
 */
public final class CsvSheet {

  private final Writer writer;
  private final StringBuilder row = new StringBuilder();
  private boolean first = true;

  /** Begins a table. */
  public CsvSheet(OutputStream out) {
    writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    row.append('\uFEFF');
  }

  /** Adds a cell: a text, a number, a boolean, or null for an empty one. */
  public CsvSheet append(@Nullable Object value) {
    if (!first) {
      row.append(',');
    }
    first = false;
    if (value instanceof String text) {
      row.append('"').append(CsvCells.write(text).replace("\"", "\"\"")).append('"');
    } else if (value != null) {
      row.append(value);
    }
    return this;
  }

  /**
   * Ends the row.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  public void endRow() {
    try {
      writer.append(row).append("\r\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    row.setLength(0);
    first = true;
  }

  /** Writes what is held. */
  public void flush() {
    try {
      writer.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
