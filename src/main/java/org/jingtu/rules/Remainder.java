package org.jingtu.rules;

import java.util.Map;

/**
 * What of a subject lies outside every feature of a collection, for rules that say {@code outside}.
 * It is measured on the union of the features, so that what two of them share counts once.
 *
 * @param collection id of the collection
 * @param areaSquareMetres ellipsoidal area of the rest; 0 if the subject is covered
 * @param meanWidthMetres mean width 2·A/P of the whole rest; 0 if there is none
 */
public record Remainder(String collection, double areaSquareMetres, double meanWidthMetres) {

  /** The rest as a hit without a feature: its id and code are empty. */
  Hit asHit(Subject subject) {
    double percent =
        subject.areaSquareMetres() > 0 ? 100 * areaSquareMetres / subject.areaSquareMetres() : 0;
    return new Hit(
        collection, "", "", null, Map.of(), areaSquareMetres, percent, meanWidthMetres, 0, 2);
  }
}
