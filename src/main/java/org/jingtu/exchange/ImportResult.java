package org.jingtu.exchange;

import org.jspecify.annotations.Nullable;

/**
 * What a commit changed, in features.
 *
 * @param inserted new features
 * @param updated features that go on under their id in a new version
 * @param unchanged features of the file that equal the registered ones and got no new version
 * @param ended features that are no longer current
 * @param dataVersion data version of the collection after the commit, or null before it
 */
record ImportResult(
    long inserted, long updated, long unchanged, long ended, @Nullable Long dataVersion) {

  static final ImportResult NONE = new ImportResult(0, 0, 0, 0, null);
}
