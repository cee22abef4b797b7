package org.jingtu.access;

import org.jingtu.problems.Problem;
import org.springframework.http.HttpStatus;

/** A bearer token that is unknown, expired or revoked. */
final class TokenRefused extends Problem {

  TokenRefused() {
    super("TOKEN_REFUSED", HttpStatus.UNAUTHORIZED);
  }
}
