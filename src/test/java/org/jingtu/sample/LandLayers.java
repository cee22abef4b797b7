package org.jingtu.sample;

import java.time.LocalDate;
import java.util.List;
import org.jingtu.exchange.FieldDef;
import org.locationtech.jts.geom.Polygon;

/** Ground and plan: what is there, what is planned, where the town may grow. */
final class LandLayers {

  private static final LocalDate SURVEYED = LocalDate.of(2025, 12, 31);

  private LandLayers() {}

  /** 国土调查地类图斑: the whole county in blocks of 400 m. */
  static Layer currentLandUse() {
    Layer layer =
        Layer.of(
            "current-land-use",
            "current-land-use",
            Layer.Text.UTF8_CPG,
            FieldDef.text("BSM", 18),
            FieldDef.text("YSDM", 10),
            FieldDef.text("XZQDM", 6),
            FieldDef.text("DLBM", 5),
            FieldDef.text("DLMC", 30),
            FieldDef.decimal("TBMJ", 15, 2),
            FieldDef.text("ZLDWMC", 60),
            FieldDef.date("SJRQ"));
    int number = 0;
    for (int j = 0; j < WarpedGrid.SIZE; j += 2) {
      for (int i = 0; i < WarpedGrid.SIZE; i += 2) {
        if (County.holds(i, j)) {
          String code = County.landUse(i, j);
          Polygon block = WarpedGrid.block(i, j, 2);
          layer.add(
              block,
              "%s2110%08d".formatted(County.ADCODE, ++number),
              "2001010100",
              County.ADCODE,
              code,
              County.landUseName(code),
              block.getArea(),
              County.township(i, j),
              SURVEYED);
        }
      }
    }
    return layer;
  }

  /** 规划用地: the town in quads of 200 m. */
  static Layer planLandUse() {
    Layer layer =
        Layer.of(
            "plan-land-use",
            "plan-land-use",
            Layer.Text.UTF8_CPG,
            FieldDef.text("BSM", 18),
            FieldDef.text("XZQDM", 6),
            FieldDef.text("YDYHFLDM", 6),
            FieldDef.text("GHMC", 90),
            FieldDef.text("GHJD", 12));
    int number = 0;
    for (int j = County.TOWN_J; j < County.TOWN_J + County.TOWN_HEIGHT; j++) {
      for (int i = County.TOWN_I; i < County.TOWN_I + County.TOWN_WIDTH; i++) {
        layer.add(
            WarpedGrid.block(i, j, 1),
            "%s2090%08d".formatted(County.ADCODE, ++number),
            County.ADCODE,
            plannedUse(i, j),
            "示例县国土空间总体规划（2021—2035年）",
            j < 62 ? "批复" : "草案");
      }
    }
    return layer;
  }

  /** Planned use of a quad of the town: 用地用海 code. */
  static String plannedUse(int i, int j) {
    Polygon quad = WarpedGrid.block(i, j, 1);
    for (TestDistrict.TestParcel parcel : TestDistrict.parcels()) {
      if (parcel.area().equalsTopo(quad)) {
        return parcel.plannedUse();
      }
    }
    if (!TestDistrict.leavesFree(i, j)) {
      return "1001";
    }
    if (i % 6 == 0 || j % 7 == 0) {
      return Noise.pick(i, j, "street", "1207", "1207", "1401", "1402");
    }
    String quarter = Noise.pick(i / 6, j / 7, "quarter", "0701", "0701", "0901", "1001", "1001");
    return Noise.unit(i, j, "mix") < 0.75
        ? quarter
        : Noise.pick(i, j, "use", "080403", "0806", "0801", "1301", "1403", "0701", "1101");
  }

