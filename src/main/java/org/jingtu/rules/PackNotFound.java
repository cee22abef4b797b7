package org.jingtu.rules;

import java.util.Collection;
import org.jingtu.problems.Problem;
import org.jingtu.problems.Wording;
import org.springframework.http.HttpStatus;

/** A request names a rule pack that is not loaded. */
public final class PackNotFound extends Problem {

  PackNotFound(String pack, Collection<String> known) {
    super("PACK_NOT_FOUND", HttpStatus.NOT_FOUND, pack, Wording.listNames(known));
    member("pack", pack);
  }
}
