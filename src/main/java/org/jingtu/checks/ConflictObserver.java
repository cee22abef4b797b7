package org.jingtu.checks;

/**
 * Told when conflicts were opened, changed, reopened or closed, in the transaction that did it.
 * Implemented by rooms that pass them on.
 */
public interface ConflictObserver {

  /**
   * Conflicts changed.
   *
   * @param afterEvent what happened stands in {@code conflict_event} with ids above this one
   */
  void changed(long afterEvent);
}
