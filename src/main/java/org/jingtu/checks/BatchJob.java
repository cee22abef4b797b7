package org.jingtu.checks;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jingtu.access.Actor;
import org.jspecify.annotations.Nullable;

/**
 * A batch as the database holds it.
 *
 * @param crs code of the CRS of the file's geometries
 * @param byNumber whether the file has no geometries, and the plots are those of the register
 * @param mapping what each column stands for, by column
 * @param unmapped columns that stand for nothing
 * @param asOf the moment whose data and whose day decide
 * @param dataVersions data version of each collection, the same for all parcels
 * @param packVersions version of each rule pack, by its id, when the batch was accepted
 * @param actor in whose name it works
 * @param total parcels of the file
 * @param done parcels with a verdict
 * @param failed parcels that could not be read or judged
 * @param failureCode why it failed, or null
 * @param failureIncident id under which the log has more, or null
 */
record BatchJob(
    UUID id,
    BatchState state,
    String fileName,
    long fileBytes,
    BatchRequest request,
    String crs,
    boolean byNumber,
    Map<String, String> mapping,
    List<String> unmapped,
    Instant asOf,
    Map<String, Long> dataVersions,
    Map<String, String> packVersions,
    Actor actor,
    long total,
    long done,
    long failed,
    @Nullable String failureCode,
    @Nullable String failureIncident,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt) {}
