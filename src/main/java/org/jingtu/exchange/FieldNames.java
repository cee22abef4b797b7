package org.jingtu.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * The table that an exported shapefile carries beside it: field of the .dbf, attribute, title. A
 * .dbf holds ten bytes of a name; with the table, an extra value gets its own name back.
 */
final class FieldNames {

  /** Name of the table in the zip. */
  static final String FILE = "字段对照.csv";

  private static final int MOST_BYTES = 1 << 20;

  private FieldNames() {}

  /**
   * Gives fields their own names, where the table has one for them. Those of attributes stay, since
   * an import knows them as they are.
   *
   * @param table null if there is none; one that is no such table is passed over
   */
  static List<FieldDef> restore(List<FieldDef> fields, @Nullable Path table) throws IOException {
    Map<String, String> names = table == null ? Map.of() : read(table);
    return fields.stream()
        .map(
            field ->
                new FieldDef(
                    names.getOrDefault(field.name(), field.name()),
                    field.type(),
                    field.width(),
                    field.decimals()))
        .toList();
  }

  private static Map<String, String> read(Path table) throws IOException {
    String text;
    try (InputStream in = Files.newInputStream(table)) {
      text = new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8).replace("\uFEFF", "");
    }
    Map<String, String> names = new HashMap<>();
    try (var records = CSVFormat.DEFAULT.parse(new StringReader(text))) {
      for (CSVRecord row : records) {
        boolean extra = row.size() == 6 && row.get(1).isEmpty() && !row.get(2).isBlank();
        if (extra && row.getRecordNumber() > 1) {
          names.put(CsvCells.read(row.get(0)), CsvCells.read(row.get(2)));
        }
      }
    } catch (IOException | RuntimeException e) {
      return Map.of(); // a table of somebody else
    }
    return names.values().stream().distinct().count() == names.size() ? names : Map.of();
  }
}
