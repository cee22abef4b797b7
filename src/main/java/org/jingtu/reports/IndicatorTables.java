package org.jingtu.reports;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jingtu.exchange.CsvCells;
import org.jspecify.annotations.Nullable;

/** A table as a spreadsheet or as CSV; cells are texts or numbers. */
record IndicatorTables(String title, List<String> head, List<List<@Nullable Object>> rows) {

  /** One sheet a table, a bold and frozen head. */
  static byte[] xlsx(List<IndicatorTables> tables) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Workbook book = new Workbook(out, "Jingtu", null)) {
      for (IndicatorTables table : tables) {
        Worksheet sheet = book.newWorksheet(table.title());
        for (int c = 0; c < table.head().size(); c++) {
          sheet.value(0, c, table.head().get(c));
          sheet.style(0, c).bold().set();
        }
        sheet.freezePane(0, 1);
        for (int r = 0; r < table.rows().size(); r++) {
          fill(sheet, r + 1, table.rows().get(r));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** UTF-8 with a mark by which spreadsheets know it; texts cannot be taken for formulas. */
  static byte[] csv(IndicatorTables table) {
    StringBuilder out = new StringBuilder("\uFEFF");
    try (CSVPrinter csv = new CSVPrinter(out, CSVFormat.EXCEL)) {
      csv.printRecord(table.head());
      for (List<@Nullable Object> row : table.rows()) {
        csv.printRecord(
            row.stream().map(c -> c instanceof String text ? CsvCells.write(text) : c).toList());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void fill(Worksheet sheet, int row, List<@Nullable Object> cells) {
    for (int c = 0; c < cells.size(); c++) {
      Object cell = cells.get(c);
      if (cell instanceof Number number) {
        sheet.value(row, c, number);
      } else if (cell != null) {
        sheet.value(row, c, cell.toString());
      }
    }
  }
}
