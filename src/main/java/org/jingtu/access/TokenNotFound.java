package org.jingtu.access;

import org.jingtu.problems.Problem;
import org.springframework.http.HttpStatus;

/** No such token, or it is another user's. */
final class TokenNotFound extends Problem {

  TokenNotFound(long id) {
    super("TOKEN_NOT_FOUND", HttpStatus.NOT_FOUND, String.valueOf(id));
  }
}
