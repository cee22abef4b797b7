package org.jingtu.exchange;

import java.util.List;
import org.jingtu.features.FeatureDraft;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

/**
 * A row of a file after its checks.
 *
 * @param record number of the record in the file, from 1
 * @param code code of its feature as far as it could be read
 * @param draft what can be registered; null if there is an error
 * @param place a vertex of its geometry in the CRS of the file, for problems that have no location
 *     of their own; or null
 * @param shape its geometry in the CRS of the file, as it is taken; or null
 * @param repaired whether it was mended
 * @param statedArea the area that it states, in the unit of its field; or null
 * @param problems what was found
 */
record CheckedRow(
    long record,
    @Nullable String code,
    @Nullable FeatureDraft draft,
    @Nullable Coordinate place,
    @Nullable Geometry shape,
    boolean repaired,
    @Nullable Double statedArea,
    List<ImportProblem> problems) {}
