package org.jingtu.features;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/**
 * A feature that has passed every check and may be registered.
 *
 * @param attributes typed values by attribute name; absent = no value
 * @param geometry the registered geometry, EPSG:4490, longitude first: a MultiPolygon, a Point, or
 *     null; its vertices are those of the source
 * @param dense the same with the edges that are straight in the source followed to under 1 mm; what
 *     areas and overlay pieces are computed from
 * @param sourceSrid EPSG code of the source CRS, in which the edges are straight
 * @param areaSquareMetres ellipsoidal area of {@code dense}, m²; 0 for points and none
 * @param extra values of the source that no attribute takes, by field name
 */
public record FeatureDraft(
    Map<String, @Nullable Object> attributes,
    @Nullable Geometry geometry,
    @Nullable Geometry dense,
    int sourceSrid,
    double areaSquareMetres,
    Map<String, @Nullable Object> extra) {

  /** The feature's administrative code; every draft has one. */
  public String adcode() {
    return (String) java.util.Objects.requireNonNull(attributes.get("adcode"));
  }

  /** The feature's code; every draft has one. */
  public String code() {
    return (String) java.util.Objects.requireNonNull(attributes.get("code"));
  }
}
