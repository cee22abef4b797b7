package org.jingtu.exchange;

/** Whether a row can be registered in spite of a problem. */
public enum Severity {
  /** The row, and with it the file, cannot be registered. */
  ERROR,
  /** The row can be registered; somebody should look. */
  WARNING
}
