package org.jingtu.ogcapi;

import java.util.List;
import org.jingtu.catalog.Attribute;
import org.jingtu.catalog.Collection;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The parameters of the OpenAPI document. */
final class OpenApiParameters {

  private static final List<String> OF_ITEMS =
      List.of(
          "limit",
          "bbox",
          "bboxCrs",
          "datetime",
          "crs",
          "filter",
          "filterLang",
          "filterCrs",
          "sortby",
          "properties",
          "skipGeometry",
          ItemsQueryReader.AREA,
          "resultType",
          "asOf",
          "cursor");

  private OpenApiParameters() {}

  /** Those of the items of a collection: the common ones, and one an attribute. */
  static void addTo(ObjectNode operation, Collection collection, Words words) {
    ArrayNode parameters = operation.withArray("parameters");
    OF_ITEMS.forEach(name -> parameters.addObject().put("$ref", "#/components/parameters/" + name));
    for (Attribute attribute : collection.attributes()) {
      ObjectNode schema =
          parameter(parameters.addObject(), attribute.name(), "query", words.title(attribute));
      Schemas.describeType(schema, attribute, words);
      if (!attribute.codes().isEmpty() && !attribute.openCodes()) {
        ArrayNode codes = schema.putArray("enum");
        attribute.codes().forEach(code -> codes.add(code.value()));
      }
    }
  }

  private static ObjectNode parameter(ObjectNode node, String name, String in, String description) {
    node.put("name", name).put("in", in).put("description", description);
    node.put("required", in.equals("path"));
    if (in.equals("query")) {
      node.put("style", "form").put("explode", false);
    }
    return node.putObject("schema");
  }

  private static void text(ObjectNode all, String key, String name, String in, String description) {
    parameter(all.putObject(key), name, in, description).put("type", "string");
  }

  private static void choice(ObjectNode all, String name, String description, String... values) {
    String key = name.equals("filter-lang") ? "filterLang" : name;
    ObjectNode schema = parameter(all.putObject(key), name, "query", description);
    schema.put("type", "string").put("default", values[0]);
    ArrayNode choices = schema.putArray("enum");
    List.of(values).forEach(choices::add);
  }

  /** The common ones. */
  static void addComponents(ObjectNode all, OgcCrs systems) {
    choice(all, "f", "json, html", "json", "html");
    ObjectNode limit = parameter(all.putObject("limit"), "limit", "query", "1…10000");
    limit.put("type", "integer").put("minimum", 1);
    limit.put("maximum", ItemsQueryReader.LARGEST_LIMIT);
    limit.put("default", ItemsQueryReader.DEFAULT_LIMIT);
    addBox(all);
    text(all, "datetime", "datetime", "query", "sourceDate: RFC 3339, a/b, ../b, a/..");
    addCrs(all, "crs", "crs", "query", systems);
    addCrs(all, "bboxCrs", "bbox-crs", "query", systems);
    addCrs(all, "filterCrs", "filter-crs", "query", systems);
    addCrs(all, "contentCrs", "Content-Crs", "header", systems);
    text(all, "filter", "filter", "query", "CQL2 (OGC 21-065r2)");
    choice(all, "filter-lang", "CQL2", "cql2-text", "cql2-json");
    text(all, "sortby", "sortby", "query", "code,-sourceDate");
    text(all, "properties", "properties", "query", "code,name");
    parameter(all.putObject(ItemsQueryReader.AREA), ItemsQueryReader.AREA, "query", "m2")
        .put("type", "number");
    choice(all, "skipGeometry", "true, false", "false", "true");
    choice(all, "resultType", "results, hits", "results", "hits");
    parameter(all.putObject("asOf"), "asOf", "query", "RFC 3339")
        .put("type", "string")
        .put("format", "date-time");
    text(all, "cursor", "cursor", "query", "rel=next");
    text(all, "featureId", "featureId", "path", "id");
    text(all, "ifMatch", "If-Match", "header", "ETag");
    ((ObjectNode) all.get("ifMatch")).put("required", true);
  }

  private static void addBox(ObjectNode all) {
    ObjectNode box = parameter(all.putObject("bbox"), "bbox", "query", "4 / 6");
    box.put("type", "array");
    ArrayNode lengths = box.putArray("oneOf");
    lengths.addObject().put("minItems", 4).put("maxItems", 4);
    lengths.addObject().put("minItems", 6).put("maxItems", 6);
    box.putObject("items").put("type", "number").put("format", "double");
  }

  private static void addCrs(ObjectNode all, String key, String name, String in, OgcCrs systems) {
    ObjectNode schema = parameter(all.putObject(key), name, in, "OGC 18-058r1");
    schema.put("type", "string");
    if (in.equals("query")) {
      schema.put("format", "uri").put("default", OgcCrs.CRS84);
      ArrayNode choices = schema.putArray("enum");
      systems.listUris().forEach(choices::add);
    }
  }
}
