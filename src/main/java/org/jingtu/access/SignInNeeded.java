package org.jingtu.access;

import org.jingtu.problems.Problem;
import org.springframework.http.HttpStatus;

/** Nobody has signed in. */
final class SignInNeeded extends Problem {

  SignInNeeded() {
    super("SIGN_IN_NEEDED", HttpStatus.UNAUTHORIZED);
  }
}
