package org.jingtu.zones;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which zones are asked for; null or empty = no such condition.
 *
 * @param adcode beginning of the administrative code
 * @param announcedBy last day on which it was announced
 * @param after id after which the page begins
 */
record ZoneQuery(
    Set<ZoneState> states,
    @Nullable String collection,
    @Nullable String adcode,
    @Nullable String siteCode,
    @Nullable LocalDate announcedBy,
    long after,
    int limit) {}
