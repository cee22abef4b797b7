package org.jingtu.ogcapi;

import org.jingtu.problems.Problem;
import org.springframework.http.HttpStatus;

/** As many pages of items as the service reads at a time are under way. */
final class ItemsBusy extends Problem {

  ItemsBusy(int retryAfterSeconds) {
    super("ITEMS_BUSY", HttpStatus.SERVICE_UNAVAILABLE);
    header("Retry-After", Integer.toString(retryAfterSeconds));
  }
}
