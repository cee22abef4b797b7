package org.jingtu.exchange;

import java.io.StringWriter;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Walks through a JSON text that is a FeatureCollection, a Feature or a geometry, feature by
 * feature, with members in any order. Everything else in the text is passed over. Syntax errors
 * come out as {@code StreamReadException}.
 */
final class GeoJsonWalker {

  /**
   * A member of our exports, before their features: the ids in them are our own, which say nothing
   * when the file is loaded again.
   */
  static final String GENERATOR = "generator";

  /** Its value. */
  static final String JINGTU = "Jingtu";

  /** A {@code crs} member (GeoJSON of 2008) that is null or has no name. */
  static final String NO_CRS = "";

  private static final JsonFactory FACTORY = new JsonFactory();

  private enum Place {
    BEFORE_ROOT,
    IN_ROOT,
    IN_FEATURES
  }

  private final JsonParser parser;
  private boolean geometries;
  private final Set<String> crsNames = new LinkedHashSet<>();
  private Place place = Place.BEFORE_ROOT;
  private GeoJsonFeature root = new GeoJsonFeature();
  private boolean collection;
  private boolean ownIds;
  private int textLeft;

  /**
   * @param geometries whether to read them; else features come without
   */
  GeoJsonWalker(JsonParser parser, boolean geometries) {
    this.parser = parser;
    this.geometries = geometries;
  }

  /** Passes over the geometries of all further features. */
  void withoutGeometries(boolean without) {
    geometries = !without;
  }

  /** What the text calls its CRS so far, {@link #NO_CRS} among it; at most two. */
  Set<String> crsNames() {
    return crsNames;
  }

  /** The next feature; null at the end of the text. */
  @Nullable GeoJsonFeature next() {
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      GeoJsonFeature found =
          switch (place) {
            case BEFORE_ROOT -> startRoot(token);
            case IN_ROOT -> inRoot(token);
            case IN_FEATURES -> inFeatures(token);
          };
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private @Nullable GeoJsonFeature startRoot(JsonToken token) {
    root = new GeoJsonFeature();
    collection = false;
    textLeft = GeometryLimits.MOST_TEXT;
    if (token == JsonToken.START_OBJECT) {
      place = Place.IN_ROOT;
      return null;
    }
    return notAFeature();
  }

  private GeoJsonFeature notAFeature() {
    parser.skipChildren();
    GeoJsonFeature other = new GeoJsonFeature();
    other.flaw = "GEOJSON_NOT_A_FEATURE";
    return other;
  }

  private @Nullable GeoJsonFeature inRoot(JsonToken token) {
    if (token == JsonToken.END_OBJECT) {
      place = Place.BEFORE_ROOT;
      return collection || "FeatureCollection".equals(root.type) ? null : finish(root);
    }
    String name = parser.currentName();
    JsonToken value = parser.nextToken();
    if (name.equals("features") && value == JsonToken.START_ARRAY) {
      collection = true;
      place = Place.IN_FEATURES;
    } else if (name.equals(GENERATOR) && value == JsonToken.VALUE_STRING) {
      ownIds = JINGTU.equals(parser.getString());
    } else {
      member(name, root);
    }
    return null;
  }

  private @Nullable GeoJsonFeature inFeatures(JsonToken token) {
    if (token == JsonToken.END_ARRAY) {
      place = Place.IN_ROOT;
      return null;
    }
    if (token != JsonToken.START_OBJECT) {
      return notAFeature();
    }
    GeoJsonFeature feature = new GeoJsonFeature();
    textLeft = GeometryLimits.MOST_TEXT;
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      member(name, feature);
    }
    if (ownIds) {
      feature.id = null;
    }
    return finish(feature);
  }

  private static GeoJsonFeature finish(GeoJsonFeature feature) {
    boolean geometry = feature.bare != null && !"Feature".equals(feature.type);
    if (!"Feature".equals(feature.type) && !geometry) {
      feature.flaw = "GEOJSON_NOT_A_FEATURE";
    }
    return feature;
  }

