package org.jingtu.catalog;

import org.jingtu.problems.Problem;
import org.springframework.http.HttpStatus;

/** There is no collection with the id that was asked for. */
public class CollectionNotFound extends Problem {

  CollectionNotFound(String id, String known) {
    super("COLLECTION_NOT_FOUND", HttpStatus.NOT_FOUND, id, known);
  }
}
