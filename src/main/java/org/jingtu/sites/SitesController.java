package org.jingtu.sites;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jingtu.geo.GeoJson;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** A contaminated site and where it stands in its life. */
@RestController
@Tag(name = "sites")
class SitesController {

  private final Sites sites;

  SitesController(Sites sites) {
    this.sites = sites;
  }

  record StatusView(SiteStatus status, String title) {
    static StatusView of(SiteStatus status) {
      return new StatusView(status, status.title());
    }
  }

  /** A version in the life of a site: its status from a data version on. */
  record StepView(long dataVersion, SiteStatus status, String title, double areaSquareMetres) {}

  record SiteView(
      String code,
      @Nullable String name,
      String adcode,
      String featureId,
      StatusView status,
      boolean listed,
      boolean needsControlZone,
      @Nullable Boolean targetMet,
      @Nullable Boolean aftercare,
      @Nullable String pollutionLevel,
      @Nullable String pollutants,
      double areaSquareMetres,
      List<StatusView> possibleNext,
      List<StepView> timeline,
      @Nullable ObjectNode geometry) {}

  @GetMapping("/api/sites/{code}")
  @Operation(summary = "一个地块的现状、可能的下一步与经过")
  SiteView get(@PathVariable String code) {
    ContaminatedSite site = sites.getSite(code);
    return new SiteView(
        site.code(),
        site.name(),
        site.adcode(),
        Long.toString(site.feature()),
        StatusView.of(site.status()),
        site.isListed(),
        site.needsControlZone(),
        site.targetMet(),
        site.aftercare(),
        site.pollutionLevel(),
        site.pollutants(),
        site.areaSquareMetres(),
        site.possibleNext().stream().map(StatusView::of).toList(),
        sites.listVersions(site.feature()).stream()
            .map(v -> new StepView(v.since(), v.status(), v.status().title(), v.areaSquareMetres()))
            .toList(),
        site.geometry() == null ? null : GeoJson.writeGeometry(site.geometry()));
  }
}