  private void member(String name, GeoJsonFeature feature) {
    JsonToken value = parser.currentToken();
    switch (name) {
      case "type" -> {
        feature.type = value == JsonToken.VALUE_STRING ? parser.getString() : null;
        bare(feature).member(name, parser);
        if (feature.type != null && feature.type.startsWith("Feature")) {
          feature.bare = null;
        }
      }
      case "coordinates", "geometries" -> readBare(name, feature);
      case "geometry" -> readGeometry(feature);
      case "properties" -> readProperties(feature);
      case "id" -> feature.id = scalar();
      case "crs" -> readCrs();
      default -> parser.skipChildren();
    }
  }

  private GeoJsonShape bare(GeoJsonFeature feature) {
    GeoJsonShape bare = feature.bare;
    if (bare == null) {
      bare = new GeoJsonShape(0);
      feature.bare = bare;
    }
    return bare;
  }

  private void readBare(String name, GeoJsonFeature feature) {
    if (geometries && !"Feature".equals(feature.type)) {
      bare(feature).member(name, parser);
    } else {
      parser.skipChildren();
    }
  }

  private void readGeometry(GeoJsonFeature feature) {
    if (geometries && parser.currentToken() == JsonToken.START_OBJECT) {
      feature.geometry = GeoJsonShape.read(parser, 0);
      return;
    }
    if (parser.currentToken() != JsonToken.VALUE_NULL
        && parser.currentToken() != JsonToken.START_OBJECT) {
      feature.flaw = "GEOJSON_COORDINATES";
    }
    parser.skipChildren();
  }

  private void readProperties(GeoJsonFeature feature) {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      Object value = scalar();
      if (feature.properties.containsKey(name)) {
        feature.flaw = "GEOJSON_NAME_TWICE";
        feature.flawName = name;
      } else if (feature.properties.size() < GeometryLimits.MOST_FIELDS) {
        feature.properties.put(name, value);
      } else {
        feature.flaw = "ROW_TOO_MANY_FIELDS";
      }
    }
  }

  private @Nullable Object scalar() {
    return switch (parser.currentToken()) {
      case VALUE_STRING -> limited(parser.getString(), false);
      case VALUE_TRUE -> Boolean.TRUE;
      case VALUE_FALSE -> Boolean.FALSE;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getString());
      case START_OBJECT, START_ARRAY -> limited(nested(), true);
      default -> null;
    };
  }

  /** A text, if it and the row are not too long. */
  private Object limited(String text, boolean nested) {
    textLeft -= text.length();
    if (textLeft < 0 || text.length() > GeometryLimits.LONGEST_TEXT) {
      return new GeoJsonFeature.TooLong(text.substring(0, Math.min(text.length(), 100)));
    }
    return nested ? new GeoJsonFeature.Nested(text) : text;
  }

  private static @Nullable Object number(String text) {
    if (text.equals("NaN")) {
      return null; // some programs write a missing number so
    }
    if (text.length() <= 18 && text.chars().noneMatch(c -> c == '.' || c == 'e' || c == 'E')) {
      return Long.valueOf(text);
    }
    Object number = SourceValues.findNumber(text);
    return number == null ? new GeoJsonFeature.WildNumber(text) : number;
  }

  /** Copies an object or array as it is; stops to write, not to read, where it is too long. */
  private String nested() {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      int depth = 0;
      do {
        JsonToken token = parser.currentToken();
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        if (text.getBuffer().length() <= GeometryLimits.LONGEST_TEXT) {
          generator.copyCurrentEvent(parser);
        }
      } while (depth > 0 && parser.nextToken() != null);
    }
    return text.toString();
  }

  /**
   * {"type":"name","properties":{"name":"…"}}, or the older
   * {"type":"EPSG","properties":{"code":4527}}.
   */
  private void readCrs() {
    String name = NO_CRS;
    int depth = 0;
    do {
      JsonToken token = parser.currentToken();
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      boolean value = depth == 2 && token.isScalarValue();
      if (value && "name".equals(parser.currentName()) && token == JsonToken.VALUE_STRING) {
        name = parser.getString();
      } else if (value && "code".equals(parser.currentName())) {
        name = "EPSG:" + parser.getString();
      }
    } while (depth > 0 && parser.nextToken() != null);
    if (crsNames.size() < 2) {
      crsNames.add(name.length() > 200 ? NO_CRS : name.strip());
    }
  }
}
