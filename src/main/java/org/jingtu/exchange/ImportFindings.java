package org.jingtu.exchange;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a job found out about its file beyond the single problems.
 *
 * @param problemCounts number of problems by code, those that were not stored included
 * @param preview the first rows as they would be registered, as JSON; or null
 * @param origin the job whose file this one checks again, or null
 */
record ImportFindings(
    Map<String, Long> problemCounts, @Nullable String preview, @Nullable UUID origin) {}
