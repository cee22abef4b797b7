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
   * Gives fields their own names, where the table has one for them: the name of the attribute,
   * which wins over an extra value that is called like one of its aliases, or that of the extra
   * value.
   *
   * @param table null if there is none; one that is no such table is passed over
   */
  static List<FieldDef> restore(List<FieldDef> fields, @Nullable Path table) throws IOException {
    Map<String, String> names = table == null ? Map.of() : read(table);
    List<FieldDef> named =
        fields.stream()
            .map(
                field ->
                    new FieldDef(
                        names.getOrDefault(field.name(), field.name()),
                        field.type(),
                        field.width(),
                        field.decimals()))
            .toList();
    boolean distinct =
        named.stream().map(FieldDef::name).distinct().count() == named.size()
            && named.stream().noneMatch(field -> field.name().isBlank());
    return distinct ? named : fields;
  }

  private static Map<String, String> read(Path table) throws IOException {
    String text;
    try (InputStream in = Files.newInputStream(table)) {
      text = new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8).replace("\uFEFF", "");
    }
    Map<String, String> names = new HashMap<>();
    try (var records = CSVFormat.DEFAULT.parse(new StringReader(text))) {
      for (CSVRecord row : records) {
        if (row.size() == 6 && row.getRecordNumber() > 1) {
          String name = row.get(1).isBlank() ? row.get(2) : row.get(1);
          names.put(CsvCells.read(row.get(0)), CsvCells.read(name));
        }
      }
    } catch (IOException | RuntimeException e) {
      return Map.of(); // a table of somebody else
    }
    return names;
  }
}
