package org.jingtu.checks;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A finding that an officer set aside as not applicable, with reason and document. The answer stays
 * as it was given.
 *
 * @param featureId of the finding; null for a finding on the plot itself
 * @param actor who decided
 * @param withdrawal null as long as it holds
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CheckOverride(
    long id,
    String rule,
    @Nullable String featureId,
    String reason,
    Document document,
    String actor,
    String department,
    Instant at,
    @Nullable Withdrawal withdrawal) {

  /** The document that carries the decision. */
  record Document(String title, String number, LocalDate date) {}

  /** That it does not hold any more. */
  record Withdrawal(String reason, String actor, String department, Instant at) {}

  boolean holds() {
    return withdrawal == null;
  }

  boolean isAbout(String ofRule, @Nullable String ofFeature) {
    return rule.equals(ofRule) && java.util.Objects.equals(featureId, ofFeature);
  }
}
