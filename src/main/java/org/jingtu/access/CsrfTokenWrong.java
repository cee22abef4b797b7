package org.jingtu.access;

import org.jingtu.problems.Problem;
import org.springframework.http.HttpStatus;

/** A session's request without the token against cross-site forgery. */
final class CsrfTokenWrong extends Problem {

  CsrfTokenWrong() {
    super("CSRF_TOKEN_WRONG", HttpStatus.FORBIDDEN);
  }
}
