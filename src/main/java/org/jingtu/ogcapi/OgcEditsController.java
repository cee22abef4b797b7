package org.jingtu.ogcapi;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import org.jingtu.catalog.Collection;
import org.jingtu.features.EntityTags;
import org.jingtu.features.FeatureVersion;
import org.jingtu.problems.BadParameter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/**
 * Items are created, replaced, updated and deleted (20-002), one at a time and through the same
 * checks as under {@code /api}. What changes an item needs its entity tag in If-Match.
 */
@RestController
@RequestMapping("/ogc/collections/{collection}/items")
@Hidden
class OgcEditsController {

  private static final String GEO_JSON = "application/geo+json";
  private static final String JSON = "application/json";
  private static final String MERGE_PATCH = "application/merge-patch+json";
  private static final List<MediaType> CREATED = MediaType.parseMediaTypes(List.of(GEO_JSON, JSON));
  private static final List<MediaType> CHANGED =
      MediaType.parseMediaTypes(List.of(MERGE_PATCH, GEO_JSON, JSON));

  private final OgcCollections collections;
  private final OgcEdits edits;

  OgcEditsController(OgcCollections collections, OgcEdits edits) {
    this.collections = collections;
    this.edits = edits;
  }

  @PostMapping(consumes = {GEO_JSON, JSON})
  ResponseEntity<Void> create(
      @PathVariable String collection,
      @RequestBody JsonNode body,
      @RequestHeader(name = "Content-Crs", required = false) @Nullable String crs,
      HttpServletRequest request) {
    Parameters.requireNone(request);
    Collection known = collections.get(collection);
    FeatureVersion version = edits.create(known, body, crs);
    String path = "/collections/" + known.id() + "/items/" + version.feature();
    return ResponseEntity.created(URI.create(Answers.links(request).href(path)))
        .eTag(tag(version))
        .build();
  }

  /**
   * A body must say what it is (20-002, /req/create-replace-delete/post-content-type), and of a
   * kind that is read here.
   */
  @PostMapping
  void refuseOtherKind(
      @RequestHeader(name = "Content-Type", required = false) @Nullable String type)
      throws HttpMediaTypeNotSupportedException {
    throw otherKind(HttpMethod.POST, type, CREATED);
  }

  @PutMapping("/{feature}")
  void refuseOtherReplacement(
      @RequestHeader(name = "Content-Type", required = false) @Nullable String type)
      throws HttpMediaTypeNotSupportedException {
    throw otherKind(HttpMethod.PUT, type, CREATED);
  }

  @PatchMapping("/{feature}")
  void refuseOtherChange(
      @RequestHeader(name = "Content-Type", required = false) @Nullable String type)
      throws HttpMediaTypeNotSupportedException {
    throw otherKind(HttpMethod.PATCH, type, CHANGED);
  }

  private static HttpMediaTypeNotSupportedException otherKind(
      HttpMethod method, @Nullable String type, List<MediaType> read) {
    if (type == null || type.isBlank()) {
      throw new BadParameter("Content-Type", "", read.get(0).toString());
    }
    try {
      return new HttpMediaTypeNotSupportedException(MediaType.parseMediaType(type), read, method);
    } catch (InvalidMediaTypeException e) {
      throw new BadParameter("Content-Type", type, read.get(0).toString());
    }
  }

  @PutMapping(
      path = "/{feature}",
      consumes = {GEO_JSON, JSON})
  ResponseEntity<Void> replace(
      @PathVariable String collection,
      @PathVariable String feature,
      @RequestBody JsonNode body,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      @RequestHeader(name = "Content-Crs", required = false) @Nullable String crs,
      HttpServletRequest request) {
    Parameters.requireNone(request);
    Collection known = collections.get(collection);
    long id = EntityTags.parseId(known, feature);
    return ResponseEntity.noContent()
        .eTag(tag(edits.replace(known, id, ifMatch, body, crs)))
        .build();
  }

  @PatchMapping(
      path = "/{feature}",
      consumes = {MERGE_PATCH, GEO_JSON, JSON})
  ResponseEntity<Void> update(
      @PathVariable String collection,
      @PathVariable String feature,
      @RequestBody JsonNode body,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      @RequestHeader(name = "Content-Crs", required = false) @Nullable String crs,
      HttpServletRequest request) {
    Parameters.requireNone(request);
    Collection known = collections.get(collection);
    long expected = EntityTags.parseVersion(ifMatch);
    long id = EntityTags.parseId(known, feature);
    return ResponseEntity.noContent()
        .eTag(tag(edits.update(known, id, expected, body, crs)))
        .build();
  }

  @DeleteMapping("/{feature}")
  ResponseEntity<Void> remove(
      @PathVariable String collection,
      @PathVariable String feature,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      HttpServletRequest request) {
    Parameters.requireNone(request);
    Collection known = collections.get(collection);
    edits.remove(known, EntityTags.parseId(known, feature), EntityTags.parseVersion(ifMatch));
    return ResponseEntity.noContent().build();
  }

  /**
   * What the caller may do with the items (20-002, /req/create-replace-delete/options-response).
   */
  @RequestMapping(method = RequestMethod.OPTIONS)
  ResponseEntity<Void> options(@PathVariable String collection) {
    ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
    if (!collections.mayWrite(collections.get(collection))) {
      return answer.allow(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS).build();
    }
    return answer
        .allow(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS, HttpMethod.POST)
        .header("Accept-Post", GEO_JSON + ", " + JSON)
        .build();
  }

  /** What the caller may do with one item. */
  @RequestMapping(path = "/{feature}", method = RequestMethod.OPTIONS)
  ResponseEntity<Void> optionsOfOne(@PathVariable String collection, @PathVariable String feature) {
    Collection known = collections.get(collection);
    EntityTags.parseId(known, feature);
    ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
    if (!collections.mayWrite(known)) {
      return answer.allow(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS).build();
    }
    return answer
        .allow(
            HttpMethod.GET,
            HttpMethod.HEAD,
            HttpMethod.OPTIONS,
            HttpMethod.PUT,
            HttpMethod.PATCH,
            HttpMethod.DELETE)
        .header("Accept-Patch", MERGE_PATCH + ", " + GEO_JSON + ", " + JSON)
        .build();
  }

  private static String tag(FeatureVersion version) {
    return "\"" + version.since() + "\"";
  }
}
