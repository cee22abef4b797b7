package org.jingtu.reports;

import org.jingtu.problems.Problem;
import org.springframework.http.HttpStatus;

/** No edition of the farmland classes is of that year, or was registered then. */
class EditionNotFound extends Problem {

  EditionNotFound(String adcode, String asked, String known) {
    super("EDITION_NOT_FOUND", HttpStatus.NOT_FOUND, adcode, asked, known);
  }
}
