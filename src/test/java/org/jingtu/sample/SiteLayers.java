package org.jingtu.sample;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jingtu.exchange.FieldDef;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;

/**
 * 疑似及污染地块: every step of a site's life. Areas come in GBK and name the state in Chinese or by
 * pinyin initials; points and sites that are only on a list come in UTF-8.
 */
final class SiteLayers {

  /** Sites drawn by chance, beside those of the test district. */
  private static final int AREAS = 40;

  private static final List<String> LIFE =
      List.of(
          "SUSPECTED",
          "NOT_CONTAMINATED",
          "CONFIRMED",
          "RISK_ACCEPTABLE",
          "LISTED",
          "UNDER_CONTROL",
          "UNDER_REMEDIATION",
          "DELISTED");

  private SiteLayers() {}

  /** Where a site stands in its life, in the words of the file. */
  private record State(
      String word,
      @Nullable String level,
      String survey,
      String assessment,
      boolean listed,
      @Nullable String measure,
      @Nullable Boolean targetMet,
      boolean aftercare) {}

  private static State state(String status, int number) {
    String level = List.of("轻度", "中度", "重度").get(number % 3);
    boolean pinyin = number % 5 == 0;
    return switch (status) {
      case "SUSPECTED" ->
          new State(pinyin ? "YSWR" : "疑似", null, "未调查", "未开展", false, null, null, false);
      case "NOT_CONTAMINATED" -> new State("非污染地块", null, "初步调查", "未开展", false, null, null, false);
      case "CONFIRMED" ->
          new State(pinyin ? "WRDK" : "污染地块", level, "初步调查", "开展中", false, null, false, false);
      case "RISK_ACCEPTABLE" -> new State("风险可接受", level, "详细调查", "已完成", false, null, null, false);
      case "LISTED" -> new State("已列入名录", level, "详细调查", "已完成", true, null, false, false);
      case "UNDER_CONTROL" ->
          new State("风险管控中", level, "详细调查", "已完成", true, "阻隔、围挡与定期监测", false, false);
      case "UNDER_REMEDIATION" ->
          new State("治理修复中", level, "详细调查", "已完成", true, "异位热脱附", false, false);
      case "DELISTED" -> new State("已移出名录", level, "详细调查", "已完成", false, "固化稳定化", true, true);
      default -> throw new IllegalArgumentException(status);
    };
  }

  /**
   * A site with a boundary.
   *
   * @param number counts from 0; decides what else is true of it
   */
  record Site(Polygon area, String serial, String status, int number) {}

  /** Sites with a boundary. */
  static Layer areas() {
    Layer layer = layer("contaminated-sites", Layer.Text.GBK_LDID);
    addTestSites(layer);
    sitesByChance().forEach(s -> add(layer, s.area, s.serial, s.status, s.number));
    return layer;
  }

  /** The sites of the town, outside the test district. */
  static List<Site> sitesByChance() {
    List<Site> sites = new ArrayList<>();
    for (int j = County.TOWN_J; j < County.TOWN_J + County.TOWN_HEIGHT; j++) {
      for (int i = County.TOWN_I; i < County.TOWN_I + County.TOWN_WIDTH; i++) {
        int number = sites.size();
        if (number < AREAS && isWorks(i, j) && Noise.unit(i, j, "site") < 0.3) {
          String status = LIFE.get(number % LIFE.size());
          String serial = "%03d".formatted(number + 1);
          sites.add(new Site(WarpedGrid.block(i, j, 1), serial, status, number));
        }
      }
    }
    return sites;
  }

  /** The sites that the test parcels meet; offsets and sizes in the README. */
  private static void addTestSites(Layer layer) {
    add(layer, TestDistrict.square(300, 200, 200, 200), "T01", "LISTED", 1);
    add(layer, TestDistrict.square(1300, 200, 100, 200), "T02", "UNDER_CONTROL", 5);
    add(layer, TestDistrict.square(300, 1050, 200, 80), "T05", "SUSPECTED", 1);
    add(layer, TestDistrict.square(2600, 1000, 100, 200), "T08", "DELISTED", 1);
    add(layer, TestDistrict.square(1199.8, 1800, 100, 200), "T10", "LISTED", 1);
    add(layer, TestDistrict.square(2000, 1800, 150, 200), "T11", "LISTED", 1);
  }

