package org.jingtu.features;

/**
 * Told of every new data version of a collection, whichever way it came: an import, a single edit,
 * a publication. Implemented by rooms that keep something in step with the data; called in the
 * writing transaction as its last step, so that both are committed or neither.
 */
public interface ChangeListener {

  /**
   * Brings what depends on the data in step. An exception undoes the whole data version.
   *
   * @param change what changed; already visible to statements of this transaction
   */
  void changed(DataChange change);
}
