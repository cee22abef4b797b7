package org.jingtu.exchange;

import java.nio.charset.Charset;
import java.time.Instant;
import java.util.Locale;
import org.jingtu.catalog.Collection;
import org.jspecify.annotations.Nullable;

/**
 * What is to be given out.
 *
 * @param crs code of the CRS of the file, or null: EPSG:4490, for coordinate text the 3-degree zone
 *     in which the data lies
 * @param asOf moment whose data is meant, or null for now
 * @param bbox {west, south, east, north} in degrees of EPSG:4490, or null for everywhere
 * @param filter condition in CQL, or null
 * @param charset UTF-8 or GBK
 * @param locale language of the notes beside a shapefile
 * @param follow whether the receiver can tell a file that is broken off from a complete one, so
 *     that it may be sent while it is being written
 */
record ExportRequest(
    Collection collection,
    ExportFormat format,
    @Nullable String crs,
    @Nullable Instant asOf,
    double @Nullable [] bbox,
    @Nullable String filter,
    Charset charset,
    Locale locale,
    boolean follow) {}
