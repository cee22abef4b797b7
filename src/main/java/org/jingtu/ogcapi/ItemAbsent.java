package org.jingtu.ogcapi;

import org.jingtu.problems.Problem;
import org.springframework.http.HttpStatus;

/** A version of an item was to be replaced, but there is no such item. */
final class ItemAbsent extends Problem {

  ItemAbsent(long feature, String ifMatch) {
    super("ITEM_ABSENT", HttpStatus.PRECONDITION_FAILED, Long.toString(feature), ifMatch);
  }
}
