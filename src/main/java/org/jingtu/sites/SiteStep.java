package org.jingtu.sites;

import static org.jingtu.sites.SiteDocumentKind.*;
import static org.jingtu.sites.SiteStatus.*;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A step in the life of a site: from which states, to which (or none: the state is kept and a fact
 * is recorded), and the document that carries it. The one place where the life is written down:
 * {@link SiteGuard} and docs/sites-and-zones.md follow it.
 */
enum SiteStep {
  SURVEY_CLEAN(
      "初步调查未超标", SURVEY_REPORT, Set.of(SUSPECTED), NOT_CONTAMINATED, "《土壤污染防治法》第五十九条；江苏 五“分类安全利用”"),
  SURVEY_POLLUTED("初步调查超标", SURVEY_REPORT, Set.of(SUSPECTED), CONFIRMED, "《土壤污染防治法》第五十九条、第六十条"),
  DETAILED_SURVEY("完成详细调查", SURVEY_REPORT, Set.of(CONFIRMED), null, "《污染地块土壤环境管理办法（试行）》"),
  RISK_ACCEPTED(
      "风险评估：风险可接受", RISK_REPORT, Set.of(CONFIRMED), RISK_ACCEPTABLE, "《土壤污染防治法》第六十条、第六十一条"),
  LIST_ENTRY("列入名录", PROVINCE_DECISION, Set.of(CONFIRMED), LISTED, "《土壤污染防治法》第六十一条"),
  HOLD(
      "暂不开发利用",
      HOLD_DECISION,
      Set.of(CONFIRMED, LISTED, UNDER_CONTROL),
      null,
      "承德高新区 三（四）1；济源 22；江苏 五“关闭搬迁遗留地块土壤污染风险管控”"),
  RELEASE(
      "解除暂不开发利用",
      HOLD_DECISION,
      Set.of(CONFIRMED, LISTED, UNDER_CONTROL, UNDER_REMEDIATION),
      null,
      "承德高新区 三（四）1"),
  CONTROL_START(
      "开始风险管控",
      CONTROL_PLAN,
      Set.of(LISTED, UNDER_REMEDIATION),
      UNDER_CONTROL,
      "《土壤污染防治法》第六十二条；济源 22“一块一策”"),
  REMEDIATION_START(
      "开始治理修复",
      REMEDIATION_PLAN,
      Set.of(LISTED, UNDER_CONTROL),
      UNDER_REMEDIATION,
      "《土壤污染防治法》第六十四条；江苏 五“严格土壤污染风险管控和修复活动监管”"),
  EFFECT_EVALUATION(
      "效果评估达标",
      EFFECT_REPORT,
      Set.of(UNDER_CONTROL, UNDER_REMEDIATION),
      null,
      "《土壤污染防治法》第六十五条；江苏“提升生态环境监管能力”之“加强质控监管”"),
  LIST_REMOVAL(
      "移出名录",
      PROVINCE_DECISION,
      Set.of(UNDER_CONTROL, UNDER_REMEDIATION),
      DELISTED,
      "《土壤污染防治法》第六十六条"),
  AFTERCARE_PLAN("后期管理计划备案", PLAN_ON_FILE, Set.of(DELISTED), null, "江苏 五“组织开展后期管理”"),
  AFTERCARE_END("后期管理结束", EFFECT_REPORT, Set.of(DELISTED), null, "江苏 五“组织开展后期管理”"),
  REOPEN(
      "现状变化，重新调查",
      CHANGE_NOTICE,
      Set.of(NOT_CONTAMINATED, RISK_ACCEPTABLE, DELISTED),
      SUSPECTED,
      "江苏“提升生态环境监管能力”之“加强质控监管”：完成调查后地块现状发生变化有可能影响原调查结果的，应当重新开展调查");

  private final String title;
  private final SiteDocumentKind document;
  private final Set<SiteStatus> from;
  private final @Nullable SiteStatus to;
  private final String basis;

  SiteStep(
      String title,
      SiteDocumentKind document,
      Set<SiteStatus> from,
      @Nullable SiteStatus to,
      String basis) {
    this.title = title;
    this.document = document;
    this.from = from;
    this.to = to;
    this.basis = basis;
  }

  /** Chinese title. */
  String title() {
    return title;
  }

  /** The document that carries it. */
  SiteDocumentKind document() {
    return document;
  }

  /** The states in which it may be taken. */
  Set<SiteStatus> from() {
    return from;
  }

  /** The clause that asks for it. */
  String basis() {
    return basis;
  }

  /** The status after it; the present one where it only records a fact. */
  SiteStatus to(SiteStatus present) {
    return to == null ? present : to;
  }

  /** Whether it changes the status. */
  boolean changesStatus() {
    return to != null;
  }

  /** The steps that a state allows, in their order. */
  static List<SiteStep> from(SiteStatus status) {
    return Arrays.stream(values()).filter(step -> step.from.contains(status)).toList();
  }

  /** The step by which a site of one status becomes another. */
  static Optional<SiteStep> findStep(SiteStatus from, SiteStatus to) {
    return from(from).stream().filter(step -> step.to == to).findFirst();
  }

  /** What stands against it although the state allows it; a message key, or null. */
  @Nullable String obstacle(ContaminatedSite site) {
    return switch (this) {
      case LIST_REMOVAL -> Boolean.TRUE.equals(site.targetMet()) ? null : "targetNotMet";
      case HOLD -> site.needsControlZone() ? "heldAlready" : null;
      case RELEASE -> site.needsControlZone() ? null : "notHeld";
      case AFTERCARE_PLAN, AFTERCARE_END ->
          Boolean.TRUE.equals(site.aftercare()) ? null : "noAftercare";
      default -> null;
    };
  }

  /** The attributes that it sets, beside those that the request states. */
  Map<String, @Nullable Object> changes(SiteStatus present, LocalDate documentDate) {
    Map<String, @Nullable Object> changes = new LinkedHashMap<>();
    changes.put("status", to(present).name());
    switch (this) {
      case SURVEY_CLEAN, SURVEY_POLLUTED -> changes.put("investigation", "PRELIMINARY");
      case DETAILED_SURVEY -> changes.put("investigation", "DETAILED");
      case RISK_ACCEPTED -> {
        changes.put("riskAssessment", "COMPLETED");
        changes.put("heldUndeveloped", null);
      }
      case LIST_ENTRY -> {
        changes.put("riskAssessment", "COMPLETED");
        changes.put("listed", true);
        changes.put("listedOn", documentDate);
        changes.put("targetMet", false);
      }
      case HOLD -> changes.put("heldUndeveloped", true);
      case RELEASE -> changes.put("heldUndeveloped", false);
      case CONTROL_START, REMEDIATION_START -> changes.put("targetMet", false);
      case EFFECT_EVALUATION -> changes.put("targetMet", true);
      case LIST_REMOVAL -> {
        changes.put("listed", false);
        changes.put("heldUndeveloped", false);
      }
      case AFTERCARE_PLAN -> {}
      case AFTERCARE_END -> changes.put("aftercare", false);
      case REOPEN -> {
        changes.put("listed", false);
        changes.put("investigation", "NONE");
        changes.put("riskAssessment", "NONE");
        changes.put("targetMet", null);
      }
    }
    return changes;
  }
}
