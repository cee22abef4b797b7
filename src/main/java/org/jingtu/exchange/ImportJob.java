package org.jingtu.exchange;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jingtu.access.Actor;
import org.jspecify.annotations.Nullable;

/**
 * An import job as the database holds it.
 *
 * @param actor in whose name it works
 * @param crs code of the CRS that was taken, or null while unknown
 * @param encoding name of the encoding that was taken, or null
 * @param mapping attribute name by field name, as it was applied
 * @param unmapped fields without an attribute; their values are kept as extra
 * @param findings what was found out about the file
 * @param failure why it failed, or null
 */
record ImportJob(
    UUID id,
    ImportRequest request,
    String fileName,
    long fileBytes,
    Actor actor,
    ImportState state,
    ImportProgress progress,
    @Nullable String crs,
    @Nullable String encoding,
    Map<String, String> mapping,
    List<String> unmapped,
    ImportResult result,
    ImportFindings findings,
    @Nullable Failure failure,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt) {

  /**
   * Why a job failed.
   *
   * @param code stable code; its text is {@code import.CODE}
   * @param arguments values for the placeholders of the text
   */
  record Failure(String code, List<String> arguments) {}

  /**
   * This job, for an upload that came again under its idempotency key; another upload would pass
   * for one that was taken.
   *
   * @throws ImportProblems.IdempotencyKeyUsed if parameters, name or size differ
   */
  ImportJob requireSame(ImportRequest again, String name, long bytes) {
    if (!request.equals(again) || !fileName.equals(name) || fileBytes != bytes) {
      throw new ImportProblems.IdempotencyKeyUsed(id, fileName);
    }
    return this;
  }
}