  /** 城镇开发边界. */
  static Layer urbanDevelopmentBoundary() {
    Layer layer =
        Layer.of(
            "urban-development-boundary",
            "urban-development-boundary",
            Layer.Text.UTF8_CPG,
            FieldDef.text("BSM", 18),
            FieldDef.text("MC", 60),
            FieldDef.text("XZQDM", 6),
            FieldDef.text("FQLX", 30),
            FieldDef.date("SJRQ"));
    add(
        layer,
        1,
        "示例镇集中建设区",
        "城镇集中建设区",
        WarpedGrid.block(County.TOWN_I, County.TOWN_J, County.TOWN_WIDTH, County.TOWN_HEIGHT));
    add(layer, 2, "示例镇弹性发展区", "城镇弹性发展区", WarpedGrid.block(30, 70, 20, 4));
    add(layer, 3, "东营子乡特别用途区", "特别用途区", WarpedGrid.block(70, 40, 8, 6));
    return layer;
  }

  private static void add(Layer layer, int number, String name, String kind, Polygon area) {
    layer.add(
        area,
        "%s2091%08d".formatted(County.ADCODE, number),
        name,
        County.ADCODE,
        kind,
        LocalDate.of(2024, 6, 30));
  }

  /** 宗地 of the county: the test parcels and plots of the town. */
  static Layer parcels() {
    Layer layer = parcelLayer("parcels", County.ADCODE);
    TestDistrict.parcels().forEach(p -> addTestParcel(layer, County.ADCODE, p));
    int number = 100;
    for (int j = County.TOWN_J; j < County.TOWN_J + County.TOWN_HEIGHT; j++) {
      for (int i = County.TOWN_I; i < County.TOWN_I + County.TOWN_WIDTH; i++) {
        String planned = plannedUse(i, j);
        boolean plot = List.of("0701", "0901", "1001", "080403", "0806").contains(planned);
        if (plot && TestDistrict.leavesFree(i, j) && Noise.unit(i, j, "plot") < 0.6) {
          addPlot(layer, i, j, ++number, planned);
        }
      }
    }
    return layer;
  }

  /** 宗地 of the neighbouring county, of which no other layer is there. */
  static Layer neighbourParcels() {
    Layer layer = parcelLayer("parcels-130898", County.NEIGHBOUR_ADCODE);
    addTestParcel(layer, County.NEIGHBOUR_ADCODE, TestDistrict.neighbour());
    return layer;
  }

  private static Layer parcelLayer(String file, String adcode) {
    Layer county =
        Layer.of(
            file,
            "parcels",
            Layer.Text.UTF8_CPG,
            FieldDef.text("ZDDM", 19),
            FieldDef.text("ZDMC", 60),
            FieldDef.text("XZQDM", 6),
            FieldDef.text("QLR", 90),
            FieldDef.decimal("ZDMJ", 12, 2),
            FieldDef.text("XZYTDM", 6),
            FieldDef.text("GHYTDM", 6),
            FieldDef.text("GYZT", 12),
            FieldDef.text("DCZT", 24),
            FieldDef.date("SJRQ"));
    return new Layer(
        file, "parcels", adcode, county.srid(), county.text(), county.fields(), county.rows());
  }

  private static void addTestParcel(Layer layer, String adcode, TestDistrict.TestParcel parcel) {
    layer.add(
        parcel.area(),
        parcel.parcelNo(),
        "测试宗地" + parcel.id(),
        adcode,
        "示例县土地储备中心（虚构）",
        parcel.area().getArea(),
        parcel.currentUse(),
        parcel.plannedUse(),
        "拟供应",
        parcel.survey(),
        SURVEYED);
  }

  private static void addPlot(Layer layer, int i, int j, int number, String planned) {
    Polygon area = WarpedGrid.block(i, j, 1);
    layer.add(
        area,
        "%s001%03dGB%05d".formatted(County.ADCODE, 2 + (j - County.TOWN_J) / 10, number),
        "示例镇%d号宗地".formatted(number),
        County.ADCODE,
        "示例企业%d（虚构）".formatted(number),
        area.getArea(),
        Noise.pick(i, j, "now", "1001", "0701", "0901", "0103"),
        planned,
        Noise.pick(i, j, "supply", "拟供应", "供应中", "已供应", "已建成"),
        Noise.pick(i, j, "survey", "未调查", "初步调查", "详细调查"),
        SURVEYED);
  }
}
