package org.jingtu.features;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jingtu.catalog.Attribute;
import org.jingtu.catalog.Catalog;
import org.jingtu.catalog.Collection;
import org.jingtu.features.FeatureChange.Kind;
import org.jingtu.geo.GeoJson;
import org.jingtu.problems.BadParameter;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** The data versions of a collection, and what changed from one to another. */
@RestController
@Tag(name = "features")
class ChangesController {

  private static final int LARGEST_PAGE = 1000;

  private final Catalog catalog;
  private final FeatureChanges changes;

  ChangesController(Catalog catalog, FeatureChanges changes) {
    this.catalog = catalog;
    this.changes = changes;
  }

  record VersionsView(List<ChangeStore.DataVersion> versions, @Nullable Long next) {}

  /**
   * A FeatureCollection (EPSG:4490, longitude first).
   *
   * @param next ask for the next page with {@code after=} this; null at the end
   */
  record ChangesView(
      String type,
      String collection,
      long from,
      long to,
      Map<Kind, Long> counts,
      List<ChangeView> features,
      int numberReturned,
      @Nullable Long next) {}

  /**
   * A feature as it is after the change, or was before its end.
   *
   * @param before its geometry before, where that is another one
   */
  record ChangeView(
      String type,
      String id,
      @Schema(implementation = Object.class) @Nullable ObjectNode geometry,
      ChangeProperties properties,
      @Schema(implementation = Object.class) @JsonInclude(JsonInclude.Include.NON_NULL)
          @Nullable ObjectNode before) {}

  /**
   * What is said of a change.
   *
   * @param changed the attributes that are other ones; empty unless CHANGED
   */
  record ChangeProperties(
      Kind kind,
      @Nullable Object code,
      @Nullable Object name,
      double areaSquareMetres,
      @Nullable Double areaBeforeSquareMetres,
      boolean geometryChanged,
      List<Difference> changed) {}

  record Difference(String name, String title, @Nullable Object before, @Nullable Object after) {}

  @GetMapping("/api/collections/{collection}/versions")
  @Operation(summary = "图层的数据版本，最新的在前：谁、何时、因何写入，改了多少")
  VersionsView versions(
      @PathVariable String collection,
      @Parameter(description = "上一页的 next") @RequestParam(defaultValue = "" + Long.MAX_VALUE)
          long before,
      @RequestParam(defaultValue = "50") int limit) {
    requireLimit(limit);
    List<ChangeStore.DataVersion> page =
        changes.listVersions(catalog.getCollection(collection), before, limit);
    return new VersionsView(page, page.size() < limit ? null : page.get(limit - 1).version());
  }

  @GetMapping("/api/collections/{collection}/changes")
  @Operation(
      summary = "两个数据版本之间新增、变更、终止的要素（GeoJSON）",
      description = "from、to 为数据版本号、时刻或日期（当天结束时）；to 缺省为现在。counts 为全部的个数，features 按要素编号分页。")
  ChangesView changes(
      @PathVariable String collection,
      @Parameter(example = "2026-01-01") @RequestParam String from,
      @RequestParam(required = false) @Nullable String to,
      @RequestParam(required = false) @Nullable Kind kind,
      @Parameter(example = "117.1,40.9,118.2,41.6") @RequestParam(required = false)
          @Nullable String bbox,
      @RequestParam(defaultValue = "0") long after,
      @RequestParam(defaultValue = "200") int limit,
      Locale locale) {
    Collection known = catalog.getCollection(collection);
    requireLimit(limit);
    FeatureChanges.Page page = changes.list(known, from, to, Bbox.parse(bbox), kind, after, limit);
    return new ChangesView(
        "FeatureCollection",
        known.id(),
        page.from(),
        page.to(),
        page.counts(),
        page.changes().stream().map(c -> view(c, known, locale)).toList(),
        page.changes().size(),
        page.next());
  }

  private static void requireLimit(int limit) {
    if (limit < 1 || limit > LARGEST_PAGE) {
      throw new BadParameter("limit", Integer.toString(limit), "1…" + LARGEST_PAGE);
    }
  }

  private static ChangeView view(FeatureChange change, Collection collection, Locale locale) {
    FeatureVersion latest = change.latest();
    FeatureVersion before = change.before();
    return new ChangeView(
        "Feature",
        Long.toString(latest.feature()),
        geometry(latest.geometry()),
        new ChangeProperties(
            change.kind(),
            latest.attributes().get("code"),
            latest.attributes().get("name"),
            latest.areaSquareMetres(),
            change.kind() == Kind.CHANGED && before != null ? before.areaSquareMetres() : null,
            change.moved(),
            differences(change, collection, locale)),
        change.moved() && before != null ? geometry(before.geometry()) : null);
  }

  private static List<Difference> differences(
      FeatureChange change, Collection collection, Locale locale) {
    FeatureVersion before = change.before();
    FeatureVersion after = change.after();
    List<Difference> differences = new ArrayList<>();
    if (before == null || after == null) {
      return differences;
    }
    for (Attribute attribute : collection.attributes()) {
      Object then = before.attributes().get(attribute.name());
      Object now = after.attributes().get(attribute.name());
      if (!Objects.equals(then, now)) {
        differences.add(new Difference(attribute.name(), attribute.title(locale), then, now));
      }
    }
    return differences;
  }

  private static @Nullable ObjectNode geometry(@Nullable Geometry geometry) {
    return geometry == null ? null : GeoJson.writeGeometry(geometry);
  }
}
