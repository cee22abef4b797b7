package org.jingtu.access;

import java.util.Collection;
import java.util.TreeSet;
import org.jingtu.problems.Problem;
import org.springframework.http.HttpStatus;

/** A department, role or scope that does not exist. */
final class UnknownAccessCode extends Problem {

  UnknownAccessCode(String field, String value, Collection<String> known) {
    super(
        "UNKNOWN_ACCESS_CODE",
        HttpStatus.BAD_REQUEST,
        field,
        value,
        String.join(", ", new TreeSet<>(known)));
    member("field", field);
  }

  static void check(String field, String value, Collection<String> known) {
    if (!known.contains(value)) {
      throw new UnknownAccessCode(field, value, known);
    }
  }
}
