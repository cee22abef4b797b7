package org.jingtu.access;

import org.jingtu.problems.Problem;
import org.springframework.http.HttpStatus;

/** No user has this name. */
final class UserNotFound extends Problem {

  UserNotFound(String username) {
    super("USER_NOT_FOUND", HttpStatus.NOT_FOUND, username);
  }
}
