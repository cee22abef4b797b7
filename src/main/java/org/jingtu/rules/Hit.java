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
 * @param distanceMetres ellipsoidal distance to the parcel; 0 when overlapping or touching
 * @param dimension of the feature: 0 point, 1 line, 2 area
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

  /** True if the feature lies on the parcel: an area that shares area, a point or line on it. */
  public boolean overlaps() {
    return dimension == 2 ? areaSquareMetres > 0 : distanceMetres <= 0;
  }
}
