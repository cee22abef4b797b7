package org.jingtu.features;

/** Lets a bench see the statement by which a check finds its candidates. */
public final class OverlayStatement {

  private OverlayStatement() {}

  /**
   * The statement for current data; parameters: west, south, east, north of the window, the same of
   * the plot, numbers of the collections that matter in the whole window, county code, WKB of the
   * plot, county code.
   */
  public static String current(Overlay overlay) {
    return overlay.currentSql();
  }
}
