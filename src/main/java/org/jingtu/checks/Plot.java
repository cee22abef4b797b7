package org.jingtu.checks;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/**
 * The plot that is checked.
 *
 * @param parcelNo its number, or null when it was given by geometry
 * @param name its name, or null
 * @param adcode 6 to 12 digits, or null if unknown
 * @param geometry as given, EPSG:4490, longitude first
 * @param dense the same with the edges that are straight in the source followed to under 1 mm
 * @param areaSquareMetres measured ellipsoidal area, m²
 * @param registeredAreaSquareMetres area in the register, m², or null
 * @param attributes what the parcel record says, by attribute name; empty for a drawn plot
 * @param since data version of the parcels since which the record holds, or null for a plot that is
 *     not registered
 */
record Plot(
    @Nullable String parcelNo,
    @Nullable String name,
    @Nullable String adcode,
    Geometry geometry,
    Geometry dense,
    double areaSquareMetres,
    @Nullable Double registeredAreaSquareMetres,
    Map<String, @Nullable Object> attributes,
    @Nullable Long since) {

  /** A plot that is not registered. */
  Plot(
      @Nullable String parcelNo,
      @Nullable String name,
      @Nullable String adcode,
      Geometry geometry,
      Geometry dense,
      double areaSquareMetres,
      @Nullable Double registeredAreaSquareMetres,
      Map<String, @Nullable Object> attributes) {
    this(
        parcelNo,
        name,
        adcode,
        geometry,
        dense,
        areaSquareMetres,
        registeredAreaSquareMetres,
        attributes,
        null);
  }

  /** County code of six digits, or null if unknown. */
  @Nullable String county() {
    return adcode == null ? null : adcode.substring(0, 6);
  }
}
