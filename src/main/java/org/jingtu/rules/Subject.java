package org.jingtu.rules;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A registered feature that is judged in the parcel's place: rules with a {@code subject} set one
 * layer against another (规划用地 against 污染地块, 耕地类别 against 永久基本农田).
 *
 * @param collection id of the feature's collection
 * @param featureId stable id
 * @param featureCode code in the register
 * @param featureName name, if it has one
 * @param attributes values by the catalog's names; operands {@code subject.*}
 * @param areaSquareMetres ellipsoidal area of the feature; operand {@code
 *     subject.areaSquareMetres}; the shares of hits are shares of it
 * @param dimension of the feature: 0 point, 1 line, 2 area, {@link Hit#NO_GEOMETRY}
 */
public record Subject(
    String collection,
    String featureId,
    String featureCode,
    @Nullable String featureName,
    Map<String, ? extends @Nullable Object> attributes,
    double areaSquareMetres,
    int dimension) {

  /** A feature with an area. */
  public Subject(
      String collection,
      String featureId,
      String featureCode,
      @Nullable String featureName,
      Map<String, ? extends @Nullable Object> attributes,
      double areaSquareMetres) {
    this(collection, featureId, featureCode, featureName, attributes, areaSquareMetres, 2);
  }
}
