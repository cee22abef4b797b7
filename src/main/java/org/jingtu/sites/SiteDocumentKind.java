package org.jingtu.sites;

import java.util.ArrayList;
import java.util.List;

/** The documents that carry a step in the life of a site, and what must be stated of each. */
enum SiteDocumentKind {
  SURVEY_REPORT("土壤污染状况调查报告", false, true),
  RISK_REPORT("土壤污染风险评估报告", false, true),
  EFFECT_REPORT("风险管控、修复效果评估报告", false, true),
  PROVINCE_DECISION("省级生态环境、自然资源主管部门关于名录的决定", true, false),
  HOLD_DECISION("暂不开发利用的决定或解除决定", true, false),
  CONTROL_PLAN("风险管控方案", false, false),
  REMEDIATION_PLAN("修复方案（备案）", false, false),
  PLAN_ON_FILE("后期管理计划（报设区的市级生态环境主管部门备案）", false, false),
  CHANGE_NOTICE("地块现状变化的说明或通知", false, false);

  private final String title;
  private final boolean numbered;
  private final boolean reviewed;

  SiteDocumentKind(String title, boolean numbered, boolean reviewed) {
    this.title = title;
    this.numbered = numbered;
    this.reviewed = reviewed;
  }

  /** Chinese title. */
  String title() {
    return title;
  }

  /** The members of {@code document} that must be given. */
  List<String> needs() {
    List<String> needs = new ArrayList<>(List.of("title", "date", "unit"));
    if (numbered) {
      needs.add("number");
    }
    if (reviewed) {
      needs.add("result");
    }
    return needs;
  }
}
