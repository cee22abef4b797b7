package org.jingtu.sample;

import java.time.LocalDate;
import org.jingtu.exchange.FieldDef;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;

/** Zones with rules of their own: control zones, groundwater, water sources, the redline. */
final class ZoneLayers {

  /** Wells, from the grid's corner. */
  private static final double[][] WELLS = {{4_000, 15_300}, {15_900, 15_400}, {4_600, 4_300}};

  private ZoneLayers() {}

  /** 管控区域: in force round sites under control, run out round delisted ones. */
  static Layer controlZones() {
    Layer layer =
        Layer.of(
            "control-zones",
            "control-zones",
            Layer.Text.UTF8_CPG,
            FieldDef.text("GKQBM", 20),
            FieldDef.text("GKQMC", 90),
            FieldDef.text("XZQDM", 6),
            FieldDef.text("DKBM", 20),
            FieldDef.text("GGWH", 60),
            FieldDef.date("SXRQ"),
            FieldDef.date("ZZRQ"),
            FieldDef.text("GKCS", 200),
            FieldDef.text("SFBS", 3));
    LocalDate in2024 = LocalDate.of(2024, 5, 1);
    LocalDate in2021 = LocalDate.of(2021, 1, 1);
    LocalDate endOf2023 = LocalDate.of(2023, 12, 31);
    addZone(layer, "T02", "T02", TestDistrict.square(1150, 100, 300, 400), in2024, null);
    addZone(layer, "T02E", "T02", TestDistrict.square(900, 100, 200, 400), in2021, endOf2023);
    for (SiteLayers.Site site : SiteLayers.sitesByChance()) {
      Polygon area = around(site.area());
      switch (site.status()) {
        case "UNDER_CONTROL" -> addZone(layer, site.serial(), site.serial(), area, in2024, null);
        case "DELISTED" -> addZone(layer, site.serial(), site.serial(), area, in2021, endOf2023);
        default -> {
          // the others have no zone
        }
      }
    }
    return layer;
  }

  private static void addZone(
      Layer layer,
      String serial,
      String site,
      Polygon area,
      LocalDate from,
      @Nullable LocalDate until) {
    layer.add(
        area,
        "GK" + County.ADCODE + serial,
        "第%s号地块管控区域%s".formatted(site, until == null ? "" : "（已到期）"),
        County.ADCODE,
        SiteLayers.code(site),
        "示例政告〔%d〕%s号".formatted(from.getYear(), serial),
        from,
        until,
        "禁止开挖和取用地下水；设围栏，每季度监测一次",
        until == null ? "是" : "否");
  }

  /** A rectangle 60 m wider on each side. */
  private static Polygon around(Polygon site) {
    Envelope box = site.getEnvelopeInternal();
    box.expandBy(60);
    return Plane.rectangle(box.getMinX(), box.getMinY(), box.getWidth(), box.getHeight());
  }

  /** 地下水污染防治重点区, scheme A: rings round the wells, and where industry stands. */
  static Layer groundwaterZones() {
    Layer layer =
        Layer.of(
            "groundwater-zones",
            "groundwater-zones",
            Layer.Text.UTF8_CPG,
            FieldDef.text("QBM", 20),
            FieldDef.text("QMC", 60),
            FieldDef.text("XZQDM", 6),
            FieldDef.text("FQTX", 3),
            FieldDef.text("FQLB", 60),
            FieldDef.text("GLYQ", 200));
    addGroundwater(layer, "T07", "管控类区域（一级）", TestDistrict.square(1900, 900, 400, 400));
    for (int well = 0; well < WELLS.length; well++) {
      String serial = String.valueOf(well + 1);
      addGroundwater(layer, serial + "1", "保护类区域（一级保护区）", ring(well, 0, 300));
      addGroundwater(layer, serial + "2", "保护类区域（二级保护区）", ring(well, 300, 900));
      addGroundwater(layer, serial + "3", "保护类区域（准保护区）", ring(well, 900, 1_800));
      addGroundwater(layer, serial + "4", "保护类区域（补给区）", ring(well, 1_800, 2_600));
    }
    addGroundwater(layer, "51", "保护类区域（矿泉水名泉）", blob(11_000, 16_800, 400, 48, 5));
    addGroundwater(layer, "61", "管控类区域（一级）", blob(7_000, 12_600, 600, 72, 6));
    addGroundwater(
        layer,
        "62",
        "管控类区域（二级）",
        Plane.between(blob(7_000, 12_600, 1_100, 72, 6), blob(7_000, 12_600, 600, 72, 6)));
    addGroundwater(layer, "71", "一般区", blob(2_600, 9_800, 900, 64, 7));
    return layer;
  }

