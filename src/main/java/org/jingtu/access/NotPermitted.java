package org.jingtu.access;

import org.jingtu.problems.Problem;
import org.springframework.http.HttpStatus;

/** The actor is known but may not do this: 403. */
public final class NotPermitted extends Problem {

  private NotPermitted(String code, Object... arguments) {
    super(code, HttpStatus.FORBIDDEN, arguments);
  }

  static NotPermitted toWrite(String department) {
    NotPermitted problem = new NotPermitted("WRITE_NOT_PERMITTED", department);
    problem.member("department", department);
    return problem;
  }

  static NotPermitted withoutRole(String... anyOf) {
    NotPermitted problem = new NotPermitted("ROLE_MISSING", String.join(", ", anyOf));
    problem.member("roles", anyOf);
    return problem;
  }

  static NotPermitted outsideTerritory(String adcode, String territory) {
    NotPermitted problem = new NotPermitted("OUTSIDE_TERRITORY", adcode, territory);
    problem.member("adcode", adcode);
    problem.member("territory", territory);
    return problem;
  }

  /** Refused by the rules of the web addresses rather than by a room. */
  static NotPermitted atAll() {
    return new NotPermitted("NOT_PERMITTED");
  }

  /** A token may not do what only somebody with a password may. */
  static NotPermitted byToken() {
    return new NotPermitted("PASSWORD_SIGN_IN_NEEDED");
  }
}
