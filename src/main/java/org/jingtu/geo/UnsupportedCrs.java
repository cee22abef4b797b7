package org.jingtu.geo;

import org.jingtu.problems.Problem;
import org.springframework.http.HttpStatus;

/** The named coordinate reference system is not one that the registry transforms. */
public class UnsupportedCrs extends Problem {

  /**
   * @param crs what was asked for, as the user wrote it
   */
  public UnsupportedCrs(String crs) {
    this("UNSUPPORTED_CRS", crs);
  }

  /** For subclasses that know a more exact reason. */
  protected UnsupportedCrs(String code, Object... arguments) {
    super(code, HttpStatus.UNPROCESSABLE_CONTENT, arguments);
  }
}
