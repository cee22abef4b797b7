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
 * The plan of the Chengde high-tech zone (承高管字〔2022〕27号) clause by clause: its pack is chosen by
 * name, since the zone has no code of its own.
 */
@JourneyTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChengdeHitechPlanJourneyTest {

  /** Figures are given to two decimals. */
  private static final double CENTI = 0.011;

  @LocalServerPort private int port;
  private Squares sheet;

  @BeforeAll
  void draw() {
    sheet = new Squares(port, "130892", 4_200_000);
    // A: 100 m × 100 m, on the list and under remediation
    sheet.create(
        "contaminated-sites",
        sheet.row(
            "CD-A",
            0,
            0,
            100,
            100,
            "\"status\":\"UNDER_REMEDIATION\",\"listed\":true,\"targetMet\":false,\"riskAssessment\":\"COMPLETED\""));
    // B: 100 m × 100 m, suspected
    sheet.create(
        "contaminated-sites", sheet.row("CD-B", 0, 1000, 100, 100, "\"status\":\"SUSPECTED\""));
    // C: a chemical works, confirmed and severe, risk assessed
    sheet.create(
        "contaminated-sites",
        sheet.row(
            "CD-C",
            0,
            2000,
            100,
            100,
            "\"status\":\"CONFIRMED\",\"pollutionLevel\":\"SEVERE\",\"industry\":\"C2614\",\"listed\":false,\"riskAssessment\":\"COMPLETED\""));
    sheet.create("permanent-basic-farmland", sheet.row("CD-F", 0, 3000, 100, 100, ""));
    sheet.create(
        "control-zones", sheet.row("CD-K", 0, 4000, 100, 100, "\"inForceFrom\":\"2022-01-01\""));
    sheet.create(
        "farmland-classes", sheet.row("CD-S", 0, 5000, 100, 100, "\"soilClass\":\"SAFE_USE\""));
    sheet.create(
        "supervised-units",
        sheet.row(
            "CD-U",
            0,
            7000,
            100,
            100,
            "\"kind\":\"SOIL\",\"industry\":\"C2614\",\"inOperation\":true"));
    sheet.create(
        "groundwater-zones",
        sheet.row("CD-G", 0, 6000, 100, 100, "\"scheme\":\"A\",\"zoneClass\":\"CONTROL_LEVEL_1\""));
  }

  private JsonNode check(String stage, double x, double y, String facts) {
    return sheet.check(
        sheet.rectangle(x, y, 100, 100), stage, "\"pack\":\"hebei-chengde-hitech\"," + facts);
  }

  private static String housing(String survey) {
    return "\"currentUse\":\"0701\",\"plannedUse\":\"0701\",\"survey\":\"%s\"".formatted(survey);
  }

  private static String works(String project) {
    return "\"currentUse\":\"1001\",\"plannedUse\":\"1001\",\"survey\":\"DETAILED\",\"project\":{%s}"
        .formatted(project);
  }

  /** 三（三）2: 原则上居住、学校、养老机构等用地在毗邻地块土壤污染风险管控和修复完成后再投入使用. */
  @Test
  void housingBesideASiteUnderRemediationComesAfterIt() {
    // the plot begins at x = 140, the site ends at x = 100: 40 m, and 毗邻 is 50 m by default
    JsonNode supply = check("SUPPLY", 140, 0, housing("DETAILED"));
    assertThat(Squares.found(supply)).isEqualTo(Map.of("adjacent-site-sequence", "CONDITIONAL"));
    JsonNode finding = Squares.finding(supply, "adjacent-site-sequence");
    assertThat(finding.path("distanceMetres").asDouble()).isCloseTo(40, within(CENTI));
    assertThat(finding.at("/parameters/0/value").asDouble()).isEqualTo(50);
    assertThat(Squares.found(check("OCCUPATION", 140, 0, housing("DETAILED"))))
        .isEqualTo(Map.of("adjacent-site-sequence", "SUSPENDED"));
    // 51 m are not beside; neither is a shop a home
    assertThat(Squares.found(check("OCCUPATION", 151, 0, housing("DETAILED")))).isEmpty();
    assertThat(
            Squares.found(
                check("OCCUPATION", 140, 0, "\"plannedUse\":\"0901\",\"survey\":\"DETAILED\"")))
        .isEmpty();
  }

  /** 三（三）3: 列入…名录的地块，严格土地征收、收回、收购、土地供应以及转让、改变土地用途等环节管理. */
  @Test
  void aListedSiteIsNotSupplied() {
    JsonNode answer = check("SUPPLY", 50, 0, works("\"remediation\":false"));
    // half of the plot: 50 m × 100 m
    assertThat(Squares.area(Squares.finding(answer, "listed-site-procedures")))
        .isCloseTo(5_000, within(CENTI));
    assertThat(Squares.found(answer))
        .isEqualTo(Map.of("listed-site-procedures", "PROHIBITED", "disclosure", "NOTICE"));
    assertThat(answer.path("clearAreaSquareMetres").asDouble()).isCloseTo(5_000, within(CENTI));
  }

  /** 三（三）3: 未达到…风险管控、修复目标的地块，不得开工建设与风险管控、修复无关的项目. */
  @Test
  void beforeItsTargetIsMetOnlyTheRemediationMayBegin() {
    assertThat(Squares.found(check("CONSTRUCTION", 50, 0, works("\"remediation\":false"))))
        .isEqualTo(Map.of("target-not-met-construction", "PROHIBITED"));
    // 三（四）2: the works themselves are announced and kept from spreading pollution
    assertThat(Squares.found(check("CONSTRUCTION", 50, 0, works("\"remediation\":true"))))
        .isEqualTo(Map.of("remediation-works", "NOTICE"));
  }

  /** 三（三）3: 依法应当开展土壤污染状况调查…而未开展…的地块…不得开工建设; 土地储备…严防…风险不明. */
  @Test
  void aPlotThatShouldHaveBeenSurveyedIsNeitherReservedNorBuiltOn() {
    String unsurveyed =
        "\"currentUse\":\"1001\",\"plannedUse\":\"0701\",\"survey\":\"%s\",\"project\":{\"remediation\":false}";
    assertThat(Squares.found(check("CONSTRUCTION", 500, 500, unsurveyed.formatted("NONE"))))
        .isEqualTo(Map.of("risk-unknown", "PROHIBITED"));
    assertThat(Squares.found(check("RESERVE", 500, 500, unsurveyed.formatted("NONE"))))
        .isEqualTo(Map.of("risk-unknown", "SUSPENDED"));
    assertThat(Squares.found(check("CONSTRUCTION", 500, 500, unsurveyed.formatted("DETAILED"))))
        .isEmpty();
  }

  /** 三（一）2: 可能造成土壤污染的新（改、扩）建项目，依法进行环境影响评价; 拆除活动土壤污染防治措施. */
  @Test
  void aChemicalWorksIsAssessedAndAUnitDemolishesByAPlan() {
    assertThat(
            Squares.found(
                check(
                    "CONSTRUCTION",
                    500,
                    500,
                    works("\"industry\":\"C2614\",\"remediation\":false"))))
        .isEqualTo(Map.of("polluting-project-prevention", "CONDITIONAL"));
    // x from 60 to 100: 40 m × 100 m of the unit's land are bought
    JsonNode bought = check("PURCHASE", 60, 7000, works(""));
    assertThat(Squares.found(bought)).isEqualTo(Map.of("demolition-prevention", "NOTICE"));
    assertThat(Squares.area(Squares.finding(bought, "demolition-prevention")))
        .isCloseTo(4_000, within(CENTI));
  }

  /** 七（一）3: 造成污染的单位和个人要承担…治理与修复的主体责任. */
  @Test
  void whoRemediatesIsSettledWhenASiteIsTakenBack() {
    assertThat(Squares.found(check("TAKE_BACK", 0, 2000, works(""))))
        .isEqualTo(Map.of("remediation-liability", "NOTICE"));
  }

  /** 三（三）3: 将…管理要求嵌入土地储备、供应、用途变更等环节的审批程序，严防土壤污染风险不明地共进入用地程序. */
  @Test
  void aSuspectedSiteDoesNotEnterAnyProcedure() {
    assertThat(Squares.found(check("RESERVE", 0, 1000, works(""))))
        .isEqualTo(Map.of("risk-unknown", "SUSPENDED"));
    assertThat(Squares.found(check("CONSTRUCTION", 0, 1000, works("\"remediation\":false"))))
        .isEqualTo(Map.of("risk-unknown", "PROHIBITED"));
    // its upper neighbour only touches it
    assertThat(Squares.found(check("RESERVE", 0, 1100, works("")))).isEmpty();
  }

  /** 三（三）2: 从严管控化工等行业中的重度污染地块规划用途，确需开发利用的，鼓励用于拓展生态空间; 征求生态环境部门意见. */
  @Test
  void aSeverelyPollutedChemicalSiteIsNotSimplyPlannedForHousing() {
    assertThat(
            Squares.found(
                check(
                    "PLANNING",
                    0,
                    2000,
                    "\"currentUse\":\"1001\",\"plannedUse\":\"0701\",\"planStage\":\"DRAFT\"")))
        .isEqualTo(Map.of("severe-chemical-site", "CONDITIONAL", "consult-ecology", "CONDITIONAL"));
    assertThat(Squares.found(check("PLANNING", 0, 2000, "\"plannedUse\":\"1401\"")))
        .isEqualTo(Map.of("consult-ecology", "CONDITIONAL"));
  }

  /** 三（三）1: 用途变更为“一住两公”的地块…依法开展土壤污染状况调查; 农用地转为建设用地的第一阶段调查. */
  @Test
  void landThatBecomesHousingIsSurveyedFirst() {
    assertThat(
            Squares.found(
                check(
                    "USE_CHANGE",
                    500,
                    500,
                    "\"currentUse\":\"1001\",\"plannedUse\":\"0701\",\"survey\":\"NONE\"")))
        .isEqualTo(
            Map.of("survey-before-sensitive-use", "SUSPENDED", "consult-ecology", "CONDITIONAL"));
    // 60 m of the plot's 100 m lie on the farmland: 60 × 100
    JsonNode farmland =
        check(
            "USE_CHANGE",
            -40,
            5000,
            "\"currentUse\":\"0103\",\"plannedUse\":\"1001\",\"survey\":\"NONE\",\"project\":{\"industry\":\"C1391\"}");
    assertThat(Squares.found(farmland)).isEqualTo(Map.of("farmland-to-construction", "NOTICE"));
  }

  /** 三（二）2: 在永久基本农田集中区，不得规划新建可能造成土壤污染的建设项目. */
  @Test
  void noPollutingWorksAtPermanentBasicFarmland() {
    JsonNode near = check("PLANNING", 250, 3000, works("\"industry\":\"C2614\""));
    assertThat(Squares.found(near)).isEqualTo(Map.of("permanent-farmland-polluting", "PROHIBITED"));
    // x = 250 to 100
    assertThat(
            Squares.finding(near, "permanent-farmland-polluting").path("distanceMetres").asDouble())
        .isCloseTo(150, within(CENTI));
    assertThat(Squares.found(check("PLANNING", 301, 3000, works("\"industry\":\"C2614\""))))
        .isEmpty();
    assertThat(Squares.found(check("PLANNING", 250, 3000, works("\"industry\":\"C1391\""))))
        .isEmpty();
  }

  /** 三（二）1: 原则上禁止将曾用于生产…有毒有害物质的工矿用地复垦为种植食用农产品的耕地. */
  @Test
  void landOfToxicIndustryIsNotReclaimedForFood() {
    String toxic =
        "{\"geometry\":%s,\"crs\":\"EPSG:4527\",\"adcode\":\"130892\",\"toxicFormerUse\":true}"
            .formatted(sheet.rectangle(500, 500, 100, 100));
    JsonNode answer =
        sheet.send(
            "POST",
            "/api/checks",
            "{\"parcel\":%s,\"stage\":\"RECLAMATION\",\"pack\":\"hebei-chengde-hitech\",\"currentUse\":\"1001\",\"plannedUse\":\"0103\",\"survey\":\"DETAILED\",\"project\":{\"crops\":\"EDIBLE\"}}"
                .formatted(toxic),
            201);
    assertThat(Squares.found(answer)).isEqualTo(Map.of("reclaim-industrial", "PROHIBITED"));
    // 复垦耕地土壤环境质量应满足农业生产要求
    String pack = "\"pack\":\"hebei-chengde-hitech\"";
    JsonNode unfit = sheet.reclaim(500, 500, "0703", "EDIBLE", "false", pack);
    assertThat(Squares.found(unfit)).isEqualTo(Map.of("reclaim-standard", "PROHIBITED"));
    assertThat(Squares.finding(unfit, "reclaim-standard").path("basis").toString())
        .contains("复垦耕地土壤环境质量应满足农业生产要求");
    assertThat(Squares.found(sheet.reclaim(500, 500, "0703", "EDIBLE", "true", pack))).isEmpty();
  }

  /** 三（四）1: 暂不开发利用…划定管控区域; 四（一）2: 地下水污染防治重点区的差别化环境准入. */
  @Test
  void controlZonesBindAndGroundwaterZonesSetConditions() {
    JsonNode zone = check("SUPPLY", 20, 4000, works("\"remediation\":false"));
    assertThat(Squares.found(zone)).isEqualTo(Map.of("control-zone", "PROHIBITED"));
    // x from 20 to 100: 80 m × 100 m
    assertThat(Squares.area(Squares.finding(zone, "control-zone"))).isCloseTo(8_000, within(CENTI));
    assertThat(Squares.found(check("SUPPLY", 0, 6000, works("\"industry\":\"C1391\""))))
        .isEqualTo(Map.of("groundwater-zone", "CONDITIONAL"));
  }
}
