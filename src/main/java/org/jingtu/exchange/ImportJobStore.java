package org.jingtu.exchange;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jingtu.access.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** The SQL of table {@code import_job}. */
@Component
class ImportJobStore {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final String INSERT =
      """
      insert into import_job (id, collection, mode, commit_mode, file_name, file_bytes, requested_crs,
        requested_encoding, requested_mapping, coverage, source_date, requested_layer, repair,
        coverage_check, gap_tolerance_metres, origin, actor, actor_id, idempotency_key)
      values (:id, :collection, :mode, :commitMode, :fileName, :fileBytes, :crs,
        :encoding, :mapping::json, :coverage, :sourceDate, :layer, :repair,
        :coverageCheck, :gapTolerance, :origin, :actor::jsonb, :actorId, :key)
      on conflict (actor_id, idempotency_key) do nothing
      """;

  private static final String MOVE =
      """
      update import_job set state = :to, started_at = coalesce(started_at, clock_timestamp())
      where id = :id and state = :from
      """;

  private static final String DESCRIBE =
      """
      update import_job set crs = :crs, encoding = :encoding, mapping = :mapping::json, unmapped = :unmapped
      where id = :id
      """;

  private static final String PROGRESS =
      """
      update import_job set rows_total = :total, rows_read = :read, rows_accepted = :accepted,
        rows_rejected = :rejected, warnings = :warnings, rows_repaired = :repaired, bytes_read = :bytesRead,
        bytes_total = :bytesTotal, problem_counts = :counts::json
      where id = :id and finished_at is null
      """;

  private static final String FINISH =
      """
      update import_job set state = :state, finished_at = clock_timestamp(), inserted = :inserted,
        updated = :updated, unchanged = :unchanged, ended = :ended, data_version = :dataVersion,
        failure_code = :failureCode, failure_args = :failureArgs::jsonb
      where id = :id and finished_at is null
      """;

  private static final String FAIL_INTERRUPTED =
      """
      update import_job set state = 'FAILED', finished_at = clock_timestamp(), failure_code = 'SERVICE_STOPPED',
        failure_args = '[]'
      where state in ('READING', 'COMMITTING')
      """;

  private static final String FOLDER =
      """
      with made as (
        insert into import_folder (id) values (gen_random_uuid()) on conflict do nothing returning id)
      select id from made union all select id from import_folder limit 1
      """;

  private final JdbcClient jdbc;

  ImportJobStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Adds a job in state QUEUED.
   *
   * @param origin the job whose file it takes over, or null
   * @return false if the actor has used the idempotency key before
   */
  boolean insert(
      UUID id,
      ImportRequest request,
      String fileName,
      long fileBytes,
      Actor actor,
      @Nullable String key,
      @Nullable UUID origin) {
    return jdbc.sql(INSERT)
            .param("id", id)
            .param("collection", request.collection())
            .param("mode", request.mode().name())
            .param("commitMode", request.manual() ? "MANUAL" : "AUTO")
            .param("fileName", fileName)
            .param("fileBytes", fileBytes)
            .param("crs", request.crs())
            .param("encoding", request.encoding())
            .param("mapping", JSON.writeValueAsString(request.mapping()))
            .param("coverage", request.coverage().toArray(String[]::new))
            .param("sourceDate", request.sourceDate())
            .param("layer", request.layer())
            .param("repair", request.repair())
            .param("coverageCheck", request.coverageCheck().name())
            .param("gapTolerance", request.gapToleranceMetres())
            .param("origin", origin)
            .param("actor", JSON.writeValueAsString(actor))
            .param("actorId", actor.id())
            .param("key", key)
            .update()
        == 1;
  }

  Optional<ImportJob> find(UUID id) {
    return jdbc.sql("select * from import_job where id = ?")
        .param(id)
        .query(ImportJobRows::job)
        .optional();
  }

  Optional<ImportJob> findByKey(long actor, String key) {
    return jdbc.sql("select * from import_job where actor_id = ? and idempotency_key = ?")
        .param(actor)
        .param(key)
        .query(ImportJobRows::job)
        .optional();
  }

  /**
   * The newest jobs first; null = whatever.
   *
   * @param before only jobs older than this one
   * @param area beginning of the sender's administrative code
   * @param reader id of a user whose own jobs are listed in any case
   */
  List<ImportJob> list(
      @Nullable String collection,
      @Nullable ImportState state,
      @Nullable UUID before,
      @Nullable String area,
      long reader,
      int limit) {
    return jdbc.sql(
            """
            select * from import_job
            where (cast(:collection as text) is null or collection = :collection)
              and (cast(:state as text) is null or state = :state)
              and (cast(:area as text) is null or actor ->> 'adcode' like :area || '%' or actor_id = :reader)
              and (cast(:before as uuid) is null
                or (created_at, id) < (select b.created_at, b.id from import_job b where b.id = :before))
            order by created_at desc, id desc limit :limit
            """)
        .param("collection", collection)
        .param("state", state == null ? null : state.name())
        .param("before", before)
        .param("area", area)
        .param("reader", reader)
        .param("limit", limit)
        .query(ImportJobRows::job)
        .list();
  }

