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
import org.jingtu.problems.Wording;
import org.jspecify.annotations.Nullable;

/**
 * A step in the life of a site: from which states, to which (or none: the state is kept and a fact
 * is recorded), and the document that carries it. The one place where the life is written down:
 * {@link SiteGuard} and docs/sites-and-zones.md follow it.
 */
enum SiteStep {
  SURVEY_CLEAN(SURVEY_REPORT, Set.of(SUSPECTED), NOT_CONTAMINATED),
  SURVEY_POLLUTED(SURVEY_REPORT, Set.of(SUSPECTED), CONFIRMED),
  DETAILED_SURVEY(SURVEY_REPORT, Set.of(CONFIRMED), null),
  RISK_ACCEPTED(RISK_REPORT, Set.of(CONFIRMED), RISK_ACCEPTABLE),
  LIST_ENTRY(PROVINCE_DECISION, Set.of(CONFIRMED), LISTED),
  HOLD(HOLD_DECISION, Set.of(CONFIRMED, LISTED, UNDER_CONTROL), null),
  RELEASE(HOLD_DECISION, Set.of(CONFIRMED, LISTED, UNDER_CONTROL, UNDER_REMEDIATION), null),
  CONTROL_START(CONTROL_PLAN, Set.of(LISTED, UNDER_REMEDIATION), UNDER_CONTROL),
  REMEDIATION_START(REMEDIATION_PLAN, Set.of(LISTED, UNDER_CONTROL), UNDER_REMEDIATION),
  EFFECT_EVALUATION(EFFECT_REPORT, Set.of(UNDER_CONTROL, UNDER_REMEDIATION), null),
  LIST_REMOVAL(PROVINCE_DECISION, Set.of(UNDER_CONTROL, UNDER_REMEDIATION), DELISTED),
  AFTERCARE_PLAN(PLAN_ON_FILE, Set.of(DELISTED), null),
  AFTERCARE_END(EFFECT_REPORT, Set.of(DELISTED), null),
  REOPEN(CHANGE_NOTICE, Set.of(NOT_CONTAMINATED, RISK_ACCEPTABLE, DELISTED), SUSPECTED);

  private final SiteDocumentKind document;
  private final Set<SiteStatus> from;
  private final @Nullable SiteStatus to;

  SiteStep(SiteDocumentKind document, Set<SiteStatus> from, @Nullable SiteStatus to) {
    this.document = document;
    this.from = from;
    this.to = to;
  }

  /** Its title. */
  Wording wording() {
    return new Wording("sites.step." + name());
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
  Wording basis() {
    return new Wording(wording().key() + ".basis");
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
