package org.jingtu.catalog;

import org.jingtu.problems.Problem;
import org.springframework.http.HttpStatus;

/** There is no collection with the id that was asked for. */
public class CollectionNotFound extends Problem {

  /**
   * @param id what was asked for
   * @param known ids of the collections that the asker may know of
   */
  public CollectionNotFound(String id, String known) {
    super("COLLECTION_NOT_FOUND", HttpStatus.NOT_FOUND, id, known);
  }
}
