package org.jingtu.exchange;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A feature as {@link GeoJsonWalker} finds it.
 *
 * <p>Values of properties are String, Long, BigDecimal, Boolean, {@link Nested}, {@link
 * WildNumber}, {@link TooLong} or null.
 */
final class GeoJsonFeature {

  /** An object or array, as the JSON text it was. */
  record Nested(String json) {
    @Override
    public String toString() {
      return json;
    }
  }

  /** A number that a JSON text may hold but nothing else can. */
  record WildNumber(String text) {
    @Override
    public String toString() {
      return text;
    }
  }

  /** A text that is too long to keep: its beginning. */
  record TooLong(String start) {}

  final Map<String, @Nullable Object> properties = new LinkedHashMap<>();
  @Nullable String type;
  @Nullable Object id;

  /** The geometry of a feature; null if it has none. */
  @Nullable GeoJsonShape geometry;

  /** The object itself, read as a geometry. */
  @Nullable GeoJsonShape bare;

  /** Code of what is wrong with the object as a feature. */
  @Nullable String flaw;

  /** The property that the flaw is about, or null. */
  @Nullable String flawName;

  /** The shape to register: of the feature, or itself where it is a bare geometry. */
  @Nullable GeoJsonShape shape() {
    return "Feature".equals(type) ? geometry : bare;
  }
}
