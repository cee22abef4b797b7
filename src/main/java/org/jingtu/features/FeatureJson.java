package org.jingtu.features;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jingtu.catalog.Attribute;
import org.jingtu.catalog.Collection;
import org.jingtu.features.DraftReader.Outcome;
import org.jingtu.geo.CoordinateSystems;
import org.jingtu.geo.GeoJson;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Features as GeoJSON, out and in. */
@Component
public class FeatureJson {

  private final JsonMapper mapper;
  private final CoordinateSystems systems;
  private final DraftRefusals refusals;

  FeatureJson(JsonMapper mapper, CoordinateSystems systems, DraftRefusals refusals) {
    this.mapper = mapper;
    this.systems = systems;
    this.refusals = refusals;
  }

  /** A feature; coordinates are EPSG:4490, longitude first. */
  public ObjectNode feature(FeatureVersion version) {
    ObjectNode node = mapper.createObjectNode();
    node.put("type", "Feature");
    node.put("id", Long.toString(version.feature()));
    node.set(
        "geometry", version.geometry() == null ? null : GeoJson.writeGeometry(version.geometry()));
    ObjectNode properties = node.putObject("properties");
    version.attributes().forEach((name, value) -> properties.set(name, mapper.valueToTree(value)));
    node.put("version", version.since());
    node.put("since", version.sinceTime().toString());
    node.put("until", version.untilTime() == null ? null : version.untilTime().toString());
    node.put("areaSquareMetres", version.areaSquareMetres());
    node.put("areaMu", version.areaSquareMetres() * 3 / 2000);
    node.put("sourceCrs", "EPSG:" + version.sourceSrid());
    if (!version.extra().isEmpty()) {
      node.set("extra", mapper.valueToTree(version.extra()));
    }
    return node;
  }

  ObjectNode page(List<FeatureVersion> versions, @Nullable Long next) {
    ObjectNode node = mapper.createObjectNode();
    node.put("type", "FeatureCollection");
    ArrayNode features = node.putArray("features");
    versions.forEach(v -> features.add(feature(v)));
    node.put("numberReturned", versions.size());
    if (next != null) {
      node.put("next", next);
    }
    return node;
  }

  /**
   * Reads a GeoJSON Feature.
   *
   * @param crs CRS of its coordinates, easting or longitude first
   * @throws org.jingtu.problems.Problem FEATURE_INVALID with every fault; MALFORMED_GEOJSON
   */
  public FeatureDraft readDraft(Collection collection, JsonNode body, String crs) {
    DraftReader reader = new DraftReader(collection, systems, systems.getCrs(crs));
    Map<String, @Nullable Object> raw = new LinkedHashMap<>();
    Map<String, @Nullable Object> unknown = new LinkedHashMap<>();
    split(collection, body.path("properties"), raw, unknown);
    JsonNode geometryNode = body.path("geometry");
    Geometry geometry =
        geometryNode.isNull() || geometryNode.isMissingNode()
            ? null
            : GeoJson.readGeometry(geometryNode);
    Outcome outcome = reader.read(raw, geometry, unknown);
    if (outcome.draft() == null) {
      throw refusals.invalid(outcome.problems());
    }
    return outcome.draft();
  }

  /** An attribute's own name wins over its aliases; what is left for another is kept beside. */
  private static void split(
      Collection collection,
      JsonNode properties,
      Map<String, @Nullable Object> raw,
      Map<String, @Nullable Object> unknown) {
    for (Attribute attribute : collection.attributes()) {
      if (properties.has(attribute.name())) {
        raw.put(attribute.name(), scalar(properties.path(attribute.name())));
      }
    }
    properties
        .properties()
        .forEach(
            property -> {
              Object value = scalar(property.getValue());
              String name =
                  collection.findByField(property.getKey()).map(Attribute::name).orElse(null);
              if (name == null || raw.containsKey(name) && !property.getKey().equals(name)) {
                unknown.put(property.getKey(), value);
              } else {
                raw.put(name, value);
              }
            });
  }

  private static @Nullable Object scalar(JsonNode value) {
    if (value.isNull()) {
      return null;
    }
    if (value.isBoolean()) {
      return value.booleanValue();
    }
    return value.isNumber()
        ? value.decimalValue()
        : value.isString() ? value.stringValue() : value.toString();
  }
}
