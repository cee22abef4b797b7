package org.jingtu.checks;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jingtu.rules.Verdict;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The results of a batch as an Excel workbook. Rows are written as they come and texts stay in
 * their cells, so memory does not grow with them; a cell of text is never run as a formula.
 */
final class BatchWorkbook implements AutoCloseable {

  /** A sheet of Excel holds 1,048,576 rows. */
  private static final int MOST_ROWS = 1_000_000;

  private static final int ROWS_HELD = 200;
  private static final int LONGEST_TEXT = 32_767;

  private static final List<String> FINDING =
      List.of(
          "record",
          "parcelNo",
          "name",
          "rule",
          "ruleTitle",
          "severity",
          "collection",
          "featureCode",
          "featureName",
          "overlapSquareMetres",
          "overlapMu",
          "percentOfParcel",
          "distanceMetres",
          "action",
          "responsible",
          "basis",
          "check");

  private final Workbook workbook;
  private final JsonMapper json;
  private @Nullable Worksheet sheet;
  private String title = "";
  private List<String> head = List.of();
  private int row;
  private int part;

  BatchWorkbook(OutputStream out, JsonMapper json) {
    this.workbook = new Workbook(out, "Jingtu", "1.0");
    this.json = json;
  }

  /** One row a parcel. */
  void writeParcels(BatchTable table, Consumer<Consumer<BatchRow>> rows) {
    begin(table.text("sheet.parcels"), table.head());
    rows.accept(parcel -> add(table.cells(parcel)));
    end();
  }

  /**
   * One row a finding, from the full answers.
   *
   * @param words puts an answer in the reader's language
   */
  void writeFindings(
      BatchTable table,
      UnaryOperator<String> words,
      Consumer<BiConsumer<BatchRow, @Nullable String>> rows) {
    begin(table.text("sheet.findings"), FINDING.stream().map(table::text).toList());
    rows.accept(
        (parcel, answer) -> {
          if (answer != null) {
            json.readTree(words.apply(answer))
                .path("findings")
                .forEach(finding -> add(table, parcel, finding));
          }
        });
    end();
  }

  private void add(BatchTable table, BatchRow parcel, JsonNode finding) {
    JsonNode overlap = finding.path("overlap");
    add(
        Arrays.asList(
            parcel.record(),
            parcel.parcelNo(),
            parcel.name(),
            text(finding, "rule"),
            text(finding, "title"),
            text(finding, "severityTitle"),
            table.collection(text(finding, "collection")),
            text(finding, "featureCode"),
            text(finding, "featureName"),
            number(overlap, "areaSquareMetres"),
            number(overlap, "areaMu"),
            number(overlap, "percentOfParcel"),
            number(finding, "distanceMetres"),
            text(finding, "action"),
            text(finding, "responsible"),
            finding
                .path("basis")
                .valueStream()
                .map(JsonNode::asString)
                .collect(Collectors.joining("\n")),
            parcel.outcome() == null ? null : parcel.outcome().checkId().toString()));
  }

  /** One row a parcel, one column a rule; a cell has the gravest severity. */
  void writeMatrix(BatchTable table, List<String> rules, Consumer<Consumer<BatchRow>> rows) {
    List<String> columns = new ArrayList<>();
    List.of("record", "parcelNo", "name", "verdict").forEach(c -> columns.add(table.text(c)));
    rules.forEach(rule -> columns.add(table.title(rule) + " (" + rule + ")"));
    begin(table.text("sheet.matrix"), columns);
    rows.accept(
        parcel -> {
          BatchRow.Outcome o = parcel.outcome();
          List<@Nullable Object> cells = new ArrayList<>();
          cells.addAll(Arrays.asList(parcel.record(), parcel.parcelNo(), parcel.name()));
          cells.add(o == null ? table.text("state.FAILED") : table.title(o.verdict()));
          for (String rule : rules) {
            Verdict severity = o == null ? null : o.rules().get(rule);
            cells.add(severity == null ? null : table.title(severity));
          }
          add(cells);
        });
    end();
  }

  private static @Nullable String text(JsonNode node, String member) {
    return node.path(member).isString() ? node.path(member).asString() : null;
  }

  private static @Nullable Double number(JsonNode node, String member) {
    return node.path(member).isNumber() ? node.path(member).asDouble() : null;
  }

  private void begin(String name, List<String> columns) {
    title = name;
    head = columns;
    part = 0;
    newSheet();
  }

  private void newSheet() {
    part++;
    Worksheet next = workbook.newWorksheet(part == 1 ? title : title + " " + part);
    next.freezePane(0, 1);
    for (int i = 0; i < head.size(); i++) {
      next.inlineString(0, i, head.get(i));
      next.style(0, i).bold().set();
    }
    sheet = next;
    row = 1;
  }

  private void add(List<? extends @Nullable Object> cells) {
    if (row > MOST_ROWS) {
      end();
      newSheet();
    }
    Worksheet current = current();
    for (int i = 0; i < cells.size(); i++) {
      Object cell = cells.get(i);
      if (cell instanceof Number number) {
        current.value(row, i, number);
      } else if (cell != null) {
        current.inlineString(row, i, shortened(cell.toString()));
      }
    }
    if (++row % ROWS_HELD == 0) {
      try {
        current.flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
  }

  private Worksheet current() {
    if (sheet == null) {
      throw new IllegalStateException("no sheet is begun");
    }
    return sheet;
  }

  private void end() {
    try {
      current().finish();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    workbook.finish();
  }
}
