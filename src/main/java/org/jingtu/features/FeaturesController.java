package org.jingtu.features;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jingtu.catalog.Catalog;
import org.jingtu.catalog.Collection;
import org.jingtu.problems.BadParameter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Features one at a time, as GeoJSON (RFC 7946: longitude, latitude). Coordinates are EPSG:4490
 * unless {@code crs} says otherwise. The entity tag of a feature is the data version since which it
 * holds.
 */
@RestController
@RequestMapping("/api/collections/{collection}/features")
@Tag(name = "features")
class FeaturesController {

  private static final String GEO_JSON = "application/geo+json";
  private static final int LARGEST_PAGE = 1000;
  private static final String EXAMPLE =
      """
      {"type": "Feature",
       "properties": {"code": "WR130899X01", "name": "示例疑似地块", "adcode": "130899", "status": "疑似污染地块", "sourceDate": "2026-11-01"},
       "geometry": {"type": "Polygon", "coordinates":
         [[[117.70, 40.95], [117.701, 40.95], [117.701, 40.951], [117.70, 40.951], [117.70, 40.95]]]}}""";

  private final Catalog catalog;
  private final Features features;
  private final FeatureJson json;

  FeaturesController(Catalog catalog, Features features, FeatureJson json) {
    this.catalog = catalog;
    this.features = features;
    this.json = json;
  }

  @GetMapping(produces = {GEO_JSON, MediaType.APPLICATION_JSON_VALUE})
  @Operation(summary = "按页列出要素；asOf 读历史时刻，bbox 按范围，filter 按 CQL 条件，after 与 limit 翻页")
  ObjectNode list(
      @PathVariable String collection,
      @RequestParam(required = false) @Nullable Instant asOf,
      @RequestParam(required = false) @Nullable String bbox,
      @RequestParam(required = false) @Nullable String filter,
      @RequestParam(defaultValue = "0") long after,
      @RequestParam(defaultValue = "100") int limit) {
    Collection c = catalog.getCollection(collection);
    if (limit < 1 || limit > LARGEST_PAGE) {
      throw new BadParameter("limit", Integer.toString(limit), "1…" + LARGEST_PAGE);
    }
    FeatureFilter condition = filter == null ? null : FeatureFilter.parse(c, filter);
    List<FeatureVersion> page =
        features.listFeatures(c, asOf, Bbox.parse(bbox), condition, after, limit);
    return json.page(page, page.size() == limit ? page.get(limit - 1).feature() : null);
  }

  @GetMapping(
      path = "/{feature}",
      produces = {GEO_JSON, MediaType.APPLICATION_JSON_VALUE})
  @Operation(summary = "读一个要素，现在的或 asOf 时刻的")
  ResponseEntity<ObjectNode> get(
      @PathVariable String collection,
      @PathVariable String feature,
      @RequestParam(required = false) @Nullable Instant asOf) {
    Collection c = catalog.getCollection(collection);
    return answer(features.getFeature(c, EntityTags.parseId(c, feature), asOf), HttpStatus.OK);
  }

  @GetMapping("/{feature}/history")
  @Operation(summary = "一个要素的全部版本，最新的在前")
  List<ObjectNode> history(@PathVariable String collection, @PathVariable String feature) {
    Collection c = catalog.getCollection(collection);
    return features.listHistory(c, EntityTags.parseId(c, feature)).stream()
        .map(json::feature)
        .toList();
  }

  @PostMapping(
      consumes = {GEO_JSON, MediaType.APPLICATION_JSON_VALUE},
      produces = GEO_JSON)
  @Operation(
      summary = "登记一个新要素（GeoJSON Feature）",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content =
                  @Content(
                      mediaType = GEO_JSON,
                      examples =
                          @ExampleObject(
                              name = "疑似污染地块（collection = contaminated-sites）",
                              value = EXAMPLE))))
  ResponseEntity<ObjectNode> create(
      @PathVariable String collection,
      @RequestBody JsonNode body,
      @RequestParam(defaultValue = "EPSG:4490") String crs) {
    Collection c = catalog.getCollection(collection);
    return answer(features.create(c, json.readDraft(c, body, crs)), HttpStatus.CREATED);
  }

  @PutMapping(
      path = "/{feature}",
      consumes = {GEO_JSON, MediaType.APPLICATION_JSON_VALUE},
      produces = GEO_JSON)
  @Operation(summary = "以新版本替换一个要素；须带 If-Match")
  ResponseEntity<ObjectNode> replace(
      @PathVariable String collection,
      @PathVariable String feature,
      @RequestBody JsonNode body,
      @RequestParam(defaultValue = "EPSG:4490") String crs,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
    Collection c = catalog.getCollection(collection);
    long expected = EntityTags.parseVersion(ifMatch);
    FeatureDraft draft = json.readDraft(c, body, crs);
    return answer(
        features.replace(c, EntityTags.parseId(c, feature), expected, draft), HttpStatus.OK);
  }

  @DeleteMapping("/{feature}")
  @Operation(summary = "终止一个要素（历史保留）；须带 If-Match")
  ResponseEntity<Void> remove(
      @PathVariable String collection,
      @PathVariable String feature,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
    Collection c = catalog.getCollection(collection);
    features.remove(c, EntityTags.parseId(c, feature), EntityTags.parseVersion(ifMatch));
    return ResponseEntity.noContent().build();
  }

  private ResponseEntity<ObjectNode> answer(FeatureVersion version, HttpStatus status) {
    ResponseEntity.BodyBuilder builder =
        ResponseEntity.status(status).eTag("\"" + version.since() + "\"");
    if (status == HttpStatus.CREATED) {
      builder.location(
          URI.create(
              "/api/collections/%s/features/%d"
                  .formatted(version.collection(), version.feature())));
    }
    return builder.body(json.feature(version));
  }
}
