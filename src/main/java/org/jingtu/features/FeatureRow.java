package org.jingtu.features;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/**
 * One version of a feature as a scan reads it.
 *
 * @param feature stable id of the feature
 * @param since data version from which it holds
 * @param values typed values of the collection's attributes, in their order; null = no value
 * @param geometry EPSG:4490, longitude first, or null
 * @param sourceSrid EPSG code of the CRS in which its edges are straight
 * @param areaSquareMetres ellipsoidal area, m²
 * @param extra values of the source that no attribute took, by field name; numbers keep their
 *     digits
 */
public record FeatureRow(
    long feature,
    long since,
    List<@Nullable Object> values,
    @Nullable Geometry geometry,
    int sourceSrid,
    double areaSquareMetres,
    Map<String, @Nullable Object> extra) {}
