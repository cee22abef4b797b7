package org.jingtu.checks;

import java.util.Map;
import org.locationtech.jts.geom.Geometry;

/**
 * A judged plot, ready to be stored.
 *
 * @param answer as it is given
 * @param json the answer in UTF-8, byte for byte
 * @param request by which it was judged
 * @param dataVersions that were read, by collection id
 * @param geometry of the plot, EPSG:4490
 */
record Judged(
    CheckAnswer answer,
    byte[] json,
    CheckRequest request,
    Map<String, Long> dataVersions,
    Geometry geometry) {}