  /**
   * Sites of which only the middle is known, and three of which only the name is: those are the
   * neighbouring county's, since they cannot be excluded anywhere in theirs.
   */
  static Layer points() {
    Layer layer = layer("contaminated-sites-points", Layer.Text.UTF8_CPG);
    int number = 500;
    for (int k = 0; k < 12; k++) {
      double angle = k * StrictMath.PI / 6;
      Geometry point =
          Plane.point(
              Plane.WEST + 10_000 + 6_500 * StrictMath.cos(angle),
              Plane.SOUTH + 10_000 + 6_500 * StrictMath.sin(angle));
      String status = k % 2 == 0 ? "SUSPECTED" : "NOT_CONTAMINATED";
      add(layer, point, "%03d".formatted(++number), status, number);
    }
    for (int k = 0; k < 3; k++) {
      add(layer, null, County.NEIGHBOUR_ADCODE, "%03d".formatted(++number), "SUSPECTED", number);
    }
    return layer;
  }

  /** Whether the quad is planned or used for industry and is free for chance. */
  static boolean isWorks(int i, int j) {
    return TestDistrict.leavesFree(i, j)
        && List.of("1001", "1101").contains(LandLayers.plannedUse(i, j));
  }

  /** Whether the site is kept undeveloped: those need a control zone. */
  static boolean isHeld(String status, int number) {
    return status.equals("UNDER_CONTROL") && number / LIFE.size() % 2 == 0;
  }

  private static Layer layer(String file, Layer.Text text) {
    return Layer.of(
        file,
        "contaminated-sites",
        text,
        FieldDef.text("DKBM", 20),
        FieldDef.text("DKMC", 80),
        FieldDef.text("XZQDM", 6),
        FieldDef.text("DKZT", 30),
        FieldDef.text("WRCD", 6),
        FieldDef.text("ZYWRW", 60),
        FieldDef.text("HYDM", 5),
        FieldDef.text("YYT", 60),
        FieldDef.text("GHYTDM", 6),
        FieldDef.text("DCJD", 12),
        FieldDef.text("FXPG", 12),
        FieldDef.text("SFLRML", 3),
        FieldDef.date("LRMLRQ"),
        FieldDef.text("GKCS", 60),
        FieldDef.text("SFDB", 3),
        FieldDef.text("ZBKF", 3),
        FieldDef.text("HQGL", 3),
        FieldDef.text("ZRR", 60));
  }

  private static void add(
      Layer layer, Geometry geometry, String serial, String status, int number) {
    add(layer, geometry, County.ADCODE, serial, status, number);
  }

  private static void add(
      Layer layer,
      @Nullable Geometry geometry,
      String adcode,
      String serial,
      String status,
      int number) {
    State state = state(status, number);
    boolean held = isHeld(status, number);
    layer.add(
        geometry,
        code(serial),
        "示例县第%s号地块（虚构）".formatted(serial),
        adcode,
        state.word,
        state.level,
        state.level == null
            ? null
            : Noise.pick(number, 1, "pollutant", "砷、铅", "苯系物", "六价铬", "多环芳烃"),
        Noise.pick(number, 2, "industry", "C2614", "C2631", "C3360", "C3211", "C2521"),
        Noise.pick(number, 3, "former", "化工厂", "农药厂", "电镀厂", "冶炼厂", "焦化厂"),
        held ? null : "1001",
        state.survey,
        state.assessment,
        yesNo(state.listed),
        state.listed ? LocalDate.of(2023, 1 + number % 12, 15) : null,
        state.measure,
        yesNo(state.targetMet),
        yesNo(held),
        yesNo(state.aftercare),
        "示例化工有限公司%d厂（虚构）".formatted(number));
  }

  /** Code of the site with the serial number. */
  static String code(String serial) {
    return "WR" + County.ADCODE + serial;
  }

  static @Nullable String yesNo(@Nullable Boolean value) {
    return value == null ? null : value ? "是" : "否";
  }
}
