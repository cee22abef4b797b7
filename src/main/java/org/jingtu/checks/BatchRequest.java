package org.jingtu.checks;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is asked about all plots of a file. What a row says itself, in a column that stands for the
 * fact, wins for that row.
 *
 * @param parcel what the file does not say of its plots
 * @param stage land-use stage, see {@link org.jingtu.rules.Stage}
 * @param currentUse current land-use code, or null to take that of the parcel record
 * @param plannedUse planned land-use code, or null to take that of the parcel record
 * @param survey NONE, PRELIMINARY or DETAILED, or null to take that of the parcel record
 * @param project facts of the project
 * @param planStage stage of the plan (DRAFT, REVIEWED, SUBMITTED, APPROVED)
 * @param pack rule pack, or null for the one of each parcel's county
 * @param asOf the moment whose data decide, or null for now
 * @param columns which column of the file stands for which fact, beside those that are recognised
 *     by name: column by fact ({@code {"stage": "环节", "project.industry": "行业"}})
 * @param layer layer to read, of a file with several
 * @param encoding charset of the file's texts if it does not state it
 */
record BatchRequest(
    CheckFileRequest.@Nullable Beside parcel,
    @Nullable String stage,
    @Nullable String currentUse,
    @Nullable String plannedUse,
    @Nullable String survey,
    CheckRequest.@Nullable ProjectRequest project,
    @Nullable String planStage,
    @Nullable String pack,
    @Nullable Instant asOf,
    @Schema(description = "列的对应：内容到文件中的列名") @Nullable Map<String, String> columns,
    @Nullable String layer,
    @Nullable String encoding) {

  @Nullable String crs() {
    return parcel == null ? null : parcel.crs();
  }

  @Nullable String adcode() {
    return parcel == null ? null : parcel.adcode();
  }
}
