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
 * The division of duties of Handan (邯土领办〔2017〕2号) clause by clause; the pack is chosen by the
 * county's code.
 */
@JourneyTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HandanDutiesJourneyTest {

  /** Figures are given to two decimals. */
  private static final double CENTI = 0.011;

  @LocalServerPort private int port;
  private Squares sheet;

  @BeforeAll
  void draw() {
    sheet = new Squares(port, "130471", 4_250_000);
    sheet.create(
        "farmland-classes", sheet.row("HD-S", 0, 0, 100, 100, "\"soilClass\":\"STRICT_CONTROL\""));
    sheet.create(
        "farmland-classes",
        sheet.row("HD-P", 0, 1000, 100, 100, "\"soilClass\":\"PRIORITY_PROTECTION\""));
    sheet.create(
        "supervised-units",
        sheet.row(
            "HD-U",
            0,
            2000,
            100,
            100,
            "\"kind\":\"SOIL\",\"industry\":\"N7820\",\"inOperation\":true"));
    sheet.create(
        "contaminated-sites",
        sheet.row(
            "HD-C",
            0,
            3000,
            100,
            100,
            "\"status\":\"CONFIRMED\",\"listed\":false,\"targetMet\":false,\"riskAssessment\":\"COMPLETED\""));
    sheet.create(
        "contaminated-sites",
        sheet.row(
            "HD-D",
            0,
            5000,
            100,
            100,
            "\"status\":\"CONFIRMED\",\"listed\":false,\"targetMet\":false,\"riskAssessment\":\"COMPLETED\",\"heldUndeveloped\":true"));
    sheet.create(
        "sensitive-places", sheet.row("HD-R", 0, 4000, 100, 100, "\"kind\":\"RESIDENTIAL\""));
  }

  private JsonNode check(String stage, double x, double y, String facts) {
    return sheet.check(sheet.rectangle(x, y, 100, 100), stage, facts);
  }

  private static String works(String current, String survey, String project) {
    return "\"currentUse\":\"%s\",\"plannedUse\":\"1001\",\"survey\":\"%s\",\"project\":{%s}"
        .formatted(current, survey, project);
  }

  /** （十）: 重度污染农用地转为城镇建设用地的，由所在地市、县政府负责组织开展调查评估. */
  @Test
  void strictlyControlledFarmlandIsAssessedBeforeItBecomesBuildingLand() {
    // x from 70 to 100: 30 m × 100 m = 3,000 m², 30 % of the plot
    JsonNode answer = check("SUPPLY", 70, 0, works("0103", "NONE", "\"industry\":\"C1391\""));
    assertThat(Squares.found(answer))
        .isEqualTo(Map.of("strict-farmland-to-construction", "SUSPENDED"));
    JsonNode finding = Squares.finding(answer, "strict-farmland-to-construction");
    assertThat(Squares.area(finding)).isCloseTo(3_000, within(CENTI));
    assertThat(finding.at("/overlap/areaMu").asDouble()).isCloseTo(4.5, within(0.0001));
    assertThat(finding.at("/overlap/percentOfParcel").asDouble()).isCloseTo(30, within(CENTI));
    assertThat(
            Squares.found(
                check("SUPPLY", 70, 0, works("0103", "DETAILED", "\"industry\":\"C1391\""))))
        .isEmpty();
  }

  /** （八）: 严禁种植食用农产品和饲草. */
  @Test
  void neitherFoodNorFodderGrowsOnStrictlyControlledFarmland() {
    for (String crops : new String[] {"EDIBLE", "FODDER"}) {
      assertThat(
              Squares.found(
                  check(
                      "RECLAMATION",
                      0,
                      0,
                      "\"currentUse\":\"0103\",\"plannedUse\":\"0103\",\"survey\":\"DETAILED\",\"project\":{\"crops\":\"%s\"}"
                          .formatted(crops))))
          .as(crops)
          .isEqualTo(Map.of("strict-farmland-edible-crops", "PROHIBITED"));
    }
    assertThat(
            Squares.found(
                check(
                    "RECLAMATION",
                    0,
                    0,
                    "\"currentUse\":\"0103\",\"plannedUse\":\"0103\",\"survey\":\"DETAILED\",\"project\":{\"crops\":\"NONE\"}")))
        .isEmpty();
  }

  /** （六）: 选址特殊、国家和省重点建设项目确实无法避让优先保护类耕地的，按规定报批，此外其他任何建设不得占用. */
  @Test
  void nothingButAKeyProjectWithoutChoiceTakesPriorityFarmland() {
    String ordinary = works("0103", "DETAILED", "\"industry\":\"C1391\",\"key\":false");
    JsonNode answer = check("SUPPLY", 0, 1090, ordinary);
    assertThat(Squares.found(answer)).isEqualTo(Map.of("priority-farmland", "PROHIBITED"));
    // y from 1,090 to 1,100: 100 m × 10 m
    assertThat(Squares.area(Squares.finding(answer, "priority-farmland")))
        .isCloseTo(1_000, within(CENTI));
    assertThat(
            Squares.found(
                check(
                    "SUPPLY",
                    0,
                    1090,
                    works(
                        "0103",
                        "DETAILED",
                        "\"industry\":\"C1391\",\"key\":true,\"unavoidable\":true"))))
        .isEqualTo(Map.of("priority-farmland", "CONDITIONAL"));
    assertThat(Squares.found(check("SUPPLY", 0, 1100, ordinary))).isEmpty();
  }

  /** （十八）: 严格控制在优先保护类耕地集中区域新建…制药…企业; 禁止在居民区…周边新建有色金属冶炼、焦化等行业企业. */
  @Test
  void pharmacyKeepsAwayFromPriorityFarmlandAndCokeFromHomes() {
    // x = 220 to 100: 120 m
    JsonNode pharmacy =
        check("SUPPLY", 220, 1000, works("1001", "DETAILED", "\"industry\":\"C271\""));
    assertThat(Squares.found(pharmacy))
        .isEqualTo(Map.of("priority-farmland-industry", "CONDITIONAL"));
    assertThat(
            Squares.finding(pharmacy, "priority-farmland-industry")
                .path("distanceMetres")
                .asDouble())
        .isCloseTo(120, within(CENTI));
    assertThat(
            Squares.found(
                check("SUPPLY", 220, 1000, works("1001", "DETAILED", "\"industry\":\"C321\""))))
        .isEmpty();
    assertThat(
            Squares.found(
                check("SUPPLY", 220, 4000, works("1001", "DETAILED", "\"industry\":\"C2521\""))))
        .isEqualTo(Map.of("polluting-project-near-people", "PROHIBITED"));
  }

  /** （十）: 拟收回土地使用权的…生活垃圾填埋场…用地，由土地使用权人负责开展土壤环境状况调查评估. */
  @Test
  void aLandfillIsAssessedBeforeItIsTakenBack() {
    assertThat(Squares.found(check("TAKE_BACK", 0, 2000, works("1309", "NONE", ""))))
        .isEqualTo(
            Map.of(
                "closed-enterprise-survey", "SUSPENDED",
                "supervised-unit-survey", "SUSPENDED",
                "demolition-prevention", "NOTICE"));
    // （二十四）: 在拆除前…制定…残留污染物清理和安全处置方案, whatever is known of the soil
    assertThat(Squares.found(check("TAKE_BACK", 0, 2000, works("1309", "DETAILED", ""))))
        .isEqualTo(Map.of("demolition-prevention", "NOTICE"));
    // （十）: 已经收回的，由所在地市、县政府负责开展调查评估
    JsonNode reserved = check("RESERVE", 0, 2000, works("1309", "NONE", ""));
    assertThat(Squares.found(reserved))
        .isEqualTo(Map.of("closed-enterprise-survey", "CONDITIONAL"));
    assertThat(Squares.finding(reserved, "closed-enterprise-survey").path("action").asString())
        .contains("市、县政府");
  }

  /** （十七）: 暂时难以修复治理的…禁止农业生产、商业开发等活动; （十六）: 达不到相关标准的，不得种植食用农产品和饲草. */
  @Test
  void pollutedUnusedLandIsNotFarmed() {
    String crops =
        "\"currentUse\":\"2304\",\"plannedUse\":\"0103\",\"survey\":\"DETAILED\",\"project\":{\"crops\":\"%s\"}";
    // y from 5,080 to 5,100: 100 m × 20 m
    JsonNode trees = check("RECLAMATION", 0, 5080, crops.formatted("NONE"));
    assertThat(Squares.found(trees))
        .isEqualTo(
            Map.of(
                "polluted-unused-land", "PROHIBITED", "reclaim-contaminated-site", "CONDITIONAL"));
    assertThat(Squares.area(Squares.finding(trees, "polluted-unused-land")))
        .isCloseTo(2_000, within(CENTI));
    assertThat(Squares.found(check("RECLAMATION", 0, 5080, crops.formatted("FODDER"))))
        .containsEntry("reclaim-contaminated-site", "PROHIBITED");
    assertThat(Squares.found(check("RECLAMATION", 0, 5100, crops.formatted("FODDER")))).isEmpty();
  }

  /** （十六）: 组织开展土壤环境质量状况评估，达不到相关标准的，不得种植食用农产品和饲草. */
  @Test
  void unusedLandGrowsFodderOnlyWhereItMeetsTheStandard() {
    assertThat(Squares.asked(sheet.reclaim(0, 9000, "2304", "FODDER", "null")))
        .contains("parcel.meetsFarmlandStandard");
    assertThat(Squares.found(sheet.reclaim(0, 9000, "2304", "FODDER", "false")))
        .isEqualTo(Map.of("reclaim-standard", "PROHIBITED"));
    assertThat(Squares.found(sheet.reclaim(0, 9000, "2304", "NONE", "false")))
        .isEqualTo(Map.of("reclaim-standard", "CONDITIONAL"));
    assertThat(Squares.found(sheet.reclaim(0, 9000, "2304", "FODDER", "true"))).isEmpty();
  }

  /** （三十五）: 需要转运污染土壤的…提前5个工作日向市环保局报告; （三十二）: 由土地使用权受让人或双方约定的责任人承担相关责任. */
  @Test
  void remediationIsReportedAheadAndItsBearerNamed() {
    JsonNode works =
        check("CONSTRUCTION", 0, 3000, works("1001", "DETAILED", "\"remediation\":true"));
    assertThat(Squares.found(works)).isEqualTo(Map.of("remediation-works", "NOTICE"));
    assertThat(Squares.finding(works, "remediation-works").path("action").asString())
        .contains("提前 5 个工作日");
    assertThat(Squares.found(check("TRANSFER", 0, 3000, works("1001", "DETAILED", ""))))
        .isEqualTo(Map.of("remediation-liability", "NOTICE", "disclosure", "NOTICE"));
  }

  /** （十三）: 未经治理与修复…有关部门不得为其办理相应的规划、供地、建设等审批手续. */
  @Test
  void untreatedLandGetsNoProcedure() {
    assertThat(
            Squares.found(
                check("SUPPLY", 50, 3000, works("1001", "DETAILED", "\"industry\":\"C1391\""))))
        .isEqualTo(Map.of("unremediated-site-procedures", "PROHIBITED", "disclosure", "NOTICE"));
  }

  /** （十四）: 禁止向涉重金属相关行业落后产能和产能过剩行业提供土地; （十六）: 未利用地…符合…要求的地块，方可进入用地程序. */
  @Test
  void noLandForOutdatedCapacityAndUnusedLandIsKnownFirst() {
    assertThat(
            Squares.found(
                check(
                    "SUPPLY",
                    500,
                    500,
                    works("1001", "DETAILED", "\"industry\":\"C336\",\"outdatedCapacity\":true"))))
        .isEqualTo(Map.of("outdated-capacity-land", "PROHIBITED"));
    assertThat(
            Squares.found(
                check("SUPPLY", 500, 500, works("2304", "NONE", "\"industry\":\"C1391\""))))
        .isEqualTo(Map.of("unused-land-construction", "SUSPENDED"));
  }
}
