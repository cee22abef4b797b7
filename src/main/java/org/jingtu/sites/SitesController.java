package org.jingtu.sites;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jingtu.access.Permissions;
import org.jingtu.features.Bbox;
import org.jingtu.geo.GeoJson;
import org.jingtu.problems.BadParameter;
import org.jingtu.problems.Wordings;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** Contaminated sites and where they stand in their life. */
@RestController
@Tag(name = "sites")
class SitesController {

  private static final int LARGEST_PAGE = 1000;
  private static final double LARGEST_RADIUS_METRES = 100_000;

  private final Sites sites;
  private final SiteLists lists;
  private final SiteStore store;
  private final SiteTimeline timeline;
  private final SiteDocuments documents;
  private final Permissions permissions;
  private final Wordings texts;

  SitesController(
      Sites sites,
      SiteLists lists,
      SiteStore store,
      SiteTimeline timeline,
      SiteDocuments documents,
      Permissions permissions,
      Wordings texts) {
    this.texts = texts;
    this.sites = sites;
    this.lists = lists;
    this.store = store;
    this.timeline = timeline;
    this.documents = documents;
    this.permissions = permissions;
  }

  /** A status, with its title in the reader's language. */
  record StatusView(SiteStatus status, String title) {
    static StatusView of(SiteStatus status, Wordings texts) {
      return new StatusView(status, texts.say(status.wording()));
    }
  }

  /** The document that a step needs, and the members that must be stated of it. */
  record DocumentView(SiteDocumentKind kind, String title, List<String> needs) {}

  /** A step that the present state allows; {@code blockedBy} says what stands against it. */
  record StepOption(
      SiteStep step,
      String title,
      SiteStatus to,
      String toTitle,
      DocumentView document,
      String basis,
      @Nullable String blockedBy) {

    static StepOption of(Sites.Option option, SiteStatus present, Wordings texts) {
      SiteStep step = option.step();
      SiteDocumentKind kind = step.document();
      SiteStatus to = step.to(present);
      return new StepOption(
          step,
          texts.say(step.wording()),
          to,
          texts.say(to.wording()),
          new DocumentView(kind, texts.say(kind.wording()), kind.needs()),
          texts.say(step.basis()),
          option.blockedBy());
    }
  }

  record SiteView(
      String code,
      @Nullable String name,
      String adcode,
      String featureId,
      long version,
      @Nullable LocalDate sourceDate,
      StatusView status,
      boolean listed,
      boolean needsControlZone,
      @Nullable Boolean targetMet,
      @Nullable Boolean aftercare,
      @Nullable String pollutionLevel,
      @Nullable String pollutants,
      Boundary boundary,
      double areaSquareMetres,
      double areaMu,
      List<StatusView> possibleNext,
      List<StepOption> possible,
      List<DueDate> due,
      boolean overdue,
      List<SiteTimeline.Entry> timeline,
      List<SiteDocuments.Attached> documents,
      @Nullable ObjectNode geometry) {}

  record ListView(List<ItemView> sites, int numberReturned, @Nullable String next) {}

  record ItemView(
      String code,
      @Nullable String name,
      String adcode,
      String featureId,
      StatusView status,
      boolean listed,
      boolean needsControlZone,
      Boundary boundary,
      double @Nullable [] position,
      double areaSquareMetres,
      double areaMu,
      @Nullable Double distanceMetres,
      List<DueDate> due,
      boolean overdue) {

    static ItemView of(SiteLists.Item item, Wordings texts) {
      return new ItemView(
          item.code(),
          item.name(),
          item.adcode(),
          Long.toString(item.feature()),
          StatusView.of(item.status(), texts),
          item.listed(),
          item.heldUndeveloped(),
          item.boundary(),
          item.position(),
          item.areaSquareMetres(),
          item.areaSquareMetres() * 3 / 2000,
          item.distanceMetres(),
          item.due(),
          item.overdue());
    }
  }

  /**
   * A step to be taken.
   *
   * @param to the status to reach
   * @param step the step, where the status is kept; see {@code possible} of a site
   * @param attributes further facts that the document states, by attribute name
   */
  record MoveRequest(
      @Nullable SiteStatus to,
      @Nullable SiteStep step,
      @NotNull SiteDocument document,
      @Nullable Map<String, @Nullable Object> attributes) {}

