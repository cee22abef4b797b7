package org.jingtu.reports;

import java.util.Arrays;
import java.util.Optional;

/**
 * The indicators by which the plans are judged. Each is a share of a set of features: those that
 * meet a condition, among all that are concerned; by area where the plan counts area.
 */
enum Indicator {
  /**
   * 受污染耕地安全利用率: farmland of the classes 安全利用 and 严格管控 with effective measures, among all of these
   * classes, by area.
   */
  FARMLAND_SAFE_USE_RATE("farmland-safe-use-rate", "farmland-classes"),
  /** 受污染耕地管控措施覆盖率: the same farmland with any measure stated, by area. */
  FARMLAND_CONTROL_COVERAGE("farmland-control-coverage", "farmland-classes"),
  /**
   * 重点建设用地安全利用率: parcels that turned to 居住 or 公共管理与公共服务 in the period and whose last check before
   * that, for this use, neither prohibited nor suspended it and was complete, among all that turned
   * so, by area. A parcel that was never checked is not counted as safe.
   */
  KEY_CONSTRUCTION_SAFE_USE_RATE("key-construction-safe-use-rate", "parcels"),
  /**
   * 污染地块安全利用率: contaminated sites on which a parcel was supplied or built and whose risk is
   * acceptable or whose targets are met, among all on which one was, by area of the site.
   */
  REUSED_SITE_SAFE_USE_RATE("reused-site-safe-use-rate", "contaminated-sites"),
  /**
   * 拟开发利用污染地块目标达标率: contaminated sites not held undeveloped and with a planned use whose targets
   * are met or whose risk is acceptable, among all such sites, by number.
   */
  SITE_TARGET_MET_RATE("site-target-met-rate", "contaminated-sites"),
  /**
   * 暂不开发利用污染地块管控措施覆盖率: held sites with a control zone in force or a measure stated, among all held
   * sites, by number.
   */
  HELD_SITE_CONTROL_COVERAGE("held-site-control-coverage", "contaminated-sites");

  private final String id;
  private final String collection;

  Indicator(String id, String collection) {
    this.id = id;
    this.collection = collection;
  }

  String id() {
    return id;
  }

  /** Collection of the features that are counted. */
  String collection() {
    return collection;
  }

  /** Whether areas are compared; else numbers of features. */
  boolean byArea() {
    return this != SITE_TARGET_MET_RATE && this != HELD_SITE_CONTROL_COVERAGE;
  }

  static Optional<Indicator> find(String id) {
    return Arrays.stream(values()).filter(i -> i.id.equals(id)).findFirst();
  }
}