  /** Jobs that are not finished, the oldest first. */
  List<ImportJob> listUnfinished() {
    return jdbc.sql("select * from import_job where finished_at is null order by created_at")
        .query(ImportJobRows::job)
        .list();
  }

  long countWaiting() {
    return jdbc.sql("select count(*) from import_job where state in ('QUEUED', 'COMMITTING')")
        .query(Long.class)
        .single();
  }

  /** Moves a job on, to be seen at once; false if it is not in the state expected. */
  @Transactional(propagation = Propagation.REQUIRES_NEW)
  public boolean move(UUID id, ImportState from, ImportState to) {
    return moveHere(id, from, to);
  }

  /** Moves a job on in the current transaction; false if it is not in the state expected. */
  boolean moveHere(UUID id, ImportState from, ImportState to) {
    return jdbc.sql(MOVE).param("id", id).param("from", from.name()).param("to", to.name()).update()
        == 1;
  }

  /** Hands a job over to the actor who commits it. */
  void handOver(UUID id, Actor actor) {
    jdbc.sql("update import_job set actor = ?::jsonb where id = ?")
        .param(JSON.writeValueAsString(actor))
        .param(id)
        .update();
  }

  void describe(
      UUID id,
      @Nullable String crs,
      @Nullable String encoding,
      Map<String, String> mapping,
      List<String> unmapped) {
    jdbc.sql(DESCRIBE)
        .param("id", id)
        .param("crs", crs)
        .param("encoding", encoding)
        .param("mapping", JSON.writeValueAsString(mapping))
        .param("unmapped", unmapped.toArray(String[]::new))
        .update();
  }

  /** Shows how far a job has come, at once. */
  @Transactional(propagation = Propagation.REQUIRES_NEW)
  public void progress(UUID id, ImportProgress progress, Map<String, Long> problemCounts) {
    jdbc.sql(PROGRESS)
        .param("id", id)
        .param("total", progress.total())
        .param("read", progress.read())
        .param("accepted", progress.accepted())
        .param("rejected", progress.rejected())
        .param("warnings", progress.warnings())
        .param("repaired", progress.repaired())
        .param("bytesRead", progress.bytesRead())
        .param("bytesTotal", progress.bytesTotal())
        .param("counts", JSON.writeValueAsString(problemCounts))
        .update();
  }

  /** Keeps how many problems there are by code. */
  @Transactional(propagation = Propagation.REQUIRES_NEW)
  public void problemCounts(UUID id, Map<String, Long> counts) {
    jdbc.sql("update import_job set problem_counts = ?::json where id = ?")
        .param(JSON.writeValueAsString(counts))
        .param(id)
        .update();
  }

  /** Keeps the first rows as they would be registered. */
  @Transactional(propagation = Propagation.REQUIRES_NEW)
  public void preview(UUID id, String json) {
    jdbc.sql("update import_job set preview = ?::json where id = ?").param(json).param(id).update();
  }

  /** Finished jobs whose file is kept for another check, the newest first. */
  List<UUID> listKept(int hours, int most) {
    return jdbc.sql(
            """
            select id from import_job
            where (state = 'REJECTED' or state = 'COMMITTED' and repair)
              and finished_at > clock_timestamp() - make_interval(hours => ?)
            order by finished_at desc limit ?
            """)
        .param(hours)
        .param(most)
        .query(UUID.class)
        .list();
  }

  /** Finishes a job; false if it was finished already. */
  boolean finish(
      UUID id, ImportState state, ImportResult result, ImportJob.@Nullable Failure failure) {
    return jdbc.sql(FINISH)
            .param("id", id)
            .param("state", state.name())
            .param("inserted", result.inserted())
            .param("updated", result.updated())
            .param("unchanged", result.unchanged())
            .param("ended", result.ended())
            .param("dataVersion", result.dataVersion())
            .param("failureCode", failure == null ? null : failure.code())
            .param(
                "failureArgs",
                failure == null ? null : JSON.writeValueAsString(failure.arguments()))
            .update()
        == 1;
  }

  /** Fails the jobs that were at work when the service stopped; how many there were. */
  int failInterrupted() {
    return jdbc.sql(FAIL_INTERRUPTED).update();
  }

  /** The name of this database's folder among the work folders; made at the first call. */
  UUID folder() {
    return jdbc.sql(FOLDER).query(UUID.class).single();
  }
}
