package org.jingtu.exchange;

import java.nio.charset.Charset;
import java.util.List;
import org.jingtu.geo.Crs;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a file before its rows are read.
 *
 * @param format {@code shp}, later {@code gpkg}, {@code geojson}, {@code txt}, {@code csv}
 * @param layer name of the layer as the user knows it
 * @param fields in the order of {@link SourceRow#values}
 * @param crs of the geometries
 * @param charset of the texts; null where the format has only one
 * @param expectedRows how many rows the file says it has; -1 if it does not say
 * @param warnings what was decided or tolerated, worth telling the user
 */
public record SourceInfo(
    String format,
    String layer,
    List<FieldDef> fields,
    Crs crs,
    @Nullable Charset charset,
    long expectedRows,
    List<RowProblem> warnings) {}
