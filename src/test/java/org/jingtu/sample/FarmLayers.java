package org.jingtu.sample;

import java.util.List;
import java.util.Map;
import org.jingtu.exchange.FieldDef;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;

/**
 * Farmland by soil quality class, as three townships' offices hand it in: each in its own encoding
 * and with its own way to write the class. The plots are the farmland of the land survey, vertex by
 * vertex.
 */
final class FarmLayers {

  /** Mines and smelters, from the grid's corner: the nearer, the worse the soil. */
  private static final List<Coordinate> SOURCES =
      List.of(
          new Coordinate(4_300, 9_500),
          new Coordinate(16_200, 6_300),
          new Coordinate(8_000, 16_800),
          new Coordinate(10_800, 3_200));

  private static final Map<String, List<String>> WORDS =
      Map.of(
          "PRIORITY_PROTECTION", List.of("1", "优先保护类", "YXBHL"),
          "SAFE_USE", List.of("2", "安全利用类", "AQLYL"),
          "STRICT_CONTROL", List.of("3", "严格管控类", "YGGKL"));

  private FarmLayers() {}

  /** 耕地土壤环境质量类别: numbers in GBK, Chinese words in UTF-8, pinyin initials in GBK. */
  static List<Layer> farmlandClasses() {
    List<Layer> layers =
        List.of(
            layer("farmland-classes-1", Layer.Text.GBK_CPG, FieldDef.integer("TRHJZLLB", 1)),
            layer("farmland-classes-2", Layer.Text.UTF8_CPG, FieldDef.text("ZLLB", 30)),
            layer("farmland-classes-3", Layer.Text.GBK_LDID, FieldDef.text("ZLLB", 10)));
    int number = 0;
    for (int j = 0; j < WarpedGrid.SIZE; j += 2) {
      for (int i = 0; i < WarpedGrid.SIZE; i += 2) {
        String soilClass = findClass(i, j);
        if (soilClass != null) {
          int file = fileOf(County.township(i, j));
          addPlot(layers.get(file), i, j, ++number, soilClass, file);
        }
      }
    }
    return layers;
  }

  /** 永久基本农田: most of the good farmland, and some that should not be there. */
  static Layer permanentBasicFarmland() {
    Layer layer =
        Layer.of(
            "permanent-basic-farmland",
            "permanent-basic-farmland",
            Layer.Text.UTF8_CPG,
            FieldDef.text("YJJBNTTBBH", 20),
            FieldDef.text("XZQDM", 6));
    int number = 0;
    for (int j = 0; j < WarpedGrid.SIZE; j += 2) {
      for (int i = 0; i < WarpedGrid.SIZE; i += 2) {
        if (isPermanent(i, j)) {
          layer.add(
              WarpedGrid.block(i, j, 2),
              "%sYN%06d".formatted(County.ADCODE, ++number),
              County.ADCODE);
        }
      }
    }
    return layer;
  }

  private static boolean isPermanent(int i, int j) {
    String soilClass = findClass(i, j);
    if (soilClass == null) {
      return false;
    }
    double chance = Noise.unit(i, j, "permanent");
    return switch (soilClass) {
      case "PRIORITY_PROTECTION" -> !TestDistrict.leavesFree(i, j) || chance < 0.85;
      case "SAFE_USE" -> TestDistrict.leavesFree(i, j) && chance < 0.4;
      default -> TestDistrict.leavesFree(i, j) && chance < 0.1;
    };
  }

  /** Class of the block, null if it is no farmland. */
  private static @Nullable String findClass(int i, int j) {
    if (!County.holds(i, j) || !County.landUse(i, j).startsWith("01")) {
      return null;
    }
    TestDistrict.Plot fixed = TestDistrict.findFarmland(i, j);
    if (fixed != null) {
      return fixed.soilClass();
    }
    Coordinate middle = County.middle(i, j, 2);
    double nearest =
        SOURCES.stream()
                .mapToDouble(s -> StrictMath.hypot(s.x - middle.x, s.y - middle.y))
                .min()
                .orElseThrow()
            + 500 * Noise.signed(i, j, "plume");
    if (nearest < 1_000) {
      return "STRICT_CONTROL";
    }
    return nearest < 2_300 ? "SAFE_USE" : "PRIORITY_PROTECTION";
  }

  private static int fileOf(String township) {
    return switch (township) {
      case "示例县东营子乡", "示例县示例镇" -> 0;
      case "示例县西营子乡", "示例县北沟乡" -> 1;
      default -> 2;
    };
  }

  private static Layer layer(String file, Layer.Text text, FieldDef soilClass) {
    return Layer.of(
        file,
        "farmland-classes",
        text,
        FieldDef.text("DKBM", 20),
        FieldDef.text("DKMC", 60),
        FieldDef.text("XZQDM", 6),
        FieldDef.text("XZMC", 30),
        soilClass,
        FieldDef.text("ZYWRW", 30),
        FieldDef.text("CS", 60),
        FieldDef.text("CSYX", 3));
  }

  private static void addPlot(Layer layer, int i, int j, int number, String soilClass, int file) {
    boolean clean = soilClass.equals("PRIORITY_PROTECTION");
    TestDistrict.Plot fixed = TestDistrict.findFarmland(i, j);
    String word = WORDS.get(soilClass).get(file);
    layer.add(
        WarpedGrid.block(i, j, 2),
        County.ADCODE + "GD" + (fixed == null ? "%06d".formatted(number) : fixed.serial()),
        County.township(i, j).substring(3) + "%d号地".formatted(number),
        County.ADCODE,
        County.township(i, j).substring(3),
        file == 0 ? (Object) Integer.valueOf(word) : word,
        clean ? null : Noise.pick(i, j, "metal", "镉", "镉、铅", "砷", "汞"),
        clean
            ? null
            : soilClass.equals("SAFE_USE")
                ? Noise.pick(i, j, "measure", "施用石灰", "低积累品种替代", "水肥调控")
                : "退耕还林、种植结构调整",
        clean ? null : Noise.unit(i, j, "effective") < 0.93 ? "是" : "否");
  }
}