  private static void addGroundwater(Layer layer, String serial, String zoneClass, Geometry area) {
    layer.add(
        area,
        "DX" + County.ADCODE + serial,
        "地下水%s%s".formatted(zoneClass, serial),
        County.ADCODE,
        "A",
        zoneClass,
        "按《地下水污染防治重点区划定技术指南（试行）》管理");
  }

  /** 饮用水水源保护区: levels as numbers. */
  static Layer waterSources() {
    Layer layer =
        Layer.of(
            "water-source-protection",
            "water-source-protection",
            Layer.Text.UTF8_CPG,
            FieldDef.text("BSM", 20),
            FieldDef.text("SYDMC", 60),
            FieldDef.text("XZQDM", 6),
            FieldDef.integer("JB", 1));
    String[] names = {"北沟水源地（虚构）", "东营子水源地（虚构）", "南沟水源地（虚构）"};
    double[] radii = {0, 300, 900, 1_800};
    for (int well = 0; well < WELLS.length; well++) {
      for (int level = 1; level <= 3; level++) {
        layer.add(
            ring(well, radii[level - 1], radii[level]),
            "SY%s%d%d".formatted(County.ADCODE, well + 1, level),
            names[well],
            County.ADCODE,
            level);
      }
    }
    return layer;
  }

  /** 生态保护红线, to be written in EPSG:4490; one area has a long natural boundary, one a hole. */
  static Layer ecologicalRedline() {
    Layer layer =
        Layer.of(
            "ecological-redline",
            "ecological-redline",
            Layer.Text.UTF8_CPG,
            FieldDef.text("BSM", 20),
            FieldDef.text("HXMC", 60),
            FieldDef.text("HXLX", 60),
            FieldDef.text("XZQDM", 6),
            FieldDef.date("SJRQ"));
    addRedline(layer, 1, "北山水源涵养", "水源涵养", blob(12_300, 15_000, 1_000, 1_200, 1));
    addRedline(layer, 2, "西山水土保持", "水土保持", blob(2_300, 7_900, 500, 240, 2));
    addRedline(
        layer,
        3,
        "东山生物多样性维护",
        "生物多样性维护",
        Plane.between(blob(15_800, 11_300, 1_000, 360, 3), blob(15_800, 11_300, 350, 60, 3)));
    addRedline(
        layer,
        4,
        "南沟水土保持",
        "水土保持",
        Plane.together(blob(12_600, 3_500, 600, 120, 4), blob(14_200, 2_700, 500, 120, 5)));
    return new Layer(
        layer.file(),
        layer.collection(),
        layer.adcode(),
        4490,
        layer.text(),
        layer.fields(),
        layer.rows());
  }

  private static void addRedline(Layer layer, int number, String name, String kind, Geometry area) {
    layer.add(
        area,
        "HX%s%02d".formatted(County.ADCODE, number),
        name + "生态保护红线（虚构）",
        kind,
        County.ADCODE,
        LocalDate.of(2024, 6, 30));
  }

  /** The ring between two radii round a well; the whole disc from radius 0. */
  private static Polygon ring(int well, double from, double to) {
    Polygon outer = blob(WELLS[well][0], WELLS[well][1], to, 96, well + 1);
    return from == 0
        ? outer
        : Plane.between(outer, blob(WELLS[well][0], WELLS[well][1], from, 96, well + 1));
  }

  private static Polygon blob(double east, double north, double radius, int vertices, int phase) {
    return Plane.blob(Plane.WEST + east, Plane.SOUTH + north, radius, 0.12, vertices, phase);
  }
}