  @GetMapping("/api/sites")
  @Operation(summary = "地块清单：按状态、行政区、范围、距离、名称、边界情况和是否逾期筛选，after 翻页")
  ListView list(
      @RequestParam(required = false) @Nullable String status,
      @RequestParam(required = false) @Nullable Boundary boundary,
      @RequestParam(required = false) @Nullable String adcode,
      @RequestParam(required = false) @Nullable String q,
      @RequestParam(required = false) @Nullable String bbox,
      @RequestParam(required = false) @Nullable String near,
      @RequestParam(defaultValue = "1000") double radius,
      @RequestParam(required = false) @Nullable Boolean overdue,
      @RequestParam(required = false) @Nullable SiteDeadline deadline,
      @RequestParam(defaultValue = "0") long after,
      @RequestParam(defaultValue = "100") int limit) {
    if (limit < 1 || limit > LARGEST_PAGE) {
      throw new BadParameter("limit", Integer.toString(limit), "1…" + LARGEST_PAGE);
    }
    if (!(radius > 0 && radius <= LARGEST_RADIUS_METRES)) {
      throw new BadParameter("radius", Double.toString(radius), "1…100000");
    }
    if (adcode != null && !adcode.matches("[0-9]{2,12}")) {
      throw new BadParameter("adcode", adcode, "130899");
    }
    SiteQuery query =
        new SiteQuery(
            SiteParameters.statuses(status),
            boundary,
            permissions.narrow(adcode),
            q == null || q.isBlank() ? null : q.strip(),
            Bbox.parse(bbox),
            SiteParameters.point(near),
            radius,
            overdue,
            deadline,
            after,
            limit);
    List<SiteLists.Item> page = lists.list(query);
    return new ListView(
        page.stream().map(item -> ItemView.of(item, texts)).toList(),
        page.size(),
        page.size() == limit ? Long.toString(page.get(limit - 1).feature()) : null);
  }

  @GetMapping("/api/sites/{code}")
  @Operation(summary = "一个地块的现状、可能的下一步、期限与经过")
  SiteView get(@PathVariable String code) {
    return view(sites.getSite(code));
  }

  @PostMapping("/api/sites/{code}/transitions")
  @Operation(
      summary = "地块进入下一状态，或记录一项事实；须写明依据文件",
      description =
          "to 为要达到的状态；状态不变的环节用 step 指明。可用的环节及所需文件见 GET /api/sites/{code} 的 possible。"
              + "If-Match 可给出所读的版本。")
  SiteView move(
      @PathVariable String code,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      @Valid @RequestBody MoveRequest request) {
    Map<String, @Nullable Object> attributes =
        request.attributes() == null ? Map.of() : request.attributes();
    sites.move(
        code,
        new Sites.Move(
            request.to(),
            request.step(),
            request.document(),
            attributes,
            SiteParameters.version(ifMatch)));
    return view(sites.getSite(code));
  }

  private SiteView view(ContaminatedSite site) {
    List<DueDate> due =
        store.listDue(List.of(site.feature())).getOrDefault(site.feature(), List.of());
    return new SiteView(
        site.code(),
        site.name(),
        site.adcode(),
        Long.toString(site.feature()),
        site.since(),
        site.sourceDate(),
        StatusView.of(site.status(), texts),
        site.isListed(),
        site.needsControlZone(),
        site.targetMet(),
        site.aftercare(),
        site.pollutionLevel(),
        site.pollutants(),
        site.boundary(),
        site.areaSquareMetres(),
        site.areaSquareMetres() * 3 / 2000,
        site.status().next().stream().sorted().map(s -> StatusView.of(s, texts)).toList(),
        sites.listOptions(site).stream().map(o -> StepOption.of(o, site.status(), texts)).toList(),
        due,
        due.stream().anyMatch(DueDate::overdue),
        timeline.list(site.feature()),
        documents.listDocuments(site.feature()),
        site.geometry() == null ? null : GeoJson.writeGeometry(site.geometry()));
  }
}
