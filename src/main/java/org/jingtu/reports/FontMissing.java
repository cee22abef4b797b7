package org.jingtu.reports;

import org.jingtu.problems.Problem;
import org.springframework.http.HttpStatus;

/** No font with Chinese characters is installed where the service looks for one. */
class FontMissing extends Problem {

  FontMissing(String looked) {
    super("REPORT_FONT_MISSING", HttpStatus.SERVICE_UNAVAILABLE, looked);
  }
}
