package org.jingtu.checks;

import java.time.Instant;
import org.jingtu.checks.CheckRequest.ParcelRequest;
import org.jingtu.checks.CheckRequest.ProjectRequest;
import org.jingtu.exchange.PlotFiles.UploadedPlot;
import org.jingtu.geo.GeoJson;
import org.jspecify.annotations.Nullable;

/**
 * A {@link CheckRequest} about the plot of an uploaded file: geometry and fields are those of the
 * file, so that the request beside it has none.
 *
 * @param parcel what the file does not say of its plot
 */
record CheckFileRequest(
    @Nullable Beside parcel,
    @Nullable String stage,
    @Nullable String currentUse,
    @Nullable String plannedUse,
    @Nullable String survey,
    @Nullable ProjectRequest project,
    @Nullable String planStage,
    @Nullable String pack,
    @Nullable Instant asOf) {

  @Nullable String crs() {
    return parcel == null ? null : parcel.crs();
  }

  /** The question about the plot that the file holds. */
  CheckRequest about(UploadedPlot plot) {
    return new CheckRequest(
        (parcel == null ? Beside.NOTHING : parcel).with(plot),
        stage,
        currentUse,
        plannedUse,
        survey,
        project,
        planStage,
        pack,
        asOf);
  }

  /**
   * What is said of the plots of a file beside it.
   *
   * @param crs of the file if it does not state it
   * @param adcode county of plots that do not state it
   * @param toxicFormerUse as in {@link ParcelRequest}, likewise the rest
   */
  record Beside(
      @Nullable String crs,
      @Nullable String adcode,
      @Nullable Boolean toxicFormerUse,
      @Nullable Boolean changedSinceSurvey,
      @Nullable Boolean meetsFarmlandStandard) {

    static final Beside NOTHING = inCounty(null);

    static Beside inCounty(@Nullable String adcode) {
      return new Beside(null, adcode, null, null, null);
    }

    /** The plot of the file with this. */
    ParcelRequest with(UploadedPlot file) {
      return new ParcelRequest(
          null,
          GeoJson.writeGeometry(file.geometry()),
          file.crs().code(),
          adcode,
          toxicFormerUse,
          changedSinceSurvey,
          meetsFarmlandStandard,
          file.values());
    }
  }
}
