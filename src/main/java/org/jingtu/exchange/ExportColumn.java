package org.jingtu.exchange;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jingtu.catalog.Attribute;
import org.jingtu.catalog.Collection;
import org.jingtu.features.FeatureRow;
import org.jingtu.features.FieldWidths.Kind;
import org.jingtu.features.FieldWidths.Width;
import org.jspecify.annotations.Nullable;

/**
 * A column of an exported file.
 *
 * @param name attribute name, or the field name of an extra value
 * @param title Chinese title; of an extra value its name
 * @param width room its values need; known for extra values, and for attributes where asked for
 * @param attribute position among the collection's attributes; -1 for an extra value
 */
record ExportColumn(
    String name, String title, FieldDef.Type type, @Nullable Width width, int attribute) {

  /** The attributes in their order, then the extra fields. */
  static List<ExportColumn> list(
      Collection collection, Map<String, Width> attributes, Map<String, Width> extra) {
    List<Attribute> all = collection.attributes();
    return Stream.concat(
            IntStream.range(0, all.size())
                .mapToObj(i -> of(all.get(i), attributes.get(all.get(i).name()), i)),
            extra.entrySet().stream()
                .map(
                    e ->
                        new ExportColumn(
                            e.getKey(), e.getKey(), type(e.getValue()), e.getValue(), -1)))
        .toList();
  }

  private static ExportColumn of(Attribute attribute, @Nullable Width width, int position) {
    FieldDef.Type type =
        switch (attribute.type()) {
          case TEXT, CODE -> FieldDef.Type.TEXT;
          case BOOLEAN -> FieldDef.Type.BOOLEAN;
          case INTEGER -> FieldDef.Type.INTEGER;
          case DECIMAL -> FieldDef.Type.DECIMAL;
          case DATE -> FieldDef.Type.DATE;
        };
    return new ExportColumn(attribute.name(), attribute.title(), type, width, position);
  }

  private static FieldDef.Type type(Width width) {
    if (width.kind() == Kind.NUMBER) {
      return width.decimals() == 0 && width.wholeDigits() <= 18
          ? FieldDef.Type.INTEGER
          : FieldDef.Type.DECIMAL;
    }
    return width.kind() == Kind.BOOLEAN ? FieldDef.Type.BOOLEAN : FieldDef.Type.TEXT;
  }

  boolean extra() {
    return attribute < 0;
  }

  /** Its value in a row, of the class its type names, or any number for a number. */
  @Nullable Object value(FeatureRow row) {
    if (!extra()) {
      return row.values().get(attribute);
    }
    Object value = row.extra().get(name);
    return value == null || type != FieldDef.Type.TEXT ? value : text(value);
  }

  /** A nested value as JSON has it. */
  private static String text(Object value) {
    return value instanceof Map || value instanceof List
        ? tools.jackson.databind.json.JsonMapper.shared().writeValueAsString(value)
        : value.toString();
  }
}
