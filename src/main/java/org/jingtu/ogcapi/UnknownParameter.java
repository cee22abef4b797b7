package org.jingtu.ogcapi;

import org.jingtu.problems.Problem;
import org.springframework.http.HttpStatus;

/** The address has no such query parameter; the member {@code parameter} names it. */
final class UnknownParameter extends Problem {

  UnknownParameter(String name, String known) {
    super("PARAMETER_UNKNOWN", HttpStatus.BAD_REQUEST, name, known);
    member("parameter", name);
  }
}
