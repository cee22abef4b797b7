package org.jingtu.exchange;

import java.util.List;
import org.jingtu.features.FeatureDraft;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;

/**
 * A row of a file after its checks.
 *
 * @param record number of the record in the file, from 1
 * @param code code of its feature as far as it could be read
 * @param draft what can be registered; null if there is an error
 * @param place a vertex of its geometry in the CRS of the file, for problems that have no location
 *     of their own; or null
 * @param problems what was found
 */
record CheckedRow(
    long record,
    @Nullable String code,
    @Nullable FeatureDraft draft,
    @Nullable Coordinate place,
    List<ImportProblem> problems) {}
