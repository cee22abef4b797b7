package org.jingtu.rules;

import org.jingtu.problems.Problem;
import org.springframework.http.HttpStatus;

/** A request names a rule pack that is not loaded. */
public final class PackNotFound extends Problem {

  PackNotFound(String pack, String known) {
    super("PACK_NOT_FOUND", HttpStatus.NOT_FOUND, pack, known);
    member("pack", pack);
  }
}
