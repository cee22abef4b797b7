package org.jingtu.access;

import org.jingtu.problems.Problem;
import org.springframework.http.HttpStatus;

/** Somebody changes a password without knowing the current one. */
final class CurrentPasswordWrong extends Problem {

  CurrentPasswordWrong() {
    super("CURRENT_PASSWORD_WRONG", HttpStatus.FORBIDDEN);
  }
}
