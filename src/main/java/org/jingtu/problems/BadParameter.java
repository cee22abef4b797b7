package org.jingtu.problems;

import org.springframework.http.HttpStatus;

/** A query parameter cannot be understood; the member {@code parameter} names it. */
public class BadParameter extends Problem {

  /**
   * @param name name of the parameter
   * @param value what came
   * @param expected what is expected, in words that need no translation (an example or a format)
   */
  public BadParameter(String name, String value, String expected) {
    super("BAD_PARAMETER", HttpStatus.BAD_REQUEST, name, value, expected);
    member("parameter", name);
  }
}
