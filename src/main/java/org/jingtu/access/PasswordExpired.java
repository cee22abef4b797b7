package org.jingtu.access;

import org.jingtu.problems.Problem;
import org.springframework.http.HttpStatus;

/** The password is right but has to be changed before anything else. */
final class PasswordExpired extends Problem {

  PasswordExpired() {
    super("PASSWORD_EXPIRED", HttpStatus.UNAUTHORIZED);
  }
}
