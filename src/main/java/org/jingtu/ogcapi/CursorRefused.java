package org.jingtu.ogcapi;

import org.jingtu.problems.Problem;
import org.springframework.http.HttpStatus;

/** The position in a paging can no longer be used, or never could. */
final class CursorRefused extends Problem {

  private CursorRefused(String code) {
    super(code, HttpStatus.BAD_REQUEST);
    member("parameter", "cursor");
  }

  /** It is not one that this service gave out for this request. */
  static CursorRefused unreadable() {
    return new CursorRefused("CURSOR_UNREADABLE");
  }

  /** The data version that it reads was replaced too long ago. */
  static CursorRefused expired() {
    return new CursorRefused("CURSOR_EXPIRED");
  }
}
