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
 * The campaign of Jiyuan (济环攻坚〔2021〕3号) clause by clause; the pack is chosen by the county's code.
 */
@JourneyTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JiyuanCampaignJourneyTest {

  /** Figures are given to two decimals. */
  private static final double CENTI = 0.011;

  @LocalServerPort private int port;
  private Squares sheet;

  @BeforeAll
  void draw() {
    sheet = new Squares(port, "419001", 4_350_000);
    sheet.create(
        "contaminated-sites",
        sheet.row(
            "JY-A",
            0,
            0,
            100,
            100,
            "\"status\":\"LISTED\",\"listed\":true,\"targetMet\":false,\"riskAssessment\":\"COMPLETED\""));
    sheet.create(
        "contaminated-sites", sheet.row("JY-B", 0, 1000, 100, 100, "\"status\":\"SUSPECTED\""));
    sheet.create(
        "contaminated-sites",
        sheet.row(
            "JY-C",
            0,
            2000,
            100,
            100,
            "\"status\":\"CONFIRMED\",\"pollutionLevel\":\"SEVERE\",\"industry\":\"C263\",\"listed\":false,\"riskAssessment\":\"COMPLETED\""));
    sheet.create(
        "control-zones", sheet.row("JY-K", 0, 3000, 100, 100, "\"inForceFrom\":\"2021-10-01\""));
    sheet.create(
        "farmland-classes",
        sheet.row("JY-S", 0, 4000, 100, 100, "\"soilClass\":\"STRICT_CONTROL\""));
    sheet.create("permanent-basic-farmland", sheet.row("JY-F", 40, 4000, 100, 100, ""));
  }

  private JsonNode check(String stage, double x, double y, String facts) {
    return sheet.check(sheet.rectangle(x, y, 100, 100), stage, facts);
  }

  private static String becomes(String use, String survey) {
    return "\"currentUse\":\"1001\",\"plannedUse\":\"%s\",\"survey\":\"%s\"".formatted(use, survey);
  }

  /** 18: 提交审议前…应当完成调查和风险评估; 已审议但未报批的，应在…报批前; 已报批的，应在签订土地出让合同前. */
  @Test
  void theSurveyIsDueBeforeDeliberationSubmissionAndContract() {
    deadline("DRAFT", "SUSPENDED", "提交审议前");
    deadline("REVIEWED", "SUSPENDED", "报批前");
    deadline("SUBMITTED", "CONDITIONAL", "签订土地出让合同前");
    deadline("APPROVED", "CONDITIONAL", "签订土地出让合同前");
    JsonNode contract = check("SUPPLY", 500, 500, becomes("0701", "NONE"));
    assertThat(Squares.found(contract))
        .isEqualTo(
            Map.of("plan-stage-deadline", "SUSPENDED", "survey-before-sensitive-use", "SUSPENDED"));
    assertThat(Squares.finding(contract, "plan-stage-deadline").path("action").asString())
        .contains("签订土地出让合同前");
    assertThat(Squares.found(check("SUPPLY", 500, 500, becomes("0701", "DETAILED")))).isEmpty();
  }

  private void deadline(String planStage, String severity, String until) {
    JsonNode answer =
        check(
            "PLANNING", 500, 500, becomes("0701", "NONE") + ",\"planStage\":\"" + planStage + "\"");
    assertThat(Squares.found(answer))
        .as(planStage)
        .isEqualTo(Map.of("plan-stage-deadline", severity, "consult-ecology", "CONDITIONAL"));
    assertThat(Squares.finding(answer, "plan-stage-deadline").path("action").asString())
        .as(planStage)
        .contains(until);
  }

  /** Where the plot lies on a plan feature that states its stage, nobody has to say it. */
  @Test
  void theStageOfThePlanIsTakenFromThePlanLayer() {
    sheet.create(
        "plan-land-use",
        sheet.row(
            "JY-P1", 500, 6000, 100, 100, "\"landUse\":\"0701\",\"planStage\":\"SUBMITTED\""));
    sheet.create("plan-land-use", sheet.row("JY-P2", 700, 6000, 100, 100, "\"landUse\":\"0701\""));

    JsonNode registered = check("PLANNING", 500, 6000, becomes("0701", "NONE"));
    assertThat(Squares.found(registered)).containsEntry("plan-stage-deadline", "CONDITIONAL");
    assertThat(registered.at("/question/planStage").asString()).isEqualTo("SUBMITTED");
    assertThat(registered.at("/question/planStageSource").asString()).isEqualTo("PLAN");
    // a plan that is being made anew may be named; a later stage than the register knows may not
    JsonNode anew =
        check("PLANNING", 500, 6000, becomes("0701", "NONE") + ",\"planStage\":\"DRAFT\"");
    assertThat(Squares.found(anew)).containsEntry("plan-stage-deadline", "SUSPENDED");
    assertThat(anew.at("/question/planStageSource").asString()).isEqualTo("REQUEST");
    JsonNode later =
        check("PLANNING", 500, 6000, becomes("0701", "NONE") + ",\"planStage\":\"APPROVED\"");
    assertThat(later.at("/question/planStage").asString()).isEqualTo("SUBMITTED");
    // x from 701 to 800: the plan there states no stage, so that it is asked for
    JsonNode unknown = check("PLANNING", 701, 6000, becomes("0701", "NONE"));
    assertThat(unknown.at("/question/planStage").isMissingNode()).isTrue();
    assertThat(unknown.path("missingFacts").toString()).contains("plan.stage");
  }

  /** 18: …涉及依法应当开展土壤污染状况调查的地块: a suspected site is one, whatever is planned on it. */
  @Test
  void aSuspectedSiteHasTheSameDeadlines() {
    // y from 1,050 to 1,100: 100 m × 50 m
    JsonNode answer =
        check("PLANNING", 0, 1050, "\"plannedUse\":\"1001\",\"planStage\":\"REVIEWED\"");
    assertThat(Squares.found(answer))
        .isEqualTo(Map.of("plan-stage-deadline", "SUSPENDED", "consult-ecology", "CONDITIONAL"));
    assertThat(Squares.area(Squares.finding(answer, "plan-stage-deadline")))
        .isCloseTo(5_000, within(CENTI));
  }

  /** 18: 农药、化工等行业中的重度污染地块原则上不得规划为住宅、学校、养老机构等敏感用地. */
  @Test
  void aSeverelyPollutedPesticideWorksIsNotPlannedForHousing() {
    String survey = ",\"survey\":\"DETAILED\",\"planStage\":\"DRAFT\"";
    assertThat(Squares.found(check("PLANNING", 0, 2000, "\"plannedUse\":\"0701\"" + survey)))
        .isEqualTo(Map.of("severe-chemical-site", "PROHIBITED", "consult-ecology", "CONDITIONAL"));
    assertThat(Squares.found(check("PLANNING", 0, 2000, "\"plannedUse\":\"1401\"" + survey)))
        .isEqualTo(Map.of("consult-ecology", "CONDITIONAL"));
  }

  /** 19: 不得作为住宅、公共管理与公共服务用地; “环境修复+开发建设”等模式; 禁止开工建设任何与风险管控、修复无关的项目. */
  @Test
  void aListedSiteIsNoHousingButMayBeSuppliedForIndustryWithItsRemediation() {
    // x from 50 to 100: 50 m × 100 m
    JsonNode housing = check("SUPPLY", 50, 0, becomes("0701", "DETAILED"));
    assertThat(Squares.found(housing)).containsEntry("listed-site-sensitive-use", "PROHIBITED");
    assertThat(Squares.area(Squares.finding(housing, "listed-site-sensitive-use")))
        .isCloseTo(5_000, within(CENTI));
    assertThat(Squares.found(check("SUPPLY", 50, 0, becomes("1001", "DETAILED"))))
        .isEqualTo(Map.of("listed-site-procedures", "CONDITIONAL", "disclosure", "NOTICE"));
    assertThat(
            Squares.found(
                check(
                    "CONSTRUCTION",
                    50,
                    0,
                    becomes("1001", "DETAILED") + ",\"project\":{\"remediation\":false}")))
        .isEqualTo(Map.of("target-not-met-construction", "PROHIBITED"));
  }

  /** 19: 土壤污染风险不明地块，杜绝进入用地程序 (净土收储 included); 23: 收储、出让…环节公开地块原土壤污染状况. */
  @Test
  void landOfUnknownRiskIsNotEvenReserved() {
    assertThat(Squares.found(check("RESERVE", 0, 1000, becomes("1001", "NONE"))))
        .isEqualTo(Map.of("risk-unknown", "SUSPENDED"));
    assertThat(Squares.found(check("RESERVE", 0, 2000, becomes("1001", "DETAILED"))))
        .isEqualTo(Map.of("disclosure", "NOTICE", "remediation-liability", "NOTICE"));
    // 依法应当开展…调查…而未开展: land that shall become housing is one, though no site is registered
    assertThat(Squares.found(check("RESERVE", 500, 500, becomes("0701", "NONE"))))
        .isEqualTo(Map.of("risk-unknown", "SUSPENDED"));
    assertThat(Squares.found(check("RESERVE", 500, 500, becomes("0701", "PRELIMINARY")))).isEmpty();
  }

  /** 7: 可能造成土壤污染的新（改、扩）建项目，依法进行环境影响评价; 22: 应当设置公示牌. */
  @Test
  void aSmelterIsAssessedAndRemediationIsAnnounced() {
    assertThat(
            Squares.found(
                check(
                    "CONSTRUCTION",
                    500,
                    500,
                    becomes("1001", "DETAILED")
                        + ",\"project\":{\"industry\":\"C3212\",\"remediation\":false}")))
        .isEqualTo(Map.of("polluting-project-prevention", "CONDITIONAL"));
    assertThat(
            Squares.found(
                check(
                    "CONSTRUCTION",
                    50,
                    0,
                    becomes("1001", "DETAILED") + ",\"project\":{\"remediation\":true}")))
        .isEqualTo(Map.of("remediation-works", "NOTICE"));
  }

  /** 20: 居住、学校、养老机构等用地在毗邻地块土壤污染风险管控和修复完成后再投入使用. */
  @Test
  void aCareHomeBesideAListedSiteIsUsedAfterItsRemediation() {
    // x = 145 to 100: 45 m
    JsonNode answer = check("OCCUPATION", 145, 0, becomes("0807", "DETAILED"));
    assertThat(Squares.found(answer)).isEqualTo(Map.of("adjacent-site-sequence", "SUSPENDED"));
    assertThat(Squares.finding(answer, "adjacent-site-sequence").path("distanceMetres").asDouble())
        .isCloseTo(45, within(CENTI));
  }

  /** 22: 划定管控区域…报人民政府批准后，设立标识、发布公告; 17: 腾退工矿企业用地…督促调查. */
  @Test
  void aControlZoneBindsAndVacatedIndustryIsSurveyed() {
    JsonNode zone =
        check(
            "SUPPLY",
            90,
            3000,
            becomes("1001", "DETAILED") + ",\"project\":{\"remediation\":false}");
    assertThat(Squares.found(zone)).isEqualTo(Map.of("control-zone", "PROHIBITED"));
    // x from 90 to 100: 10 m × 100 m
    assertThat(Squares.area(Squares.finding(zone, "control-zone"))).isCloseTo(1_000, within(CENTI));
    assertThat(Squares.found(check("PURCHASE", 500, 500, becomes("1001", "NONE"))))
        .isEqualTo(Map.of("vacated-industry-survey", "CONDITIONAL"));
  }

  /** 13: 将列入严格管控类且无法恢复治理的耕地进行整改补划: strict-control farmland inside the permanent one. */
  @Test
  void strictlyControlledFarmlandInsidePermanentFarmlandIsAConflict() {
    JsonNode conflict =
        sheet
            .get("/api/conflicts?rule=strict-farmland-in-permanent&adcode=419001")
            .at("/conflicts/0");
    assertThat(conflict.path("severity").asString()).isEqualTo("NOTICE");
    // x from 40 to 100: 60 m × 100 m
    assertThat(Squares.area(conflict)).isCloseTo(6_000, within(CENTI));
    assertThat(conflict.at("/overlap/percentOfFeature").asDouble()).isCloseTo(60, within(CENTI));
  }

  /** 15: 不鼓励…工矿用地复垦为食用农产品耕地; 13: 严禁种植食用农产品. */
  @Test
  void foodGrowsNeitherOnStrictlyControlledLandNorLightlyOnOldWorks() {
    assertThat(
            Squares.found(
                check(
                    "RECLAMATION",
                    -50,
                    4000,
                    "\"currentUse\":\"0103\",\"survey\":\"DETAILED\",\"project\":{\"crops\":\"EDIBLE\"}")))
        .isEqualTo(Map.of("strict-farmland-edible-crops", "PROHIBITED"));
    JsonNode old =
        sheet.send(
            "POST",
            "/api/checks",
            "{\"parcel\":{\"geometry\":%s,\"crs\":\"EPSG:4527\",\"adcode\":\"419001\",\"toxicFormerUse\":true},\"stage\":\"RECLAMATION\",\"currentUse\":\"1001\",\"survey\":\"DETAILED\",\"project\":{\"crops\":\"EDIBLE\"}}"
                .formatted(sheet.rectangle(500, 500, 100, 100)),
            201);
    assertThat(Squares.found(old)).isEqualTo(Map.of("reclaim-industrial", "CONDITIONAL"));
    // 11: 符合农用地土壤污染风险管控标准的，方可批准复垦; y from 2,075 to 2,100: 100 m × 25 m
    JsonNode site =
        check(
            "RECLAMATION",
            0,
            2075,
            "\"currentUse\":\"1001\",\"survey\":\"DETAILED\",\"project\":{\"crops\":\"NONE\"}");
    assertThat(Squares.found(site)).isEqualTo(Map.of("reclaim-contaminated-site", "PROHIBITED"));
    assertThat(Squares.area(Squares.finding(site, "reclaim-contaminated-site")))
        .isCloseTo(2_500, within(CENTI));
  }

  /** 11: 符合农用地土壤污染风险管控标准的，方可批准复垦: what the assessment found decides, whatever grows. */
  @Test
  void reclamationIsApprovedByTheStandardForFarmland() {
    JsonNode unknown = sheet.reclaim(500, 500, "1001", "NONE", "null");
    assertThat(Squares.found(unknown)).isEmpty();
    assertThat(Squares.asked(unknown)).contains("parcel.meetsFarmlandStandard");
    assertThat(unknown.path("incomplete").asBoolean()).isTrue();
    JsonNode unfit = sheet.reclaim(500, 500, "1001", "NONE", "false");
    assertThat(Squares.found(unfit)).isEqualTo(Map.of("reclaim-standard", "PROHIBITED"));
    assertThat(Squares.finding(unfit, "reclaim-standard").path("action").asString())
        .startsWith("不得批准复垦方案");
    assertThat(unfit.at("/question/parcel/meetsFarmlandStandard").asBoolean(true)).isFalse();
    assertThat(Squares.found(sheet.reclaim(500, 500, "1001", "NONE", "true"))).isEmpty();
    // on the site that has not met its targets: asked for, and the gravest is given meanwhile
    JsonNode site = sheet.reclaim(0, 2075, "1001", "NONE", "null");
    assertThat(Squares.finding(site, "reclaim-contaminated-site").path("dependsOn").toString())
        .contains("parcel.meetsFarmlandStandard");
    assertThat(Squares.found(sheet.reclaim(0, 2075, "1001", "NONE", "true")))
        .isEqualTo(Map.of("reclaim-contaminated-site", "NOTICE"));
    assertThat(Squares.found(sheet.reclaim(0, 2075, "1001", "NONE", "false")))
        .isEqualTo(
            Map.of("reclaim-contaminated-site", "PROHIBITED", "reclaim-standard", "PROHIBITED"));
  }
}
