package org.jingtu.ogcapi;

import java.util.Set;
import org.jingtu.access.Permissions;
import org.jingtu.catalog.Collection;
import org.jingtu.features.EntityTags;
import org.jingtu.features.FeatureDraft;
import org.jingtu.features.FeatureJson;
import org.jingtu.features.FeatureVersion;
import org.jingtu.features.Features;
import org.jingtu.geo.CoordinateSystems;
import org.jingtu.geo.Crs;
import org.jingtu.geo.GeoJson;
import org.jingtu.problems.BadParameter;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Single items written by GeoJSON whose coordinates have the axis order of their CRS. */
@Component
class OgcEdits {

  /** Figures that the service gives out and nobody sets. */
  private static final Set<String> READ_ONLY = Set.of(ItemsQueryReader.AREA, "areaMu");

  private final Features features;
  private final FeatureJson json;
  private final OgcCrs systems;
  private final CoordinateSystems transformations;
  private final Permissions permissions;

  OgcEdits(
      Features features,
      FeatureJson json,
      OgcCrs systems,
      CoordinateSystems transformations,
      Permissions permissions) {
    this.features = features;
    this.json = json;
    this.systems = systems;
    this.transformations = transformations;
    this.permissions = permissions;
  }

  /**
   * Registers a new item.
   *
   * @param contentCrs value of the header Content-Crs, or null for CRS84
   */
  FeatureVersion create(Collection collection, JsonNode body, @Nullable String contentCrs) {
    permissions.requireWrite(collection.department());
    return features.create(collection, draft(collection, body, contentCrs));
  }

  /**
   * Registers a new version of an item. Nothing is created where none is: that is 404, or 412 if a
   * version of it was expected (20-002, /req/create-replace-delete/put-rid-exception).
   *
   * @param ifMatch the header If-Match, or null
   */
  FeatureVersion replace(
      Collection collection,
      long feature,
      @Nullable String ifMatch,
      JsonNode body,
      @Nullable String contentCrs) {
    permissions.requireWrite(collection.department());
    if (features.findFeature(collection, feature, null).isEmpty()) {
      throw ifMatch == null
          ? EntityTags.notFound(collection, Long.toString(feature))
          : new ItemAbsent(feature, ifMatch);
    }
    long expected = EntityTags.parseVersion(ifMatch);
    return features.replace(collection, feature, expected, draft(collection, body, contentCrs));
  }

  /**
   * Registers a new version in which some properties, or the geometry, are other ones (RFC 7396):
   * null takes a value away, what is not named stays.
   */
  @Transactional
  public FeatureVersion update(
      Collection collection,
      long feature,
      long expected,
      JsonNode patch,
      @Nullable String contentCrs) {
    permissions.requireWrite(collection.department());
    requireObject("$", patch);
    requireObject("properties", patch.path("properties"));
    refuseOtherId(patch.path("id"), feature);
    refuseOtherId(patch.path("properties").path("id"), feature);
    FeatureVersion current = features.getFeature(collection, feature, null);
    ObjectNode merged = JsonMapper.shared().createObjectNode().put("type", "Feature");
    merged.set("properties", mergedProperties(current, patch.path("properties")));
    if (patch.has("geometry")) {
      merged.set("geometry", patch.get("geometry"));
      return features.replace(collection, feature, expected, draft(collection, merged, contentCrs));
    }
    return features.replace(
        collection, feature, expected, withGeometryOf(collection, current, merged));
  }

  /** What is no object would change nothing, and its sender would take it for done. */
  private static void requireObject(String name, JsonNode node) {
    if (!node.isObject() && !node.isMissingNode()) {
      throw new BadParameter(name, node.toString(), "{…}");
    }
  }

  /** An item keeps its id (20-002, /req/features/update-json-merge-patch B). */
  private static void refuseOtherId(JsonNode id, long feature) {
    if (!id.isMissingNode() && !id.asString("").equals(Long.toString(feature))) {
      throw new BadParameter("id", id.toString(), Long.toString(feature));
    }
  }

  private ObjectNode mergedProperties(FeatureVersion current, JsonNode patch) {
    ObjectNode before = json.feature(current);
    ObjectNode properties = (ObjectNode) before.get("properties");
    before.path("extra").properties().forEach(e -> properties.set(e.getKey(), e.getValue()));
    patch
        .properties()
        .forEach(
            e -> {
              if (e.getValue().isNull()) {
                properties.remove(e.getKey());
              } else {
                properties.set(e.getKey(), e.getValue());
              }
            });
    READ_ONLY.forEach(properties::remove);
    return properties;
  }

  /** The registered vertices stay as they are, and so does the CRS in which edges are straight. */
  private FeatureDraft withGeometryOf(
      Collection collection, FeatureVersion current, ObjectNode merged) {
    Crs source = transformations.getCrs("EPSG:" + current.sourceSrid());
    if (current.geometry() != null) {
      merged.set(
          "geometry",
          GeoJson.writeGeometry(transformations.fromStorage(current.geometry(), source)));
    }
    FeatureDraft draft = json.readDraft(collection, merged, source.code());
    return new FeatureDraft(
        draft.attributes(),
        current.geometry(),
        draft.dense(),
        draft.sourceSrid(),
        draft.areaSquareMetres(),
        draft.extra());
  }

  /** Ends an item; its history stays. */
  void remove(Collection collection, long feature, long expected) {
    features.remove(collection, feature, expected);
  }

  private FeatureDraft draft(Collection collection, JsonNode body, @Nullable String contentCrs) {
    NamedCrs crs = systems.get("Content-Crs", uri(contentCrs));
    JsonNode copy = body.deepCopy();
    if (copy.path("properties") instanceof ObjectNode properties) {
      READ_ONLY.forEach(properties::remove);
    }
    if (crs.northFirst()) {
      swap(copy.path("geometry"));
    }
    return json.readDraft(collection, copy, crs.crs().code());
  }

  /** The header has the URI in angle brackets (18-058r1, 6.4). */
  private static @Nullable String uri(@Nullable String header) {
    return header == null ? null : header.strip().replaceAll("^<|>$", "");
  }

  /** Turns positions (north, east) into (east, north). */
  private static void swap(JsonNode node) {
    if (node instanceof ArrayNode array
        && array.size() >= 2
        && array.get(0).isNumber()
        && array.get(1).isNumber()) {
      JsonNode north = array.get(0);
      array.set(0, array.get(1));
      array.set(1, north);
      return;
    }
    node.forEach(OgcEdits::swap);
  }
}
