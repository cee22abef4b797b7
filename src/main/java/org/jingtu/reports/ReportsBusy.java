package org.jingtu.reports;

import org.jingtu.problems.Problem;
import org.springframework.http.HttpStatus;

/** So many documents are being made that another one has to wait. */
class ReportsBusy extends Problem {

  ReportsBusy() {
    super("REPORTS_BUSY", HttpStatus.SERVICE_UNAVAILABLE);
  }
}
