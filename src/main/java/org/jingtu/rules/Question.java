package org.jingtu.rules;

import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is asked about a parcel. A fact that is not known is null or absent: it is asked for, never
 * assumed.
 *
 * @param stage name of a {@link Stage}
 * @param currentUse code of the use now (用地用海分类); wins over {@code parcel.currentUse}
 * @param plannedUse code of the use asked for; wins over {@code parcel.plannedUse}
 * @param planStage where the plan stands: DRAFT, DELIBERATION, SUBMITTED or APPROVED (草案/审议/报批/批复);
 *     operand {@code plan.stage}
 * @param parcel attributes of the parcel by their catalog names; {@code survey} (from the request)
 *     wins over {@code surveyState} (from the register)
 * @param project facts of the project: industry (GB/T 4754), key, unavoidable, remediation, crops
 * @param parcelAreaSquareMetres ellipsoidal area of the parcel
 * @param today the date that the answer is for; operand {@code today}
 */
public record Question(
    String stage,
    @Nullable String currentUse,
    @Nullable String plannedUse,
    @Nullable String planStage,
    Map<String, ? extends @Nullable Object> parcel,
    Map<String, ? extends @Nullable Object> project,
    double parcelAreaSquareMetres,
    LocalDate today) {}
