package org.jingtu.reports;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jingtu.access.Permissions;
import org.jingtu.problems.BadParameter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The indicators of the plans, and how the farmland classes changed. */
@RestController
@Tag(name = "indicators")
class IndicatorsController {

  private static final MediaType XLSX =
      MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
  private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);
  private static final int PAGE_AT_MOST = 1000;

  private final Indicators indicators;
  private final Farmland farmland;
  private final IndicatorSheets sheets;
  private final Permissions permissions;

  IndicatorsController(
      Indicators indicators, Farmland farmland, IndicatorSheets sheets, Permissions permissions) {
    this.indicators = indicators;
    this.farmland = farmland;
    this.sheets = sheets;
    this.permissions = permissions;
  }

  @GetMapping("/api/indicators")
  @Operation(summary = "各项指标：分子、分母、时段、目标，以及背后的要素")
  ResponseEntity<?> indicators(
      @Parameter(description = "行政区代码，2、4、6 至 12 位", example = "130899") @RequestParam
          String adcode,
      @Parameter(description = "年份，缺省为今年") @RequestParam(required = false) @Nullable Integer year,
      @Parameter(description = "上半年 1、下半年 2，缺省为全年") @RequestParam(required = false)
          @Nullable Integer half,
      @Parameter(description = "另按县（county）或乡镇（township）分别核算") @RequestParam(required = false)
          @Nullable String by,
      @Parameter(description = "按哪个规则包的文件取目标，缺省按行政区代码") @RequestParam(required = false)
          @Nullable String pack,
      @Parameter(description = "json、csv 或 xlsx") @RequestParam(defaultValue = "json") String f,
      Locale locale) {
    permissions.requireRead(false);
    Period period = Period.of(year, half, Instant.now());
    IndicatorAnswer answer = indicators.reckon(division(adcode), period, by(by), pack, locale);
    return answer(f, answer, () -> sheets.indicators(answer, locale), "indicators-" + adcode);
  }

  /** A feature behind an indicator. */
  record MemberView(
      String featureId,
      String collection,
      String code,
      @Nullable String name,
      double areaSquareMetres,
      double areaMu,
      boolean counts,
      @Nullable JsonNode geometry) {}

  /** A page of them; {@code next} is the id after which the next page begins, or null. */
  record MembersView(List<MemberView> features, @Nullable String next) {}

  @GetMapping("/api/indicators/{id}/features")
  @Operation(summary = "一项指标背后的要素；counting=true 为计入分子的，false 为未计入的")
  MembersView features(
      @PathVariable String id,
      @RequestParam String adcode,
      @RequestParam(required = false) @Nullable Integer year,
      @RequestParam(required = false) @Nullable Integer half,
      @Parameter(description = "代码不到乡镇的要素按乡镇名称筛选，空为未注明") @RequestParam(required = false)
          @Nullable String township,
      @RequestParam(required = false) @Nullable Boolean counting,
      @RequestParam(defaultValue = "0") long after,
      @RequestParam(defaultValue = "200") int limit) {
    permissions.requireRead(false);
    Indicator indicator = Indicator.find(id).orElseThrow(() -> new IndicatorNotFound(id));
    if (limit < 1 || limit > PAGE_AT_MOST) {
      throw new BadParameter("limit", Integer.toString(limit), "1 – " + PAGE_AT_MOST);
    }
    List<IndicatorStore.Member> members =
        indicators.listFeatures(
            indicator,
            division(adcode),
            Period.of(year, half, Instant.now()),
            township,
            counting,
            after,
            limit + 1);
    List<MemberView> views = members.stream().limit(limit).map(m -> view(indicator, m)).toList();
    return new MembersView(views, members.size() > limit ? views.get(limit - 1).featureId() : null);
  }

  private static MemberView view(Indicator indicator, IndicatorStore.Member m) {
    return new MemberView(
        Long.toString(m.feature()),
        indicator.collection(),
        m.code(),
        m.name(),
        Amounts.rounded(m.areaSquareMetres()),
        Amounts.mu(m.areaSquareMetres()),
        m.counts(),
        m.geometry() == null ? null : JsonMapper.shared().readTree(m.geometry()));
  }

  @GetMapping("/api/indicators/farmland")
  @Operation(summary = "两个年度的耕地土壤环境质量类别：各乡镇各类面积、转移矩阵、优先保护类减少的预警与位置")
  ResponseEntity<?> farmland(
      @RequestParam String adcode,
      @Parameter(description = "年份（取该年度的版本），或日期、时刻（取当时在库的）") @RequestParam String from,
      @RequestParam String to,
      @RequestParam(defaultValue = "json") String f,
      Locale locale) {
    permissions.requireRead(false);
    FarmlandAnswer answer = farmland.compare(division(adcode), from, to, locale);
    return answer(f, answer, () -> sheets.farmland(answer, locale), "farmland-" + adcode);
  }

  @GetMapping("/api/indicators/farmland/editions")
  @Operation(summary = "有哪些年度的耕地类别")
  List<FarmlandAnswer.CountyEdition> editions(@RequestParam String adcode) {
    permissions.requireRead(false);
    return farmland.listEditions(division(adcode));
  }

  private static ResponseEntity<?> answer(
      String form,
      Object json,
      java.util.function.Supplier<List<IndicatorTables>> tables,
      String name) {
    return switch (form) {
      case "json" -> ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(json);
      case "csv" -> file(CSV, name + ".csv", IndicatorTables.csv(tables.get().get(0)));
      case "xlsx" -> file(XLSX, name + ".xlsx", IndicatorTables.xlsx(tables.get()));
      default -> throw new BadParameter("f", form, "json | csv | xlsx");
    };
  }

  private static ResponseEntity<byte[]> file(MediaType type, String name, byte[] content) {
    return ResponseEntity.ok()
        .contentType(type)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(name).build().toString())
        .body(content);
  }

  private static IndicatorAnswer.@Nullable By by(@Nullable String by) {
    if (by == null) {
      return null;
    }
    return switch (by) {
      case "county" -> IndicatorAnswer.By.COUNTY;
      case "township" -> IndicatorAnswer.By.TOWNSHIP;
      default -> throw new BadParameter("by", by, "county | township");
    };
  }

  private String division(String adcode) {
    if (!adcode.matches("[1-9][0-9]([0-9]{2}){0,2}([0-9]{3}){0,2}")) {
      throw new BadParameter("adcode", adcode, "13 | 1308 | 130899 | 130899101");
    }
    permissions.requireTerritory(adcode);
    return adcode;
  }
}
