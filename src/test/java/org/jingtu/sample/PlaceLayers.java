package org.jingtu.sample;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jingtu.exchange.FieldDef;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;

/** Enterprises under supervision, and places where people live, learn and are cared for. */
final class PlaceLayers {

  private static final Map<String, String> KINDS =
      Map.of("0701", "居民区", "080403", "学校", "0806", "医院");

  private PlaceLayers() {}

  /** 重点监管单位 with their ground, in GBK. */
  static Layer unitAreas() {
    Layer layer = unitLayer("supervised-units", Layer.Text.GBK_CPG);
    int number = 0;
    for (int j = County.TOWN_J; j < County.TOWN_J + County.TOWN_HEIGHT; j++) {
      for (int i = County.TOWN_I; i < County.TOWN_I + County.TOWN_WIDTH; i++) {
        if (SiteLayers.isWorks(i, j) && Noise.unit(i, j, "unit") < 0.1) {
          addUnit(layer, WarpedGrid.block(i, j, 1), ++number);
        }
      }
    }
    return layer;
  }

  /** 重点监管单位 of which only the gate is known, in GBK. */
  static Layer unitPoints() {
    Layer layer = unitLayer("supervised-units-points", Layer.Text.GBK_LDID);
    for (int k = 0; k < 10; k++) {
      addUnit(layer, around(k, 10, 7_200, 0.3), 500 + k);
    }
    return layer;
  }

  private static Layer unitLayer(String file, Layer.Text text) {
    return Layer.of(
        file,
        "supervised-units",
        text,
        FieldDef.text("QYBM", 20),
        FieldDef.text("QYMC", 60),
        FieldDef.text("XZQDM", 6),
        FieldDef.text("MLLB", 30),
        FieldDef.text("HYDM", 5),
        FieldDef.text("SFZC", 2),
        FieldDef.date("GBRQ"));
  }

  private static void addUnit(Layer layer, Geometry geometry, int number) {
    boolean closed = number % 4 == 0;
    layer.add(
        geometry,
        "QY%s%04d".formatted(County.ADCODE, number),
        "示例工业%d厂（虚构）".formatted(number),
        County.ADCODE,
        number % 3 == 0 ? "地下水重点排污单位" : "土壤污染重点监管单位",
        Noise.pick(number, 1, "unit", "C2614", "C3360", "C3843", "C2710", "C1910"),
        SiteLayers.yesNo(!closed),
        closed ? LocalDate.of(2019 + number % 5, 6, 30) : null);
  }

  /** 敏感场所 with their ground: field names in Chinese. */
  static Layer placeAreas() {
    Layer layer = placeLayer("sensitive-places", Layer.Text.GBK_CPG);
    int number = 0;
    for (int j = County.TOWN_J; j < County.TOWN_J + County.TOWN_HEIGHT; j++) {
      for (int i = County.TOWN_I; i < County.TOWN_I + County.TOWN_WIDTH; i++) {
        String kind = KINDS.get(LandLayers.plannedUse(i, j));
        if (kind != null && TestDistrict.leavesFree(i, j) && Noise.unit(i, j, "place") < 0.25) {
          addPlace(layer, WarpedGrid.block(i, j, 1), kind, ++number);
        }
      }
    }
    return layer;
  }

  /** 敏感场所 as points: villages and their schools and clinics. */
  static Layer placePoints() {
    Layer layer = placeLayer("sensitive-places-points", Layer.Text.GBK_CPG);
    List<String> kinds = List.of("村庄", "小学", "幼儿园", "医疗机构", "敬老院");
    for (int k = 0; k < 30; k++) {
      addPlace(layer, around(k, 30, 5_200 + 90 * k, 0), kinds.get(k % kinds.size()), 500 + k);
    }
    return layer;
  }

  private static Layer placeLayer(String file, Layer.Text text) {
    return Layer.of(
        file,
        "sensitive-places",
        text,
        FieldDef.text("标识码", 20),
        FieldDef.text("名称", 60),
        FieldDef.text("行政区代码", 6),
        FieldDef.text("场所类别", 20));
  }

  private static void addPlace(Layer layer, Geometry geometry, String kind, int number) {
    layer.add(
        geometry,
        "MG%s%04d".formatted(County.ADCODE, number),
        "示例%s%d（虚构）".formatted(kind, number),
        County.ADCODE,
        kind);
  }

  /** The k-th of n places on a circle round the middle of the county. */
  private static Point around(int k, int n, double radius, double turn) {
    double angle = 2 * StrictMath.PI * k / n + turn;
    return Plane.point(
        Plane.WEST + 10_000 + radius * StrictMath.cos(angle),
        Plane.SOUTH + 10_000 + radius * StrictMath.sin(angle));
  }
}
