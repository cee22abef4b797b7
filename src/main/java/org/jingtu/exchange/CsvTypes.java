package org.jingtu.exchange;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The types of the columns of a CSV file that puts its texts in quotes: numbers and truth values
 * where all of a column are such, else text. {@code 007} and {@code 1e5} are no numbers.
 */
final class CsvTypes {

  private static final int MOST_WHOLE_DIGITS = 18;

  private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d{0,299})(\\.\\d{1,300})?");

  private final FieldDef.@Nullable Type[] types;

  CsvTypes(int columns) {
    types = new FieldDef.@Nullable Type[columns];
  }

  /** Takes the row that was read last into account. */
  void add(CsvTable table, List<String> row) {
    for (int i = 0; i < Math.min(types.length, row.size()); i++) {
      if (types[i] != FieldDef.Type.TEXT && (table.quoted(i) || !row.get(i).isBlank())) {
        FieldDef.Type found = table.quoted(i) ? FieldDef.Type.TEXT : type(row.get(i).strip());
        types[i] = merge(types[i], found);
      }
    }
  }

  private static FieldDef.Type type(String cell) {
    if (cell.equals("true") || cell.equals("false")) {
      return FieldDef.Type.BOOLEAN;
    }
    if (!NUMBER.matcher(cell).matches()) {
      return FieldDef.Type.TEXT;
    }
    boolean whole = cell.indexOf('.') < 0 && cell.length() <= MOST_WHOLE_DIGITS;
    return whole ? FieldDef.Type.INTEGER : FieldDef.Type.DECIMAL;
  }

  private static FieldDef.Type merge(FieldDef.@Nullable Type known, FieldDef.Type found) {
    if (known == null || known == found) {
      return found;
    }
    boolean numbers = isNumber(known) && isNumber(found);
    return numbers ? FieldDef.Type.DECIMAL : FieldDef.Type.TEXT;
  }

  private static boolean isNumber(FieldDef.Type type) {
    return type == FieldDef.Type.INTEGER || type == FieldDef.Type.DECIMAL;
  }

  /** The type of a column, from 0. */
  FieldDef.Type of(int column) {
    FieldDef.Type type = types[column];
    return type == null ? FieldDef.Type.TEXT : type;
  }
}
