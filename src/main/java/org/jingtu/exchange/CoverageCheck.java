package org.jingtu.exchange;

import java.util.Locale;

/** Whether rows of one file are checked against each other for overlaps and narrow gaps. */
enum CoverageCheck {
  /** As {@link #WARN}, but large files are left unchecked, and that is said. */
  AUTO,
  /** Not at all. */
  OFF,
  /** What is found is a warning. */
  WARN,
  /** An overlap is an error; a gap stays a warning, since land may be left out on purpose. */
  STRICT;

  /** Name in requests and answers: {@code warn}. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
