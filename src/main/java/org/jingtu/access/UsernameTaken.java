package org.jingtu.access;

import org.jingtu.problems.Problem;
import org.springframework.http.HttpStatus;

/** Another user has this name. */
final class UsernameTaken extends Problem {

  UsernameTaken(String username) {
    super("USERNAME_TAKEN", HttpStatus.CONFLICT, username);
  }
}
