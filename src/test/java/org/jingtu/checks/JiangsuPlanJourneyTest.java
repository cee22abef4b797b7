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
 * The plan of Jiangsu (苏政办发〔2022〕78号, 修改方案) clause by clause; cited by the titles of its clauses
 * too, since struck-out and new numbers run together. The pack is chosen by the county's code.
 */
@JourneyTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JiangsuPlanJourneyTest {

  /** Figures are given to two decimals. */
  private static final double CENTI = 0.011;

  @LocalServerPort private int port;
  private Squares sheet;

  @BeforeAll
  void draw() {
    sheet = new Squares(port, "320971", 4_300_000);
    sheet.create(
        "contaminated-sites",
        sheet.row(
            "JS-A",
            0,
            0,
            100,
            100,
            "\"status\":\"UNDER_REMEDIATION\",\"listed\":true,\"targetMet\":false,\"riskAssessment\":\"COMPLETED\""));
    sheet.create(
        "contaminated-sites",
        sheet.row(
            "JS-C",
            0,
            2000,
            100,
            100,
            "\"status\":\"CONFIRMED\",\"pollutionLevel\":\"SEVERE\",\"industry\":\"C311\",\"listed\":false,\"riskAssessment\":\"COMPLETED\""));
    sheet.create(
        "supervised-units",
        sheet.row(
            "JS-U",
            0,
            3000,
            100,
            100,
            "\"kind\":\"SOIL\",\"industry\":\"C2614\",\"inOperation\":false"));
    sheet.create("sensitive-places", sheet.row("JS-P", 0, 4000, 100, 100, "\"kind\":\"SCHOOL\""));
    sheet.create(
        "groundwater-zones",
        sheet.row("JS-G", 0, 5000, 100, 100, "\"scheme\":\"B\",\"zoneClass\":\"RISK_CONTROL\""));
  }

  private JsonNode check(String stage, double x, double y, String facts) {
    return sheet.check(sheet.rectangle(x, y, 100, 100), stage, facts);
  }

  private static String becomes(String use, String survey) {
    return "\"currentUse\":\"1001\",\"plannedUse\":\"%s\",\"survey\":\"%s\"".formatted(use, survey);
  }

  /** 二十三“严格再开发利用准入管理”: 名录地块不得作为居住、公共管理与公共服务用地，不得办理相关用地审批手续; 应当征求生态环境部门意见. */
  @Test
  void aListedSiteGetsNeitherHousingNorAnyPermit() {
    JsonNode housing = check("PLANNING_PERMIT", 25, 0, becomes("0701", "DETAILED"));
    assertThat(Squares.found(housing))
        .containsEntry("listed-site-sensitive-use", "PROHIBITED")
        .containsEntry("listed-site-procedures", "PROHIBITED")
        .containsEntry("consult-ecology", "CONDITIONAL");
    // x from 25 to 100: 75 m × 100 m, three quarters of the plot
    JsonNode finding = Squares.finding(housing, "listed-site-sensitive-use");
    assertThat(Squares.area(finding)).isCloseTo(7_500, within(CENTI));
    assertThat(finding.at("/overlap/percentOfParcel").asDouble()).isCloseTo(75, within(CENTI));

    assertThat(Squares.found(check("PLANNING_PERMIT", 25, 0, becomes("1001", "DETAILED"))))
        .isEqualTo(
            Map.of("listed-site-procedures", "PROHIBITED", "consult-ecology", "CONDITIONAL"));
    assertThat(
            Squares.found(
                check(
                    "CONSTRUCTION",
                    25,
                    0,
                    becomes("1001", "DETAILED") + ",\"project\":{\"remediation\":false}")))
        .isEqualTo(Map.of("target-not-met-construction", "PROHIBITED"));
  }

  /** 二十三: 涉及污染地块或者土地用途变更为居住、公共管理与公共服务用地的，应当征求生态环境部门意见. */
  @Test
  void ecologyIsConsultedForHousingAnywhereAndForAnyUseOnASite() {
    assertThat(Squares.found(check("USE_CHANGE", 500, 500, becomes("0801", "NONE"))))
        .isEqualTo(
            Map.of("consult-ecology", "CONDITIONAL", "survey-before-sensitive-use", "SUSPENDED"));
    assertThat(Squares.found(check("USE_CHANGE", 500, 500, becomes("0901", "NONE")))).isEmpty();
    assertThat(Squares.found(check("PLANNING_PERMIT", 0, 2000, becomes("0901", "DETAILED"))))
        .isEqualTo(Map.of("consult-ecology", "CONDITIONAL"));
  }

  /** 二十四“优化土地开发和使用时序”: 居住、公共管理与公共服务用地应当后开发，在毗邻地块…完成后再投入使用. */
  @Test
  void homesAndOfficesBesideASiteUnderRemediationComeAfterIt() {
    // x = 130 to 100: 30 m
    JsonNode offices = check("SUPPLY", 130, 0, becomes("0801", "NONE"));
    assertThat(Squares.found(offices))
        .isEqualTo(
            Map.of(
                "adjacent-site-sequence", "CONDITIONAL",
                "survey-before-sensitive-use", "SUSPENDED"));
    assertThat(Squares.finding(offices, "adjacent-site-sequence").path("distanceMetres").asDouble())
        .isCloseTo(30, within(CENTI));
    assertThat(Squares.found(check("OCCUPATION", 130, 0, becomes("0701", "DETAILED"))))
        .isEqualTo(Map.of("adjacent-site-sequence", "SUSPENDED"));
  }

  /** 二十一“强化国土空间规划管控”: 土壤污染严重的地块…不宜将其规划为居民住宅区、学校…用地. */
  @Test
  void aSeverelyPollutedSteelworksIsNoPlaceForASchool() {
    assertThat(
            Squares.found(
                check("PLANNING", 0, 2000, "\"plannedUse\":\"080403\",\"planStage\":\"DRAFT\"")))
        .isEqualTo(
            Map.of(
                "severe-chemical-site", "CONDITIONAL",
                "consult-ecology", "CONDITIONAL",
                "vulnerable-siting-assessment", "NOTICE"));
    assertThat(Squares.found(check("PLANNING", 0, 2000, "\"plannedUse\":\"1401\"")))
        .isEqualTo(Map.of("consult-ecology", "CONDITIONAL"));
  }

  /** 三十七“加强质控监管”: 完成调查后地块现状发生变化…应当重新开展调查或开展补充调查. */
  @Test
  void aPlotThatChangedAfterItsSurveyIsSurveyedAgain() {
    String changed =
        "{\"parcel\":{\"geometry\":%s,\"crs\":\"EPSG:4527\",\"adcode\":\"320971\",\"changedSinceSurvey\":%s},\"stage\":\"SUPPLY\",%s}";
    String plot = sheet.rectangle(500, 500, 100, 100);
    assertThat(
            Squares.found(
                sheet.send(
                    "POST",
                    "/api/checks",
                    changed.formatted(plot, true, becomes("0701", "DETAILED")),
                    201)))
        .isEqualTo(Map.of("survey-renewal", "SUSPENDED"));
    assertThat(
            Squares.found(
                sheet.send(
                    "POST",
                    "/api/checks",
                    changed.formatted(plot, false, becomes("0701", "DETAILED")),
                    201)))
        .isEmpty();
  }

  /** 十七“加强重点行业企业关闭搬迁遗留地块土壤污染风险管控”, 二十二: 应当依法开展生态环境影响评价. */
  @Test
  void landOfAClosedChemicalWorksIsInspectedAndAssessed() {
    assertThat(Squares.found(check("TAKE_BACK", 0, 3000, becomes("0901", "NONE"))))
        .isEqualTo(
            Map.of(
                "supervised-unit-survey", "SUSPENDED",
                "closed-enterprise-survey", "NOTICE",
                "demolition-prevention", "NOTICE"));
    // 三“强化工矿企业拆除活动监管”: 应当制定土壤污染防治工作方案…备案
    assertThat(Squares.found(check("CONSTRUCTION", 0, 3000, becomes("0701", "DETAILED"))))
        .isEqualTo(
            Map.of(
                "eia-on-closed-enterprise-land", "CONDITIONAL",
                "demolition-prevention", "NOTICE"));
  }

  /** 六“加强敏感用地建设项目生态环境影响评价”: 选址时，应重点调查、分析项目所在地以及周边土壤、地下水对项目的影响. */
  @Test
  void aHomeIsSitedWithAnEyeOnTheWorksAndTheGroundwaterAround() {
    // x = 250 to 100: 150 m from the works, and 周边 is 200 m by default
    JsonNode near = check("PLANNING", 250, 3000, becomes("0701", "DETAILED"));
    assertThat(Squares.found(near))
        .isEqualTo(
            Map.of("vulnerable-siting-assessment", "NOTICE", "consult-ecology", "CONDITIONAL"));
    assertThat(
            Squares.finding(near, "vulnerable-siting-assessment").path("distanceMetres").asDouble())
        .isCloseTo(150, within(CENTI));
    // x from 90 to 100 in the groundwater zone: 10 m × 100 m
    JsonNode zone = check("PLANNING", 90, 5000, becomes("0701", "DETAILED"));
    assertThat(Squares.area(Squares.finding(zone, "vulnerable-siting-assessment")))
        .isCloseTo(1_000, within(CENTI));
    assertThat(Squares.found(check("PLANNING", 301, 3000, becomes("0701", "DETAILED"))))
        .isEqualTo(Map.of("consult-ecology", "CONDITIONAL"));
  }

  /** 五“依法推进重点建设用地分类安全利用”: 土地使用权已经被地方人民政府收回…由地方人民政府组织实施; 三: “三同时”. */
  @Test
  void theGovernmentRemediatesWhatItTookBackAndAWorksIsAssessed() {
    JsonNode reserved = check("RESERVE", 0, 2000, becomes("1001", "DETAILED"));
    assertThat(Squares.found(reserved))
        .isEqualTo(Map.of("remediation-liability", "NOTICE", "disclosure", "NOTICE"));
    assertThat(Squares.finding(reserved, "remediation-liability").path("action").asString())
        .contains("由地方人民政府组织实施");
    assertThat(
            Squares.found(
                check(
                    "CONSTRUCTION",
                    500,
                    500,
                    becomes("1001", "DETAILED")
                        + ",\"project\":{\"industry\":\"C2614\",\"remediation\":false}")))
        .isEqualTo(Map.of("polluting-project-prevention", "CONDITIONAL"));
  }

  /** 六“严格建设项目土壤污染源头防控”: 不得在居民区、学校等周边新建可能造成土壤污染的项目. */
  @Test
  void noChemicalWorksBesideASchool() {
    String chemical = becomes("1001", "DETAILED") + ",\"project\":{\"industry\":\"C2614\"}";
    // x = 280 to 100: 180 m, and 周边 is 200 m by default; 201 m are not
    JsonNode near = check("SUPPLY", 280, 4000, chemical);
    assertThat(Squares.found(near))
        .isEqualTo(Map.of("polluting-project-near-people", "PROHIBITED"));
    assertThat(
            Squares.finding(near, "polluting-project-near-people")
                .path("distanceMetres")
                .asDouble())
        .isCloseTo(180, within(CENTI));
    assertThat(Squares.found(check("SUPPLY", 301, 4000, chemical))).isEmpty();
  }

  /** 十五“严格复垦耕地土壤污染状况调查”: 未开展土壤污染状况调查的，不得开垦为耕地; 二十八: 重点区差别化管理. */
  @Test
  void unsurveyedLandIsNotReclaimedAndGroundwaterZonesSetConditions() {
    assertThat(
            Squares.found(
                check(
                    "RECLAMATION",
                    500,
                    500,
                    "\"currentUse\":\"2304\",\"plannedUse\":\"0103\",\"survey\":\"NONE\",\"project\":{\"crops\":\"NONE\"}")))
        .isEqualTo(Map.of("reclaim-survey", "SUSPENDED"));
    // 严把新增耕地土壤环境质量准入关: surveyed, it is the result that counts
    JsonNode surveyed = sheet.reclaim(500, 500, "2304", "EDIBLE", "null");
    assertThat(Squares.found(surveyed)).isEmpty();
    assertThat(Squares.asked(surveyed)).contains("parcel.meetsFarmlandStandard");
    assertThat(Squares.found(sheet.reclaim(500, 500, "2304", "EDIBLE", "false")))
        .isEqualTo(Map.of("reclaim-standard", "PROHIBITED"));
    assertThat(Squares.found(sheet.reclaim(500, 500, "2304", "EDIBLE", "true"))).isEmpty();
    assertThat(
            Squares.found(
                check(
                    "SUPPLY",
                    0,
                    5000,
                    becomes("1001", "DETAILED") + ",\"project\":{\"industry\":\"C1391\"}")))
        .isEqualTo(Map.of("groundwater-zone", "CONDITIONAL"));
  }

  /** 二十一: 编制国土空间规划时，应充分考虑建设用地土壤污染的环境风险: the plan on the map against the site. */
  @Test
  void aPlanOverAListedSiteIsAConflict() {
    sheet.create(
        "plan-land-use",
        sheet.row("JS-L", -60, 0, 100, 100, "\"landUse\":\"0701\",\"planStage\":\"DRAFT\""));
    JsonNode conflict =
        sheet.get("/api/conflicts?rule=plan-over-site&adcode=320971").at("/conflicts/0");
    assertThat(conflict.path("severity").asString()).isEqualTo("PROHIBITED");
    // x from 0 to 40: 40 m × 100 m
    assertThat(Squares.area(conflict)).isCloseTo(4_000, within(CENTI));
  }
}
