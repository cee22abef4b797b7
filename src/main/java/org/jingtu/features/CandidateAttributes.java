package org.jingtu.features;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jingtu.catalog.Attribute;
import org.jingtu.catalog.Collection;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/** Reads the attributes of candidates as {@link TableSql#attributesJson} writes them. */
final class CandidateAttributes {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private CandidateAttributes() {}

  /**
   * Typed values by attribute name; absent = no value.
   *
   * @param array a JSON array with a value an attribute, in the order of the catalogue
   */
  static Map<String, @Nullable Object> read(Collection collection, String array) {
    Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
    try (JsonParser values = JSON.createParser(array)) {
      values.nextToken();
      for (Attribute attribute : collection.attributes()) {
        if (values.nextToken() != JsonToken.VALUE_NULL) {
          attributes.put(attribute.name(), value(attribute.type(), values));
        }
      }
    }
    return attributes;
  }

  private static Object value(Attribute.Type type, JsonParser value) {
    return switch (type) {
      case TEXT, CODE -> value.getString();
      case BOOLEAN -> value.getBooleanValue();
      case INTEGER -> value.getLongValue();
      case DECIMAL -> value.getDoubleValue();
      case DATE -> LocalDate.parse(value.getString());
    };
  }
}
