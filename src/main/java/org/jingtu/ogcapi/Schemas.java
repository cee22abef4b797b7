package org.jingtu.ogcapi;

import java.util.stream.Collectors;
import org.jingtu.catalog.Attribute;
import org.jingtu.catalog.Code;
import org.jingtu.catalog.Collection;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The logical schemas of a collection (23-058): JSON Schema 2020-12 with titles in the reader's
 * language and the code lists as choices with their titles.
 */
final class Schemas {

  /** What a schema is about. */
  enum Kind {
    /** All that an item has. */
    SCHEMA,
    /** What a filter may name. */
    QUERYABLES,
    /** What {@code sortby} may name. */
    SORTABLES
  }

  private Schemas() {}

  /**
   * A schema.
   *
   * @param id its own address
   */
  static ObjectNode of(Kind kind, Collection collection, String id, Words words) {
    ObjectNode schema = JsonMapper.shared().createObjectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("$id", id);
    schema.put("type", "object");
    schema.put("title", words.title(collection));
    schema.put("description", words.otherTitle(collection));
    ObjectNode properties = schema.putObject("properties");
    int sequence = 1;
    if (kind == Kind.SCHEMA) {
      properties
          .putObject("id")
          .put("type", "string")
          .put("title", words.get("property.id"))
          .put("readOnly", true)
          .put("x-ogc-role", "id")
          .put("x-ogc-propertySeq", sequence++);
    }
    for (Attribute attribute : collection.attributes()) {
      ObjectNode property = properties.putObject(attribute.name());
      describe(property, attribute, words);
      property.put("x-ogc-propertySeq", sequence++);
    }
    if (kind != Kind.SORTABLES) {
      addFigures(properties, collection, sequence, words);
    }
    if (kind == Kind.SCHEMA) {
      ArrayNode required = schema.putArray("required");
      collection.attributes().stream()
          .filter(Attribute::required)
          .forEach(attribute -> required.add(attribute.name()));
    }
    schema.put("additionalProperties", false);
    return schema;
  }

  private static void addFigures(
      ObjectNode properties, Collection collection, int sequence, Words words) {
    properties
        .putObject(ItemsQueryReader.AREA)
        .put("type", "number")
        .put("title", words.get("property.area"))
        .put("readOnly", true)
        .put("x-ogc-unit", "m2")
        .put("x-ogc-propertySeq", sequence);
    properties
        .putObject("geometry")
        .put("title", words.get("property.geometry"))
        .put("format", geometryFormat(collection))
        .put("x-ogc-role", "primary-geometry")
        .put("x-ogc-propertySeq", sequence + 1);
  }

  private static String geometryFormat(Collection collection) {
    return collection.geometry().allowsPoint() ? "geometry-any" : "geometry-multipolygon";
  }

  /** Type, limits and codes of an attribute, as JSON Schema and OpenAPI 3.0 both have them. */
  static void describeType(ObjectNode property, Attribute attribute, Words words) {
    switch (attribute.type()) {
      case TEXT, CODE -> property.put("type", "string");
      case BOOLEAN -> property.put("type", "boolean");
      case INTEGER -> property.put("type", "integer");
      case DECIMAL -> property.put("type", "number");
      case DATE -> property.put("type", "string").put("format", "date");
    }
    property.put("title", words.title(attribute));
    if (attribute.maxLength() > 0) {
      property.put("maxLength", attribute.maxLength());
    }
    if (attribute.pattern() != null) {
      property.put("pattern", attribute.pattern().pattern());
    }
  }

  private static void describe(ObjectNode property, Attribute attribute, Words words) {
    describeType(property, attribute, words);
    if (attribute.name().equals("sourceDate")) {
      property.put("x-ogc-role", "primary-instant");
    }
    if (attribute.codes().isEmpty()) {
      return;
    }
    ArrayNode choices = property.putArray(attribute.openCodes() ? "anyOf" : "oneOf");
    for (Code code : attribute.codes()) {
      choices.addObject().put("const", code.value()).put("title", code.title(words.locale()));
    }
    if (attribute.openCodes()) { // any code below a listed one is good too
      choices
          .addObject()
          .put(
              "pattern",
              attribute.codes().stream()
                  .map(Code::value)
                  .collect(Collectors.joining("|", "^(?:", ")[0-9A-Z]*$")));
    }
  }
}
