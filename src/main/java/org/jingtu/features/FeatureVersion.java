package org.jingtu.features;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/**
 * One version of a registered feature.
 *
 * @param collection id of the collection
 * @param feature stable id of the feature, the same in all its versions
 * @param since data version from which it holds; also its entity tag
 * @param until data version from which it no longer holds, or null for the current version
 * @param sinceTime when that data version was committed
 * @param untilTime when it ended, or null
 * @param attributes typed values by attribute name; absent = no value
 * @param geometry EPSG:4490, longitude first, or null
 * @param sourceSrid EPSG code of the CRS in which its edges are straight
 * @param areaSquareMetres ellipsoidal area, m²
 * @param extra values of the source that no attribute took
 */
public record FeatureVersion(
    String collection,
    long feature,
    long since,
    @Nullable Long until,
    Instant sinceTime,
    @Nullable Instant untilTime,
    Map<String, @Nullable Object> attributes,
    @Nullable Geometry geometry,
    int sourceSrid,
    double areaSquareMetres,
    Map<String, @Nullable Object> extra) {

  /** The feature's administrative code; every feature has one. */
  public String adcode() {
    return (String) java.util.Objects.requireNonNull(attributes.get("adcode"));
  }
}
