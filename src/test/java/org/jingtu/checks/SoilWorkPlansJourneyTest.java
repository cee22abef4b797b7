package org.jingtu.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.jingtu.database.JourneyTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/**
 * Five work plans in one collection: a county's and a city's of 2024 (their clauses are national),
 * Jiangxi's, Fangshan's and Xianxian's; each pack is chosen by the county's code.
 */
@JourneyTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SoilWorkPlansJourneyTest {

  /** Figures are given to two decimals. */
  private static final double CENTI = 0.011;

  private static final String UNTREATED =
      "\"status\":\"CONFIRMED\",\"listed\":false,\"targetMet\":false,\"riskAssessment\":\"COMPLETED\"";

  @LocalServerPort private int port;
  private Squares national;
  private Squares jiangxi;
  private Squares fangshan;
  private Squares xianxian;

  @BeforeAll
  void draw() {
    national = new Squares(port, "139951", 4_450_000);
    jiangxi = new Squares(port, "360971", 4_400_000);
    fangshan = new Squares(port, "110111", 4_410_000);
    xianxian = new Squares(port, "130929", 4_420_000);
    for (Squares sheet : new Squares[] {national, jiangxi, xianxian, fangshan}) {
      farmland(sheet, 0, "PRIORITY_PROTECTION");
      farmland(sheet, 1000, "STRICT_CONTROL");
    }
    jiangxi.create("ecological-redline", jiangxi.row("JX-E", 0, 2000, 100, 100, ""));
    fangshan.create(
        "water-source-protection",
        fangshan.row("FS-W", 0, 2000, 100, 100, "\"level\":\"LEVEL_2\""));
    // 40 m of its 100 m lie in the water source area: 40 m × 100 m
    fangshan.create("contaminated-sites", fangshan.row("FS-C", 60, 2000, 100, 100, UNTREATED));
    jiangxi.create("contaminated-sites", jiangxi.row("JX-C", 0, 3000, 100, 100, UNTREATED));
    // 70 m of the strictly controlled 100 m: 70 m × 100 m
    fangshan.create(
        "water-source-protection", fangshan.row("FS-V", 30, 1000, 100, 100, "\"level\":\"QUASI\""));
    // 50 m east of the permanent basic farmland that is loaded below
    national.create(
        "supervised-units",
        national.row(
            "CT-U",
            150,
            0,
            50,
            50,
            "\"kind\":\"SOIL\",\"industry\":\"C2614\",\"inOperation\":true"));
    xianxian.create(
        "supervised-units",
        xianxian.row(
            "XX-U",
            0,
            2000,
            100,
            100,
            "\"kind\":\"SOIL\",\"industry\":\"C191\",\"inOperation\":true"));
    national.create(
        "contaminated-sites",
        national.row(
            "CT-A",
            0,
            2000,
            100,
            100,
            "\"status\":\"LISTED\",\"listed\":true,\"targetMet\":false,\"riskAssessment\":\"COMPLETED\""));
  }

  private static void farmland(Squares sheet, double y, String soilClass) {
    String code = "SW-%s-%.0f".formatted(sheet.county(), y);
    sheet.create(
        "farmland-classes",
        sheet.row(code, 0, y, 100, 100, "\"soilClass\":\"%s\"".formatted(soilClass)));
  }

  private static JsonNode check(Squares sheet, String stage, double x, double y, String facts) {
    return sheet.check(sheet.rectangle(x, y, 100, 100), stage, facts);
  }

  private static Map<String, String> found(
      Squares sheet, String stage, double x, double y, String facts) {
    return Squares.found(check(sheet, stage, x, y, facts));
  }

  private static String works(String current, String survey, String project) {
    return "\"currentUse\":\"%s\",\"plannedUse\":\"1001\",\"survey\":\"%s\",\"project\":{%s}"
        .formatted(current, survey, project);
  }

  /** 江西（二）2: 除法律规定的重点建设项目选址确实无法避让外，其他任何建设不得占用. */
  @Test
  void jiangxiKeepsItsPriorityFarmland() {
    // x from 25 to 100: 75 m × 100 m = 7,500 m² = 11.25 亩
    JsonNode answer =
        check(
            jiangxi,
            "SUPPLY",
            25,
            0,
            works("0103", "DETAILED", "\"industry\":\"C1391\",\"key\":false"));
    assertThat(Squares.found(answer)).isEqualTo(Map.of("priority-farmland", "PROHIBITED"));
    JsonNode finding = Squares.finding(answer, "priority-farmland");
    assertThat(Squares.area(finding)).isCloseTo(7_500, within(CENTI));
    assertThat(finding.at("/overlap/areaMu").asDouble()).isCloseTo(11.25, within(0.0001));
    assertThat(answer.path("clearAreaSquareMetres").asDouble()).isCloseTo(2_500, within(CENTI));
    assertThat(
            found(
                jiangxi,
                "SUPPLY",
                25,
                0,
                works(
                    "0103",
                    "DETAILED",
                    "\"industry\":\"C1391\",\"key\":true,\"unavoidable\":true")))
        .isEqualTo(Map.of("priority-farmland", "CONDITIONAL"));
  }

  /** 江西（二）2: 严格控制在优先保护类耕地集中区域新建有色金属冶炼…等行业企业 (铅蓄电池 is not among them). */
  @Test
  void jiangxiLimitsSmeltersNearPriorityFarmland() {
    // x = 250 to 100: 150 m, and 集中区域 is 200 m by default
    JsonNode smelter =
        check(jiangxi, "SUPPLY", 250, 0, works("1001", "DETAILED", "\"industry\":\"C321\""));
    assertThat(Squares.found(smelter))
        .isEqualTo(Map.of("priority-farmland-industry", "CONDITIONAL"));
    assertThat(
            Squares.finding(smelter, "priority-farmland-industry")
                .path("distanceMetres")
                .asDouble())
        .isCloseTo(150, within(CENTI));
    assertThat(
            found(jiangxi, "SUPPLY", 250, 0, works("1001", "DETAILED", "\"industry\":\"C3843\"")))
        .isEmpty();
  }

  /** 江西（五）1: 禁止在重要生态功能区、土壤环境质量超标区域…新建…增加对土壤产生污染的项目. */
  @Test
  void jiangxiBarsPollutingWorksFromTheRedlineAndFromPollutedSoil() {
    assertThat(
            found(jiangxi, "SUPPLY", 50, 2000, works("1001", "DETAILED", "\"industry\":\"C26\"")))
        .isEqualTo(Map.of("polluting-project-in-sensitive-area", "PROHIBITED"));
    // touching the line is not lying on it
    assertThat(
            found(jiangxi, "SUPPLY", 100, 2000, works("1001", "DETAILED", "\"industry\":\"C26\"")))
        .isEmpty();
    assertThat(
            found(jiangxi, "SUPPLY", 50, 1000, works("1001", "DETAILED", "\"industry\":\"C26\"")))
        .isEqualTo(Map.of("polluting-project-in-sensitive-area", "PROHIBITED"));
  }

  /** 房山 6: 严禁在…区级及以上集中式饮用水水源地等周边新建化工、制药等…工业企业. */
  @Test
  void fangshanKeepsChemistryAwayFromItsWater() {
    // x = 270 to 100: 170 m, and 周边 is 200 m by default
    JsonNode near =
        check(fangshan, "SUPPLY", 270, 2000, works("1001", "DETAILED", "\"industry\":\"C2614\""));
    assertThat(Squares.found(near))
        .isEqualTo(Map.of("polluting-project-near-water-source", "PROHIBITED"));
    assertThat(
            Squares.finding(near, "polluting-project-near-water-source")
                .path("distanceMetres")
                .asDouble())
        .isCloseTo(170, within(CENTI));
    assertThat(
            found(
                fangshan, "SUPPLY", 301, 2000, works("1001", "DETAILED", "\"industry\":\"C2614\"")))
        .isEmpty();
    assertThat(
            found(
                fangshan, "SUPPLY", 270, 2000, works("1001", "DETAILED", "\"industry\":\"C1391\"")))
        .isEmpty();
  }

  /** 房山 17: 对工业企业用地和加油站…，拟收回土地使用权或用途拟变更为居住…公园…的; 重度污染农用地转为城镇建设用地; 8: 未利用地. */
  @Test
  void fangshanAssessesIndustrialLandAndSparesUnusedLand() {
    assertThat(found(fangshan, "TAKE_BACK", 500, 500, works("1001", "NONE", "")))
        .isEqualTo(Map.of("industrial-land-survey", "SUSPENDED"));
    assertThat(
            found(
                fangshan,
                "USE_CHANGE",
                500,
                500,
                "\"currentUse\":\"090105\",\"plannedUse\":\"1401\",\"survey\":\"NONE\""))
        .isEqualTo(Map.of("industrial-land-survey", "SUSPENDED"));
    JsonNode strict =
        check(fangshan, "SUPPLY", 50, 1000, works("0103", "NONE", "\"industry\":\"C1391\""));
    assertThat(Squares.found(strict))
        .isEqualTo(Map.of("strict-farmland-to-construction", "SUSPENDED"));
    assertThat(
            Squares.finding(strict, "strict-farmland-to-construction")
                .path("responsible")
                .asString())
        .contains("乡镇");
    assertThat(
            found(
                fangshan, "SUPPLY", 500, 500, works("2306", "DETAILED", "\"industry\":\"C1391\"")))
        .isEqualTo(Map.of("unused-land-development", "CONDITIONAL"));
  }

  /** 江西（四）2, 献县 15, 某县 9: 不符合相应标准的，不得种植食用农产品; 房山 8: 不符合相应标准的，不得开发利用. */
  @Test
  void unusedLandIsFarmedByTheStandardThatItMeets() {
    for (Squares sheet : new Squares[] {national, jiangxi, xianxian}) {
      assertThat(Squares.asked(sheet.reclaim(700, 7000, "2306", "EDIBLE", "null")))
          .as(sheet.county())
          .contains("parcel.meetsFarmlandStandard");
      assertThat(Squares.found(sheet.reclaim(700, 7000, "2306", "EDIBLE", "false")))
          .as(sheet.county())
          .isEqualTo(Map.of("reclaim-standard", "PROHIBITED"));
      assertThat(Squares.found(sheet.reclaim(700, 7000, "2306", "NONE", "false")))
          .as(sheet.county())
          .isEqualTo(Map.of("reclaim-standard", "CONDITIONAL"));
      assertThat(Squares.found(sheet.reclaim(700, 7000, "2306", "EDIBLE", "true")))
          .as(sheet.county())
          .isEmpty();
    }
    // 房山: bare land that is unfit is not used at all
    assertThat(Squares.found(fangshan.reclaim(700, 7000, "2306", "NONE", "false")))
        .isEqualTo(
            Map.of("reclaim-standard", "PROHIBITED", "unused-land-development", "CONDITIONAL"));
    assertThat(Squares.found(fangshan.reclaim(700, 7000, "2306", "NONE", "true")))
        .isEqualTo(Map.of("unused-land-development", "CONDITIONAL"));
  }

  /** 献县 8: 严禁种植食用农产品和饲草; 10: 拟收回土地使用权的…制革等行业企业; 17: …制药…; 14: 落后产能. */
  @Test
  void xianxianForbidsFodderAssessesTanneriesAndLimitsPharmacy() {
    assertThat(
            found(
                xianxian,
                "RECLAMATION",
                50,
                1000,
                "\"currentUse\":\"0103\",\"survey\":\"DETAILED\",\"project\":{\"crops\":\"FODDER\"}"))
        .isEqualTo(Map.of("strict-farmland-edible-crops", "PROHIBITED"));
    assertThat(found(xianxian, "TAKE_BACK", 0, 2000, works("1001", "NONE", "")))
        .isEqualTo(
            Map.of(
                "closed-enterprise-survey", "SUSPENDED",
                "supervised-unit-survey", "SUSPENDED",
                "demolition-prevention", "NOTICE"));
    assertThat(
            found(xianxian, "SUPPLY", 200, 0, works("1001", "DETAILED", "\"industry\":\"C271\"")))
        .isEqualTo(Map.of("priority-farmland-industry", "CONDITIONAL"));
    assertThat(
            found(
                xianxian,
                "SUPPLY",
                500,
                500,
                works("1001", "DETAILED", "\"industry\":\"C336\",\"outdatedCapacity\":true")))
        .isEqualTo(Map.of("outdated-capacity-land", "PROHIBITED"));
  }

  /** 某县 7: …其他任何建设项目不得占用; 某市 四（二）: 名录地块不得作为住宅…; 三（三）: 优先保护类划为永久基本农田. */
  @Test
  void theCountyAndTheCityFollowTheNationalRules() {
    assertThat(
            found(
                national,
                "SUPPLY",
                0,
                0,
                works("0103", "DETAILED", "\"industry\":\"C1391\",\"key\":false")))
        .isEqualTo(Map.of("priority-farmland", "PROHIBITED"));
    assertThat(
            found(
                national,
                "PLANNING",
                50,
                2000,
                "\"currentUse\":\"1001\",\"plannedUse\":\"0801\",\"planStage\":\"DRAFT\""))
        .isEqualTo(
            Map.of("listed-site-sensitive-use", "PROHIBITED", "consult-ecology", "CONDITIONAL"));
  }

  /** 某市 三（三）: 将符合条件的优先保护类耕地划为永久基本农田: what lies outside is a conflict. */
  @Test
  void priorityFarmlandOutsidePermanentFarmlandIsAConflict() {
    national.load("permanent-basic-farmland", national.row("CT-F", 0, 0, 100, 70, ""));
    JsonNode conflict =
        national
            .get("/api/conflicts?rule=priority-farmland-not-permanent&adcode=139951")
            .at("/conflicts/0");
    // y from 70 to 100: 100 m × 30 m
    assertThat(Squares.area(conflict)).isCloseTo(3_000, within(CENTI));
    assertThat(conflict.path("severity").asString()).isEqualTo("NOTICE");
    // 三（三）: 已建成的要限期关闭拆除: x = 150 to 100
    JsonNode unit =
        national
            .get("/api/conflicts?rule=supervised-unit-in-permanent&adcode=139951")
            .at("/conflicts/0");
    assertThat(unit.path("severity").asString()).isEqualTo("NOTICE");
    assertThat(unit.path("distanceMetres").asDouble()).isCloseTo(50, within(CENTI));
  }

  /** 江西（三）2: 符合相应规划用地土壤环境质量要求的地块，可进入用地程序; （四）3: 环境影响评价. */
  @Test
  void jiangxiLetsLandInOnceItMeetsTheStandard() {
    // y from 3,060 to 3,100: 100 m × 40 m
    JsonNode answer =
        check(jiangxi, "SUPPLY", 0, 3060, works("1001", "DETAILED", "\"industry\":\"C1391\""));
    assertThat(Squares.found(answer))
        .isEqualTo(Map.of("unremediated-site-procedures", "SUSPENDED", "disclosure", "NOTICE"));
    assertThat(Squares.area(Squares.finding(answer, "unremediated-site-procedures")))
        .isCloseTo(4_000, within(CENTI));
    assertThat(
            found(
                jiangxi,
                "CONSTRUCTION",
                500,
                500,
                works("1001", "DETAILED", "\"industry\":\"C321\",\"remediation\":false")))
        .isEqualTo(Map.of("polluting-project-prevention", "CONDITIONAL"));
  }

  /** 房山 19: 可优先实施绿化并封闭管理，严格限制开发利用; 7: …组织开展风险评估; 24: 威胁地下水、饮用水水源安全的. */
  @Test
  void fangshanLimitsItsSitesAndGuardsItsWaterFromThem() {
    assertThat(
            found(
                fangshan, "SUPPLY", 110, 2000, works("1001", "DETAILED", "\"industry\":\"C1391\"")))
        .isEqualTo(Map.of("contaminated-site-restricted", "CONDITIONAL", "disclosure", "NOTICE"));
    JsonNode site =
        fangshan
            .get("/api/conflicts?rule=site-over-water-protection&adcode=110111")
            .at("/conflicts/0");
    assertThat(site.path("severity").asString()).isEqualTo("NOTICE");
    assertThat(Squares.area(site)).isCloseTo(4_000, within(CENTI));
    JsonNode farmland =
        fangshan
            .get("/api/conflicts?rule=strict-farmland-near-water&adcode=110111")
            .at("/conflicts/0");
    assertThat(Squares.area(farmland)).isCloseTo(7_000, within(CENTI));
  }
}
