package org.jingtu.rules;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How far a collection can be relied on at the parcel.
 *
 * @param collection id
 * @param covered data was loaded for all of this area
 * @param stale older than the pack allows ({@link Pack#maximumAgeMonths})
 * @param sourceDate date of the data, if known
 * @param failed it could not be read
 */
public record CollectionStatus(
    String collection,
    boolean covered,
    boolean stale,
    @Nullable LocalDate sourceDate,
    boolean failed) {

  /** True if silence of this collection means that there is nothing. */
  public boolean isReliable() {
    return covered && !stale && !failed;
  }
}
