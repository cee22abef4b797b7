package org.jingtu.features;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jingtu.features.CqlNode.Items;
import org.jingtu.features.CqlNode.Op;
import org.jingtu.features.CqlNode.Property;
import org.jingtu.features.CqlNode.Span;
import org.jingtu.features.CqlNode.Unbounded;
import org.jingtu.features.CqlNode.Value;
import org.jingtu.geo.GeoJson;
import org.jingtu.geo.MalformedGeoJson;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads CQL2 JSON (OGC 21-065r2, JSON schema of annex C). */
final class Cql2Json {

  private static final int DEEPEST = 100;

  /** A member that is given twice is no filter; numbers are as exact as in CQL2 text. */
  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private Cql2Json() {}

  /**
   * Reads a filter.
   *
   * @throws FilterRefused if it is no CQL2 JSON
   */
  static CqlNode parse(String json) {
    try {
      return node(STRICT.readTree(json), 0);
    } catch (UnexpectedEndOfInputException e) {
      throw FilterRefused.unfinished();
    } catch (JacksonException e) {
      throw FilterRefused.syntax(String.valueOf(e.getOriginalMessage()));
    }
  }

  private static CqlNode node(JsonNode json, int depth) {
    if (depth > DEEPEST) {
      throw FilterRefused.syntax("> " + DEEPEST);
    }
    if (json.isString()) {
      return new Value(json.stringValue());
    }
    if (json.isNumber()) {
      return new Value(json.decimalValue());
    }
    if (json.isBoolean()) {
      return new Value(json.booleanValue());
    }
    if (json.isArray()) {
      return new Items(nodes(json, depth));
    }
    if (json.isObject()) {
      return object(json, depth);
    }
    throw wrong(json);
  }

  private static CqlNode object(JsonNode json, int depth) {
    if (json.has("op")) {
      JsonNode arguments = json.path("args");
      if (!json.path("op").isString() || !arguments.isArray()) {
        throw wrong(json);
      }
      String name = json.path("op").stringValue().toLowerCase(Locale.ROOT);
      return new Op(name, nodes(arguments, depth));
    }
    if (json.has("property")) {
      return new Property(text(json.path("property")));
    }
    if (json.has("date")) {
      return CqlLiterals.date(text(json.path("date")));
    }
    if (json.has("timestamp")) {
      return CqlLiterals.timestamp(text(json.path("timestamp")));
    }
    if (json.has("interval")) {
      return interval(json.path("interval"), depth);
    }
    return geometry(json);
  }

  private static CqlNode interval(JsonNode bounds, int depth) {
    if (!bounds.isArray() || bounds.size() != 2) {
      throw wrong(bounds);
    }
    return new Span(bound(bounds.get(0), depth), bound(bounds.get(1), depth));
  }

  private static CqlNode bound(JsonNode json, int depth) {
    if (!json.isString()) {
      return node(json, depth + 1);
    }
    String text = json.stringValue();
    return text.equals("..") ? new Unbounded() : CqlLiterals.instant(text);
  }

  private static CqlNode geometry(JsonNode json) {
    JsonNode box = json.path("bbox");
    if (box.isArray() && !json.has("type")) {
      return CqlLiterals.box(box.valueStream().map(side -> side.asDouble(Double.NaN)).toList());
    }
    try {
      return new Value(GeoJson.readGeometry(json));
    } catch (MalformedGeoJson e) {
      throw wrong(json);
    }
  }

  private static List<CqlNode> nodes(JsonNode array, int depth) {
    List<CqlNode> nodes = new ArrayList<>();
    array.forEach(item -> nodes.add(node(item, depth + 1)));
    return nodes;
  }

  private static String text(JsonNode json) {
    if (!json.isString()) {
      throw wrong(json);
    }
    return json.stringValue();
  }

  private static FilterRefused wrong(JsonNode json) {
    String text = json.toString();
    return FilterRefused.syntax(text.length() > 60 ? text.substring(0, 60) + "…" : text);
  }
}
