package org.jingtu.access;

import org.jingtu.problems.Problem;
import org.springframework.http.HttpStatus;

/** Without its last administrator the service could not be managed. */
final class LastAdministrator extends Problem {

  LastAdministrator(String username) {
    super("LAST_ADMINISTRATOR", HttpStatus.CONFLICT, username);
  }
}
