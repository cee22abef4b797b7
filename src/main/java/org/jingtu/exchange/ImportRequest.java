package org.jingtu.exchange;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the sender of a file wants.
 *
 * @param collection id of the collection
 * @param mode what happens to registered features
 * @param manual whether the checked file waits for a commit
 * @param crs code of the CRS of the file, or null to take it from the file
 * @param encoding name of the encoding of the file's text, or null to take it from the file
 * @param mapping attribute name by field name; null as a value leaves the field unmapped
 * @param coverage county codes of six digits of which the file holds all there is
 * @param sourceDate date of the data, for rows that carry none and for the coverage, or null
 * @param layer name of the layer to read, or null if the file has only one
 * @param repair whether geometries are mended
 * @param coverageCheck whether rows are checked against each other
 * @param gapToleranceMetres gaps between rows narrower than this are reported
 */
record ImportRequest(
    String collection,
    ImportMode mode,
    boolean manual,
    @Nullable String crs,
    @Nullable String encoding,
    Map<String, @Nullable String> mapping,
    List<String> coverage,
    @Nullable LocalDate sourceDate,
    @Nullable String layer,
    boolean repair,
    CoverageCheck coverageCheck,
    double gapToleranceMetres) {

  /** Gaps up to this width are reported if nothing else is stated. */
  static final double GAP_TOLERANCE_METRES = 1;
}
