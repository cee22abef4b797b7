package org.jingtu.checks;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What an officer asks: may this plot be used so, at this step?
 *
 * @param parcel the plot, by number or by geometry
 * @param stage land-use stage, see {@link org.jingtu.rules.Stage}
 * @param currentUse current land-use code, or null to take that of the parcel record
 * @param plannedUse planned land-use code, or null to take that of the parcel record
 * @param survey state of the soil survey (NONE, PRELIMINARY, DETAILED), or null to take that of the
 *     parcel record
 * @param project what shall be built, as far as it is known
 * @param planStage stage of the plan (DRAFT, REVIEWED, SUBMITTED, APPROVED)
 * @param pack rule pack, or null for the one of the parcel's county
 * @param asOf the moment whose data decide, or null for now
 */
record CheckRequest(
    @Nullable ParcelRequest parcel,
    @Nullable String stage,
    @Nullable String currentUse,
    @Nullable String plannedUse,
    @Nullable String survey,
    @Nullable ProjectRequest project,
    @Nullable String planStage,
    @Nullable String pack,
    @Nullable Instant asOf) {

  /**
   * The plot.
   *
   * @param parcelNo 宗地代码 or 不动产单元号 of a registered parcel
   * @param geometry GeoJSON polygon, multipolygon or feature, easting or longitude first
   * @param crs CRS of the geometry; EPSG:4490 if not stated
   * @param adcode county of a plot that is given by geometry (6 to 12 digits), so that it is known
   *     which collections cover it
   * @param toxicFormerUse whether toxic substances were made, used, stored or disposed of here
   * @param changedSinceSurvey whether the ground changed after its survey
   * @param meetsFarmlandStandard whether its soil, by survey and assessment, meets the standard for
   *     farmland; null to take that of the parcel record
   * @param attributes what is known of a plot that is given by geometry, by field name as a file of
   *     parcels has them (parcelNo, plannedUse, ZDDM …); counts like the record of a registered one
   */
  record ParcelRequest(
      @Nullable String parcelNo,
      @Schema(implementation = Object.class, description = "GeoJSON") @Nullable JsonNode geometry,
      @Nullable String crs,
      @Nullable String adcode,
      @Nullable Boolean toxicFormerUse,
      @Nullable Boolean changedSinceSurvey,
      @Nullable Boolean meetsFarmlandStandard,
      @Nullable Map<String, Object> attributes) {

    /** A geometry that is written as null is none: so it is in a request that was stored. */
    ParcelRequest {
      if (geometry != null && geometry.isNull()) {
        geometry = null;
      }
    }

    /** A plot of which nothing more is known. */
    ParcelRequest(
        @Nullable String parcelNo,
        @Nullable JsonNode geometry,
        @Nullable String crs,
        @Nullable String adcode) {
      this(parcelNo, geometry, crs, adcode, null, null, null, null);
    }
  }

  /**
   * Facts of the project; those that are not known stay null and are asked for.
   *
   * @param industry GB/T 4754 code
   * @param key whether it is a key project
   * @param unavoidable whether it cannot avoid the land
   * @param remediation whether it is the control or remediation of the site itself
   * @param crops EDIBLE, FODDER or NONE
   * @param outdatedCapacity whether it belongs to capacity that is to be phased out
   */
  record ProjectRequest(
      @Nullable String industry,
      @Nullable Boolean key,
      @Nullable Boolean unavoidable,
      @Nullable Boolean remediation,
      @Nullable String crops,
      @Nullable Boolean outdatedCapacity) {}
}
