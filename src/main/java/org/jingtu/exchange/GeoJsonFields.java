package org.jingtu.exchange;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a GeoJSON file by the values they have: whole numbers, numbers and truth values
 * keep their type if all values of the field are such, all else is text.
 */
final class GeoJsonFields {

  private static final String ID = "id";

  private final Map<String, FieldDef.@Nullable Type> types = new LinkedHashMap<>();
  private boolean withId;
  private FieldDef.@Nullable Type idType;

  /**
   * Takes the values of one more feature into account.
   *
   * @throws UploadRefused if there are too many fields
   */
  void add(GeoJsonFeature feature) {
    feature.properties.forEach((name, value) -> types.put(name, merge(types.get(name), value)));
    if (types.size() > GeometryLimits.MOST_FIELDS) {
      throw new UploadRefused("TOO_MANY_FIELDS", GeometryLimits.MOST_FIELDS);
    }
    if (feature.id != null) {
      withId = true;
      idType = merge(idType, feature.id);
    }
  }

  private static FieldDef.@Nullable Type merge(
      FieldDef.@Nullable Type known, @Nullable Object value) {
    if (value == null) {
      return known;
    }
    FieldDef.Type type =
        value instanceof Long
            ? FieldDef.Type.INTEGER
            : value instanceof BigDecimal || value instanceof GeoJsonFeature.WildNumber
                ? FieldDef.Type.DECIMAL
                : value instanceof Boolean ? FieldDef.Type.BOOLEAN : FieldDef.Type.TEXT;
    if (known == null || known == type) {
      return type;
    }
    boolean numbers =
        (known == FieldDef.Type.INTEGER || known == FieldDef.Type.DECIMAL)
            && (type == FieldDef.Type.INTEGER || type == FieldDef.Type.DECIMAL);
    return numbers ? FieldDef.Type.DECIMAL : FieldDef.Type.TEXT;
  }

  /** The fields in the order of their first appearance, then the id where features have one. */
  List<FieldDef> list() {
    List<FieldDef> fields = new ArrayList<>();
    types.forEach((name, type) -> fields.add(field(name, type)));
    if (withId && !types.containsKey(ID)) {
      fields.add(field(ID, idType));
    }
    return List.copyOf(fields);
  }

  private static FieldDef field(String name, FieldDef.@Nullable Type type) {
    return new FieldDef(name, type == null ? FieldDef.Type.TEXT : type, 0, 0);
  }

  /** The value of a field in a feature. */
  static @Nullable Object value(GeoJsonFeature feature, FieldDef field, RowNotes notes) {
    String name = field.name();
    Object value =
        name.equals(ID) && !feature.properties.containsKey(ID)
            ? feature.id
            : feature.properties.get(name);
    if (value instanceof GeoJsonFeature.TooLong text) {
      notes.badValue("TEXT_TOO_LONG", name, text.start(), GeometryLimits.LONGEST_TEXT);
      return null;
    }
    if (value instanceof String text && text.indexOf(TextForm.REPLACEMENT) >= 0) {
      notes.badValue("TEXT_NOT_IN_CHARSET", name, text, "UTF-8");
      return null;
    }
    return SourceValues.convert(value, field, notes);
  }
}
