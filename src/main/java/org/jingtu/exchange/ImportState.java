package org.jingtu.exchange;

/** Where an import job stands. */
public enum ImportState {
  /** Accepted; its file waits to be read. */
  QUEUED,
  /** Rows are read and checked, and with automatic commit also written, unseen by others. */
  READING,
  /** Checked without errors; waits for somebody to commit or discard it. */
  CHECKED,
  /** What was checked is being registered. */
  COMMITTING,
  /** Registered: every row, as one data version. */
  COMMITTED,
  /** Errors were found; nothing was registered. */
  REJECTED,
  /** The service or the database failed; nothing was registered. */
  FAILED,
  /** Cancelled or discarded; nothing was registered. */
  CANCELLED;

  /** Whether the job will not change any more. */
  public boolean finished() {
    return ordinal() >= COMMITTED.ordinal();
  }
}
