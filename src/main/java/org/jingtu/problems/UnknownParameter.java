package org.jingtu.problems;

import org.springframework.http.HttpStatus;

/** The address has no such query parameter; the member {@code parameter} names it. */
public final class UnknownParameter extends Problem {

  /**
   * @param name as it came
   * @param known the parameters that the address has
   */
  public UnknownParameter(String name, String known) {
    super("PARAMETER_UNKNOWN", HttpStatus.BAD_REQUEST, name, known);
    member("parameter", name);
  }
}
