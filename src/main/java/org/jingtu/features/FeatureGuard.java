package org.jingtu.features;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges a proposed version of a feature against the current one, whichever way it comes: an
 * import, a single edit. Implemented by the rooms that know the life of what a collection holds;
 * called in the writing transaction, but asks nothing of the database: rows of an import are judged
 * while those before them are still being written.
 */
public interface FeatureGuard {

  /** Id of the collection that it guards. */
  String collection();

  /**
   * What is wrong with the proposed version; empty if nothing is.
   *
   * @param current the current version, or null if the feature is new
   * @param proposed what shall be registered
   */
  List<DraftReader.DraftProblem> judge(@Nullable FeatureVersion current, FeatureDraft proposed);

  /**
   * The same for a single edit, behind which no file stands; as {@link #judge} where that makes no
   * difference.
   */
  default List<DraftReader.DraftProblem> judgeEdit(
      @Nullable FeatureVersion current, FeatureDraft proposed) {
    return judge(current, proposed);
  }
}
