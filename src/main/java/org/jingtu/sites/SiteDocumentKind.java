package org.jingtu.sites;

import java.util.ArrayList;
import java.util.List;
import org.jingtu.problems.Wording;

/** The documents that carry a step in the life of a site, and what must be stated of each. */
enum SiteDocumentKind {
  SURVEY_REPORT(false, true),
  RISK_REPORT(false, true),
  EFFECT_REPORT(false, true),
  PROVINCE_DECISION(true, false),
  HOLD_DECISION(true, false),
  CONTROL_PLAN(false, false),
  REMEDIATION_PLAN(false, false),
  PLAN_ON_FILE(false, false),
  CHANGE_NOTICE(false, false);

  private final boolean numbered;
  private final boolean reviewed;

  SiteDocumentKind(boolean numbered, boolean reviewed) {
    this.numbered = numbered;
    this.reviewed = reviewed;
  }

  /** Its title. */
  Wording wording() {
    return new Wording("sites.document-kind." + name());
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
