package org.jingtu.access;

import org.jingtu.problems.Problem;
import org.springframework.http.HttpStatus;

/** A new password that breaks the rules. */
final class PasswordRefused extends Problem {

  PasswordRefused() {
    super(
        "PASSWORD_REFUSED", HttpStatus.BAD_REQUEST, Passwords.MIN_CHARACTERS, Passwords.MAX_BYTES);
  }
}
