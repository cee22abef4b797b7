package org.jingtu.catalog;

import org.jingtu.problems.Problem;
import org.jingtu.problems.Wording;
import org.springframework.http.HttpStatus;

/** There is no collection with the id that was asked for. */
public class CollectionNotFound extends Problem {

  /**
   * @param id what was asked for
   * @param known ids of the collections that the asker may know of
   */
  public CollectionNotFound(String id, java.util.Collection<String> known) {
    super("COLLECTION_NOT_FOUND", HttpStatus.NOT_FOUND, id, Wording.listNames(known));
  }

  /**
   * The same.
   *
   * @param known as the asker is told
   */
  public CollectionNotFound(String id, String known) {
    this(id, known, "");
  }

  /**
   * @param id what was asked for
   * @param known ids of the collections that the asker may know of
   * @param advice what else to say, a text or a {@link org.jingtu.problems.Wording}
   */
  public CollectionNotFound(String id, String known, Object advice) {
    super("COLLECTION_NOT_FOUND", HttpStatus.NOT_FOUND, id, known, advice);
  }
}
