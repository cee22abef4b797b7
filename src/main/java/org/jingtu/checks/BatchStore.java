package org.jingtu.checks;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jingtu.access.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The SQL of table {@code check_batch}. */
@Component
class BatchStore {

  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
  private static final TypeReference<Map<String, Long>> NUMBERS = new TypeReference<>() {};

  private static final String INSERT =
      """
      insert into check_batch (id, file_name, file_bytes, request, crs, by_number, mapping, unmapped, as_of,
        data_versions, pack_versions, actor, actor_id, idempotency_key, total)
      values (:id, :fileName, :fileBytes, :request::json, :crs, :byNumber, :mapping::json, :unmapped, :asOf,
        :dataVersions::jsonb, :packVersions::jsonb, :actor::jsonb, :actorId, :key, :total)
      on conflict (actor_id, idempotency_key) do nothing
      """;

  private static final String START =
      """
      update check_batch set state = 'RUNNING', started_at = coalesce(started_at, clock_timestamp())
      where id = :id and finished_at is null
      """;

  private static final String PROGRESS =
      """
      update check_batch set done = done + :done, failed = failed + :failed
      where id = :id and finished_at is null
      """;

  private static final String FINISH =
      """
      update check_batch set state = :state, finished_at = clock_timestamp(), failure_code = :code,
        failure_incident = :incident
      where id = :id and finished_at is null
      """;

  private final JdbcClient jdbc;
  private final JsonMapper json;

  BatchStore(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /**
   * Adds a batch in state QUEUED.
   *
   * @return false if the actor has used the idempotency key before
   */
  boolean insert(BatchJob batch, @Nullable String key) {
    return jdbc.sql(INSERT)
            .param("id", batch.id())
            .param("fileName", batch.fileName())
            .param("fileBytes", batch.fileBytes())
            .param("request", json.writeValueAsString(batch.request()))
            .param("crs", batch.crs())
            .param("byNumber", batch.byNumber())
            .param("mapping", json.writeValueAsString(batch.mapping()))
            .param("unmapped", batch.unmapped().toArray(String[]::new))
            .param("asOf", Timestamp.from(batch.asOf()))
            .param("dataVersions", json.writeValueAsString(batch.dataVersions()))
            .param("packVersions", json.writeValueAsString(batch.packVersions()))
            .param("actor", json.writeValueAsString(batch.actor()))
            .param("actorId", batch.actor().id())
            .param("key", key)
            .param("total", batch.total())
            .update()
        == 1;
  }

  Optional<BatchJob> find(UUID id) {
    return jdbc.sql("select * from check_batch where id = ?").param(id).query(this::job).optional();
  }

  Optional<BatchJob> findByKey(long actor, String key) {
    return jdbc.sql("select * from check_batch where actor_id = ? and idempotency_key = ?")
        .param(actor)
        .param(key)
        .query(this::job)
        .optional();
  }

  /**
   * The newest first; a state of null is any.
   *
   * @param area beginning of the sender's administrative code, or null for everywhere
   * @param reader id of a user whose own are listed in any case
   */
  List<BatchJob> list(@Nullable BatchState state, @Nullable String area, long reader, int limit) {
    return jdbc.sql(
            """
            select * from check_batch
            where (cast(:state as text) is null or state = :state)
              and (cast(:area as text) is null or actor ->> 'adcode' like :area || '%' or actor_id = :reader)
            order by created_at desc limit :limit
            """)
        .param("state", state == null ? null : state.name())
        .param("area", area)
        .param("reader", reader)
        .param("limit", limit)
        .query(this::job)
        .list();
  }

  /** Those that wait or were at work, the oldest first. */
  List<BatchJob> listUnfinished() {
    return jdbc.sql("select * from check_batch where finished_at is null order by created_at")
        .query(this::job)
        .list();
  }

  long countWaiting() {
    return jdbc.sql("select count(*) from check_batch where state = 'QUEUED'")
        .query(Long.class)
        .single();
  }

  /** Notes that work on a batch begins or goes on; false if it is finished. */
  boolean start(UUID id) {
    return jdbc.sql(START).param("id", id).update() == 1;
  }

  /** Counts results; false if the batch is finished, and then they must not be stored. */
  boolean progress(UUID id, int done, int failed) {
    return jdbc.sql(PROGRESS).param("id", id).param("done", done).param("failed", failed).update()
        == 1;
  }

  /** Finishes a batch; false if it was finished already. */
  boolean finish(UUID id, BatchState state, @Nullable String code, @Nullable String incident) {
    return jdbc.sql(FINISH)
            .param("id", id)
            .param("state", state.name())
            .param("code", code)
            .param("incident", incident)
            .update()
        == 1;
  }

  private BatchJob job(ResultSet rs, int index) throws SQLException {
    return new BatchJob(
        rs.getObject("id", UUID.class),
        BatchState.valueOf(rs.getString("state")),
        rs.getString("file_name"),
        rs.getLong("file_bytes"),
        json.readValue(rs.getString("request"), BatchRequest.class),
        rs.getString("crs"),
        rs.getBoolean("by_number"),
        json.readValue(rs.getString("mapping"), TEXTS),
        texts(rs.getArray("unmapped")),
        rs.getTimestamp("as_of").toInstant(),
        json.readValue(rs.getString("data_versions"), NUMBERS),
        json.readValue(rs.getString("pack_versions"), TEXTS),
        json.readValue(rs.getString("actor"), Actor.class),
        rs.getLong("total"),
        rs.getLong("done"),
        rs.getLong("failed"),
        rs.getString("failure_code"),
        rs.getString("failure_incident"),
        rs.getTimestamp("created_at").toInstant(),
        instant(rs.getTimestamp("started_at")),
        instant(rs.getTimestamp("finished_at")));
  }

  private static List<String> texts(Array array) throws SQLException {
    return List.of((String[]) array.getArray());
  }

  private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
    return timestamp == null ? null : timestamp.toInstant();
  }
}
