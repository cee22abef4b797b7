package org.jingtu.exchange;

import java.util.List;
import org.jingtu.geo.Crs;
import org.jspecify.annotations.Nullable;

/** Settles between the CRS that the user states and the one that the file states. */
final class StatedCrs {

  private StatedCrs() {}

  /**
   * @param stated by the user; wins
   * @param ofFile what the file says; null if it says nothing that is understood
   * @param named whether the file says anything
   * @param warnings gets a difference, and WGS 84
   * @return null if nobody states one
   */
  static @Nullable Crs settle(
      @Nullable Crs stated, @Nullable Crs ofFile, boolean named, List<RowProblem> warnings) {
    Crs crs = stated == null ? ofFile : stated;
    if (stated != null && named && (ofFile == null || ofFile.srid() != stated.srid())) {
      String other = ofFile == null ? "?" : ofFile.code();
      warnings.add(
          RowProblem.ofFile(Severity.WARNING, "CRS_OVERRIDES_PRJ", stated.code(), other));
    }
    if (crs != null && crs.wgs84()) {
      warnings.add(RowProblem.ofFile(Severity.WARNING, "WGS84_AS_CGCS2000", crs.code()));
    }
    return crs;
  }
}
