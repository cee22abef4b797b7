package org.jingtu.reports;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jingtu.problems.Problem;
import org.springframework.http.HttpStatus;

/** No indicator has the id. */
class IndicatorNotFound extends Problem {

  IndicatorNotFound(String id) {
    super(
        "INDICATOR_NOT_FOUND",
        HttpStatus.NOT_FOUND,
        id,
        Arrays.stream(Indicator.values()).map(Indicator::id).collect(Collectors.joining("、")));
  }
}
