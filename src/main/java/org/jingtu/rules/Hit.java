package org.jingtu.rules;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A registered feature at or near the parcel or the subject, with all its parts taken together.
 *
 * @param collection id of the feature's collection
 * @param featureId stable id
 * @param featureCode code in the register
 * @param featureName name, if it has one
 * @param attributes values by the catalog's names; dates as {@link java.time.LocalDate} or ISO text
 * @param areaSquareMetres ellipsoidal area shared with the parcel; 0 for points, for neighbours,
 *     and where the two only touch
 * @param percentOfParcel that area in percent of the parcel or of the subject, 0 to 100
 * @param meanWidthMetres mean width 2·A/P of the whole shared area
 * @param distanceMetres ellipsoidal distance to the parcel; 0 when overlapping or touching, NaN for
 *     a feature without geometry
 * @param dimension of the feature: 0 point, 1 line, 2 area, {@link #NO_GEOMETRY}
 */
public record Hit(
    String collection,
    String featureId,
    String featureCode,
    @Nullable String featureName,
    Map<String, ? extends @Nullable Object> attributes,
    double areaSquareMetres,
    double percentOfParcel,
    double meanWidthMetres,
    double distanceMetres,
    int dimension) {

  /** The dimension of a feature that is only on a list: nobody knows where it lies. */
  public static final int NO_GEOMETRY = -1;

  /** A feature without geometry, which may lie anywhere in its county or township. */
  public static Hit withoutGeometry(
      String collection,
      String featureId,
      String featureCode,
      @Nullable String featureName,
      Map<String, ? extends @Nullable Object> attributes) {
    return new Hit(
        collection,
        featureId,
        featureCode,
        featureName,
        attributes,
        0,
        0,
        0,
        Double.NaN,
        NO_GEOMETRY);
  }

  /** Whether it is known where the feature lies. */
  public boolean isLocated() {
    return dimension != NO_GEOMETRY;
  }

  /** True if the feature lies on the parcel: an area that shares area, a point or line on it. */
  public boolean overlaps() {
    return dimension == 2 ? areaSquareMetres > 0 : distanceMetres <= 0;
  }
}
