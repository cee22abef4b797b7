package org.jingtu.reports;

import java.util.Arrays;
import org.jingtu.problems.Problem;
import org.jingtu.problems.Wording;
import org.springframework.http.HttpStatus;

/** No indicator has the id. */
class IndicatorNotFound extends Problem {

  IndicatorNotFound(String id) {
    super(
        "INDICATOR_NOT_FOUND",
        HttpStatus.NOT_FOUND,
        id,
        Wording.listNames(Arrays.stream(Indicator.values()).map(Indicator::id).toList()));
  }
}
