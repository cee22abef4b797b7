package org.jingtu.exchange;

import java.util.List;
import org.jingtu.geo.CoordinateSystems;
import org.jingtu.geo.Crs;
import org.jingtu.geo.DatumNeedsParameters;
import org.jingtu.geo.UnsupportedCrs;
import org.jspecify.annotations.Nullable;

/** Settles between the CRS that the user states and the one that the file states. */
final class StatedCrs {

  private StatedCrs() {}

  /**
   * The system that a file names by a code.
   *
   * @param stated by the user: then the file may name one that is not supported
   * @return null if it is not supported, but the user states one
   * @throws UnsupportedCrs if it is not supported
   * @throws DatumNeedsParameters if it is on an old datum: what the user states does not make new
   *     coordinates of old ones
   */
  static @Nullable Crs ofCode(CoordinateSystems systems, String code, @Nullable Crs stated) {
    try {
      return systems.getCrs(code);
    } catch (DatumNeedsParameters e) {
      throw e;
    } catch (UnsupportedCrs e) {
      if (stated == null) {
        throw e;
      }
      return null;
    }
  }

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
      warnings.add(RowProblem.ofFile(Severity.WARNING, "CRS_OVERRIDES_PRJ", stated.code(), other));
    }
    if (crs != null && crs.wgs84()) {
      warnings.add(RowProblem.ofFile(Severity.WARNING, "WGS84_AS_CGCS2000", crs.code()));
    }
    return crs;
  }
}
