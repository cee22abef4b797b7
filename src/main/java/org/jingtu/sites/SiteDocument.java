package org.jingtu.sites;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The document that carries a step.
 *
 * @param title title, as on its cover
 * @param number number of the document, where it has one
 * @param date date of the document
 * @param unit who drew it up or issued it
 * @param result outcome of the review of a report
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SiteDocument(
    @Nullable String title,
    @Nullable String number,
    @Nullable LocalDate date,
    @Nullable String unit,
    @Nullable Result result) {

  /** Outcomes of a review. */
  enum Result {
    /** 通过. */
    PASSED,
    /** 修改后通过. */
    PASSED_AFTER_REVISION,
    /** 不通过: carries no step. */
    FAILED
  }
}
