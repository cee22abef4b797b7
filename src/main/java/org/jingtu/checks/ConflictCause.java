package org.jingtu.checks;

import java.util.UUID;
import org.jingtu.features.DataChange;
import org.jspecify.annotations.Nullable;

/**
 * Why conflicts are evaluated.
 *
 * @param actor user name
 * @param collection collection that changed, or null
 * @param dataVersion its new data version, or null
 * @param importJob the import job that changed it, or null
 */
record ConflictCause(
    Kind kind,
    String actor,
    @Nullable String collection,
    @Nullable Long dataVersion,
    @Nullable UUID importJob) {

  enum Kind {
    /** A feature was edited. */
    EDIT,
    /** A file was imported. */
    IMPORT,
    /** A day came on which a zone comes into force or expires, or data grows stale. */
    DATE,
    /** All was computed again. */
    RECOMPUTE,
    /** An officer dealt with it. */
    OFFICER
  }

  static ConflictCause of(DataChange change) {
    return new ConflictCause(
        change.importJob() == null ? Kind.EDIT : Kind.IMPORT,
        change.actor(),
        change.collection().id(),
        change.version(),
        change.importJob());
  }

  static ConflictCause of(Kind kind, String actor) {
    return new ConflictCause(kind, actor, null, null, null);
  }
}
