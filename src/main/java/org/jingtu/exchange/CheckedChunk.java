package org.jingtu.exchange;

import java.util.List;
import java.util.Map;
import org.jingtu.features.EncodedBatch;
import org.jingtu.features.FeatureVersion;
import org.jspecify.annotations.Nullable;

/**
 * Some rows of a file after their checks, and what is to be written of them.
 *
 * @param rows in the order of the file
 * @param current registered features with the codes of these rows, by code
 * @param written the rows of {@code batch}, in its order
 * @param ended ids of current features that end before {@code batch} is written
 * @param batch encoded rows; null when nothing shall be written
 * @param inserted rows that are new features
 * @param updated rows that are new versions of features
 * @param unchanged rows that equal what is registered
 */
record CheckedChunk(
    List<CheckedRow> rows,
    Map<String, FeatureVersion> current,
    List<CheckedRow> written,
    List<Long> ended,
    @Nullable EncodedBatch batch,
    int inserted,
    int updated,
    int unchanged) {}
