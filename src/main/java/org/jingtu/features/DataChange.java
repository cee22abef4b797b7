package org.jingtu.features;

import java.util.Set;
import java.util.UUID;
import org.jingtu.catalog.Collection;
import org.jspecify.annotations.Nullable;

/**
 * What one data version of a collection changed.
 *
 * @param version the new data version: what it registered has {@code since = version}, what it
 *     ended has {@code until = version}
 * @param features ids of the features that it registered or ended; null if they are more than
 *     {@link #LISTED_AT_MOST} or were ended by county, to be found by version then
 * @param firstFeature lowest id among those it registered, so that the new features of a large
 *     change are found by the table's key; {@link Long#MAX_VALUE} if it registered none
 * @param changes how many it registered, replaced and ended
 * @param actor user name of who changed it
 * @param importJob the import job that changed it, or null for an edit
 */
public record DataChange(
    Collection collection,
    long version,
    @Nullable Set<Long> features,
    long firstFeature,
    CollectionWriter.Changes changes,
    String actor,
    @Nullable UUID importJob) {

  /** How many feature ids are listed at the most. */
  public static final int LISTED_AT_MOST = 10_000;

  /** Whether it ended versions, of features that go on in a new one or not. */
  public boolean endedVersions() {
    return changes.updated() + changes.ended() > 0;
  }
}
