package org.jingtu.zones;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jingtu.access.Permissions;
import org.jingtu.problems.BadParameter;
import org.jingtu.zones.ZoneViews.*;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Zones from draft to end. The entity tag of a zone is its version; If-Match may be given. */
@RestController
@RequestMapping("/api/zones")
@Tag(name = "zones")
class ZonesController {

  private static final int LARGEST_PAGE = 1000;

  private final Zones zones;
  private final ZoneProposals proposals;
  private final Permissions permissions;
  private final ZoneViews views;

  ZonesController(Zones zones, ZoneProposals proposals, Permissions permissions, ZoneViews views) {
    this.views = views;
    this.permissions = permissions;
    this.zones = zones;
    this.proposals = proposals;
  }

  @GetMapping
  @Operation(summary = "划定记录清单，含草案：按状态、图层、行政区、地块筛选，after 翻页")
  ListView list(
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(required = false) @Nullable String collection,
      @RequestParam(required = false) @Nullable String adcode,
      @RequestParam(required = false) @Nullable String siteCode,
      @RequestParam(defaultValue = "0") long after,
      @RequestParam(defaultValue = "100") int limit) {
    if (limit < 1 || limit > LARGEST_PAGE) {
      throw new BadParameter("limit", Integer.toString(limit), "1…" + LARGEST_PAGE);
    }
    if (adcode != null && !adcode.matches("[0-9]{2,12}")) {
      throw new BadParameter("adcode", adcode, "130899");
    }
    List<Zone> page =
        zones.listZones(
            new ZoneQuery(
                states(state),
                collection,
                permissions.narrow(adcode),
                siteCode,
                null,
                after,
                limit));
    return new ListView(
        page.stream().map(views::brief).toList(),
        page.size(),
        page.size() == limit ? Long.toString(page.get(limit - 1).id()) : null);
  }

  @GetMapping("/{id}")
  @Operation(summary = "一项划定：内容、状态、可做的事")
  ResponseEntity<ZoneView> get(@PathVariable String id) {
    return answer(zones.getZone(id));
  }

  @GetMapping("/{id}/history")
  @Operation(summary = "一项划定的经过，最早的在前，每步附当时的内容")
  List<ZoneEvent> history(@PathVariable String id) {
    return zones.listEvents(id);
  }

  @PostMapping
  @Operation(
      summary = "拟一项划定（草案）",
      description =
          "collection 为 control-zones 或 groundwater-zones；geometry 为 GeoJSON，坐标系由 crs 给出（默认 EPSG:4490，东坐标或经度在前）；properties 含 code、name、adcode 及该图层属性。文件见 POST /api/zones/files。")
  ResponseEntity<ZoneView> create(@RequestBody DraftRequest request) {
    Zone zone = zones.create(request.draft());
    return ResponseEntity.created(URI.create("/api/zones/" + zone.id()))
        .eTag(tag(zone))
        .body(views.full(zone));
  }

  @PostMapping("/proposals")
  @Operation(summary = "推算范围：地块外扩给定宽度（米），可裁切到一个要素、一个行政区或给定的边界；不存储")
  ProposalView propose(@RequestBody ProposalRequest request) {
    String site = ZoneReader.required("siteCode", request.siteCode(), 64);
    if (request.widthMetres() == null) {
      throw new ZoneProblems.ZoneRequestInvalid("widthMetres", "0…5000");
    }
    return ProposalView.of(proposals.propose(site, request.widthMetres(), request.limit()));
  }

  @PutMapping("/{id}")
  @Operation(summary = "修改草案（给出全部内容）")
  ResponseEntity<ZoneView> change(
      @PathVariable String id,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      @RequestBody DraftRequest request) {
    return answer(zones.change(id, version(ifMatch), request.draft()));
  }

  @PutMapping("/{id}/measures")
  @Operation(summary = "记录标识牌与监测措施，生效后亦可")
  ResponseEntity<ZoneView> measures(
      @PathVariable String id,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      @RequestBody MeasuresRequest request) {
    return answer(
        zones.recordMeasures(
            id,
            version(ifMatch),
            Objects.requireNonNullElse(request.signposts(), List.of()),
            Objects.requireNonNullElse(request.monitoring(), List.of())));
  }

  @PostMapping("/{id}/submit")
  @Operation(summary = "报批")
  ResponseEntity<ZoneView> submit(
      @PathVariable String id,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
    return answer(zones.submit(id, version(ifMatch)));
  }

  @PostMapping("/{id}/approve")
  @Operation(summary = "记录批准文件；拟稿人不得自批")
  ResponseEntity<ZoneView> approve(
      @PathVariable String id,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      @RequestBody ApproveRequest request) {
    Zone.Approval document =
        Objects.requireNonNullElse(request.document(), new Zone.Approval(null, null, null, null));
    return answer(zones.approve(id, version(ifMatch), document));
  }

  @PostMapping("/{id}/reject")
  @Operation(summary = "退回草案，写明原因")
  ResponseEntity<ZoneView> reject(
      @PathVariable String id,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      @RequestBody ReasonRequest request) {
    return answer(zones.reject(id, version(ifMatch), request.reason()));
  }

  @PostMapping("/{id}/publish")
  @Operation(summary = "公告：文号、正文、生效与失效日期；到日自动生效、自动届满")
  ResponseEntity<ZoneView> publish(
      @PathVariable String id,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      @RequestBody PublishRequest request) {
    return answer(zones.publish(id, version(ifMatch), request.announcement()));
  }

  @PostMapping("/{id}/withdraw")
  @Operation(summary = "撤销，写明原因；生效中的自今日起失效")
  ResponseEntity<ZoneView> withdraw(
      @PathVariable String id,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      @RequestBody ReasonRequest request) {
    return answer(zones.withdraw(id, version(ifMatch), request.reason()));
  }

  private ResponseEntity<ZoneView> answer(Zone zone) {
    return ResponseEntity.ok().eTag(tag(zone)).body(views.full(zone));
  }

  private static String tag(Zone zone) {
    return "\"" + zone.version() + "\"";
  }

  private static Set<ZoneState> states(@Nullable String state) {
    if (state == null || state.isBlank()) {
      return Set.of();
    }
    try {
      return Arrays.stream(state.split(","))
          .map(s -> ZoneState.valueOf(s.strip()))
          .collect(Collectors.toSet());
    } catch (IllegalArgumentException e) {
      throw new BadParameter(
          "state",
          state,
          Arrays.stream(ZoneState.values()).map(Enum::name).collect(Collectors.joining(",")));
    }
  }

  private static @Nullable Long version(@Nullable String ifMatch) {
    if (ifMatch == null) {
      return null;
    }
    String version = ifMatch.strip().replace("W/", "").replace("\"", "");
    if (!version.matches("[0-9]{1,18}")) {
      throw new BadParameter("If-Match", ifMatch, "\"3\"");
    }
    return Long.parseLong(version);
  }
}
