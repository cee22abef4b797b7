package org.jingtu.checks;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jingtu.access.Permissions;
import org.jingtu.checks.ConflictProblems.ConflictNotFound;
import org.jingtu.problems.BadParameter;
import org.jingtu.rules.Verdict;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Conflicts between registered layers: find them, count them, deal with them. */
@RestController
@RequestMapping("/api/conflicts")
@Tag(name = "conflicts")
class ConflictsController {

  private static final MediaType GEOJSON = MediaType.valueOf("application/geo+json");

  private final Conflicts conflicts;
  private final ConflictRecomputations recomputations;
  private final Permissions permissions;
  private final JsonMapper json;

  ConflictsController(
      Conflicts conflicts,
      ConflictRecomputations recomputations,
      Permissions permissions,
      JsonMapper json) {
    this.recomputations = recomputations;
    this.conflicts = conflicts;
    this.permissions = permissions;
    this.json = json;
  }

  /** The filter as it stands in the address. */
  record Query(
      @Nullable String state,
      @Nullable String severity,
      @Nullable String rule,
      @Nullable String collection,
      @Nullable String adcode,
      @Nullable String department,
      @Nullable String township,
      @Nullable Boolean possible,
      @Nullable String bbox) {

    ConflictFilter filter(Permissions permissions) {
      String area = permissions.narrow(adcode);
      return ConflictFilter.of(
          state, severity, rule, collection, area, department, township, possible, bbox);
    }

    /** What of the filter applies to features that nobody knows the place of. */
    ConflictUnlocated.Wanted unlocated(Permissions permissions) {
      filter(permissions); // refuses what cannot be understood
      Set<Verdict> severities =
          severity == null
              ? Set.of()
              : Arrays.stream(severity.split(","))
                  .map(Verdict::valueOf)
                  .collect(Collectors.toSet());
      return new ConflictUnlocated.Wanted(
          severities, rule, collection, permissions.narrow(adcode), township);
    }
  }

  /**
   * A page.
   *
   * @param next ask for the next page with {@code after=} this; null at the end
   */
  record Page(List<ConflictView> conflicts, @Nullable Long next) {}

  @GetMapping
  @Operation(summary = "列出冲突，按编号分页；state、severity 可用逗号给出多个，collection 为任意一方的图层，adcode 为开头几位")
  ResponseEntity<Object> list(
      @ModelAttribute Query query,
      @RequestParam(defaultValue = "json") String f,
      @Parameter(description = "上一页的 next") @RequestParam(defaultValue = "0") long after,
      @RequestParam(defaultValue = "100") @Min(1) @Max(1000) int limit) {
    boolean map = f.equals("geojson");
    if (!map && !f.equals("json")) {
      throw new BadParameter("f", f, "json, geojson");
    }
    List<ConflictView> page = conflicts.listConflicts(query.filter(permissions), after, limit, map);
    Long next = page.size() < limit ? null : page.get(page.size() - 1).id();
    return map
        ? ResponseEntity.ok().contentType(GEOJSON).body(collection(page, next))
        : ResponseEntity.ok(new Page(page, next));
  }

  @GetMapping("/counts")
  @Operation(
      summary =
          "冲突计数：按状态、严重程度、规则、图层、县、乡镇；筛选条件与列表相同。possible：其中只有点位、可能命中的；unlocated：没有位置、因而不在任何冲突之中的要素")
  Conflicts.Counts counts(@ModelAttribute Query query) {
    return conflicts.count(query.filter(permissions), query.unlocated(permissions));
  }

  /**
   * A page of features of unknown place.
   *
   * @param next ask for the next page with {@code after=} this; null at the end
   */
  record UnlocatedPage(List<ConflictUnlocated.View> unlocated, @Nullable Long next) {}

