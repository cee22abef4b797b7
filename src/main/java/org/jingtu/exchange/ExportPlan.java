package org.jingtu.exchange;

import java.nio.charset.Charset;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jingtu.catalog.Collection;
import org.jingtu.geo.Crs;

/**
 * What a writer must know before the first row.
 *
 * @param columns the attributes, then the extra fields
 * @param crs of the geometries that the writer gets
 * @param dataVersion data version of the collection
 * @param date day of the data: of the export, or the one that was asked for
 * @param count features that will come
 */
record ExportPlan(
    Collection collection,
    List<ExportColumn> columns,
    Crs crs,
    Charset charset,
    long dataVersion,
    LocalDate date,
    long count,
    Locale locale) {}
