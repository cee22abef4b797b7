package org.jingtu.access;

import org.jingtu.problems.Problem;
import org.springframework.http.HttpStatus;

/**
 * Wrong user name or password, disabled or locked account: one answer for all, so that it tells
 * nobody which user names exist or that a guessed password was right.
 */
final class SignInFailed extends Problem {

  SignInFailed(AccessSettings settings) {
    super(
        "SIGN_IN_FAILED",
        HttpStatus.UNAUTHORIZED,
        settings.lockAfter(),
        settings.lockFor().toMinutes());
  }
}
