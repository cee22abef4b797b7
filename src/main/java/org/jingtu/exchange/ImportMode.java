package org.jingtu.exchange;

import java.util.Locale;

/** What an import does to the features that are registered already. */
public enum ImportMode {
  /** Adds features; a code that is registered already is an error. */
  APPEND,
  /** All current features of the counties covered end, and those of the file take their place. */
  REPLACE,
  /** A feature with the same code is ended and registered anew, unless nothing changed. */
  UPSERT;

  /** Name in requests and answers: {@code append}. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