  @GetMapping("/unlocated")
  @Operation(
      summary = "没有位置的要素：不能排除与同县的规划用地、宗地和其他图层冲突；列出可能适用的规则",
      description = "筛选条件 severity、rule、collection、adcode、township 适用；按要素编号分页。")
  UnlocatedPage unlocated(
      @ModelAttribute Query query,
      @Parameter(description = "上一页的 next") @RequestParam(defaultValue = "0") long after,
      @RequestParam(defaultValue = "100") @Min(1) @Max(1000) int limit) {
    List<ConflictUnlocated.View> page =
        conflicts.listUnlocated(query.unlocated(permissions)).stream()
            .filter(feature -> Long.parseLong(feature.featureId()) > after)
            .limit(limit)
            .toList();
    boolean more = page.size() == limit;
    return new UnlocatedPage(page, more ? Long.valueOf(page.get(limit - 1).featureId()) : null);
  }

  @GetMapping("/{id}")
  @Operation(summary = "一个冲突：重叠部分的几何，以及全部经过")
  ConflictView get(@PathVariable String id) {
    return conflicts.getConflict(parseId(id));
  }

  /** What an officer says when taking note. */
  record Acknowledgement(@Size(max = 2000) @Nullable String note) {}

  @PostMapping("/{id}/acknowledge")
  @Operation(summary = "知悉；需要角色 OFFICER")
  ConflictView acknowledge(
      @PathVariable String id,
      @Valid @RequestBody(required = false) @Nullable Acknowledgement form) {
    return conflicts.acknowledge(parseId(id), form == null ? null : form.note());
  }

  /** Who shall deal with it. */
  record Assignment(@NotBlank String department, @Size(max = 2000) @Nullable String note) {}

  @PostMapping("/{id}/assign")
  @Operation(summary = "交由一个部门承办；需要角色 OFFICER")
  ConflictView assign(@PathVariable String id, @Valid @RequestBody Assignment form) {
    return conflicts.assign(parseId(id), form.department(), form.note());
  }

  /** The document that settles it. */
  record Document(
      @NotBlank @Size(max = 200) String title,
      @NotBlank @Size(max = 100) String number,
      @NotNull LocalDate date,
      @NotBlank @Size(max = 200) String unit) {}

  /** How it was settled. */
  record Resolution(@Valid @NotNull Document document, @Size(max = 2000) @Nullable String note) {}

  @PostMapping("/{id}/resolve")
  @Operation(summary = "凭文件处理完毕；需要承办部门的 OFFICER。严重程度或数字发生实质变化时重新打开")
  ConflictView resolve(@PathVariable String id, @Valid @RequestBody Resolution form) {
    return conflicts.resolve(parseId(id), form.document(), form.note());
  }

  @PostMapping("/recompute")
  @Operation(summary = "全部重新计算（异步）；与逐次更新的结果应当完全一致。进度与改变了多少见 Location；进行中再次请求得到同一任务。需要角色 ADMIN")
  @ApiResponse(responseCode = "202", description = "已受理")
  ResponseEntity<ConflictRecomputation> recompute() {
    ConflictRecomputation job = recomputations.request();
    return ResponseEntity.accepted()
        .location(URI.create("/api/conflicts/recomputations/" + job.id()))
        .body(job);
  }

  @GetMapping("/recomputations/{id}")
  @Operation(summary = "一次全部重新计算：状态、进度、改变了多少。需要角色 ADMIN")
  ConflictRecomputation recomputation(@PathVariable String id) {
    return recomputations.getRecomputation(id);
  }

  private ObjectNode collection(List<ConflictView> page, @Nullable Long next) {
    ObjectNode collection = json.createObjectNode().put("type", "FeatureCollection");
    ArrayNode features = collection.putArray("features");
    for (ConflictView conflict : page) {
      ObjectNode properties = json.valueToTree(conflict);
      ObjectNode feature = features.addObject().put("type", "Feature").put("id", conflict.id());
      feature.set("geometry", properties.remove("geometry"));
      feature.set("properties", properties);
    }
    if (next != null) {
      collection.put("next", next);
    }
    return collection;
  }

  private static long parseId(String id) {
    try {
      return Long.parseLong(id);
    } catch (NumberFormatException e) {
      throw new ConflictNotFound(id);
    }
  }
}
