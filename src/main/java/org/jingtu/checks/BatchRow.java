package org.jingtu.checks;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jingtu.rules.Verdict;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;

/**
 * The result of one parcel of a batch.
 *
 * @param record number of its row in the file, from 1
 * @param outcome what was decided, or null if it could not be read or judged
 * @param problem why not, or null
 */
record BatchRow(
    long record,
    @Nullable String parcelNo,
    @Nullable String name,
    @Nullable String adcode,
    @Nullable Outcome outcome,
    @Nullable Trouble problem) {

  /**
   * What was decided.
   *
   * @param checkId the full answer
   * @param rules gravest severity of each rule that spoke, gravest rules first
   * @param areasSquareMetres area of the parcel that each collection takes, without counting twice,
   *     by collection id; only those that take any
   */
  record Outcome(
      UUID checkId,
      Verdict verdict,
      boolean incomplete,
      double areaSquareMetres,
      double clearAreaSquareMetres,
      Map<String, Verdict> rules,
      Map<String, Double> areasSquareMetres,
      String pack,
      String packVersion) {

    /** Ids of the rules whose severity is the verdict; none where the verdict is CLEAR. */
    List<String> worstRules() {
      return rules.entrySet().stream()
          .filter(rule -> rule.getValue() == verdict)
          .map(Map.Entry::getKey)
          .toList();
    }
  }

  /**
   * Why a parcel has no verdict.
   *
   * @param code stable code
   * @param arguments values for the placeholders of the text
   * @param field of the file or the request, or null
   * @param place in the CRS of the file, or null
   * @param lonLat the same in EPSG:4490, or null
   */
  record Trouble(
      String code,
      List<Object> arguments,
      @Nullable String field,
      @Nullable Coordinate place,
      @Nullable Coordinate lonLat) {}
}
