package org.jingtu.checks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jingtu.access.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The one writer of {@code conflict_recomputation}. */
@Component
class ConflictRecomputationStore {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final JdbcTemplate jdbc;

  ConflictRecomputationStore(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** False if one is open already. */
  boolean insert(UUID id, Actor actor, long total) {
    return jdbc.update(
            """
            insert into conflict_recomputation (id, actor, total) values (?, ?::jsonb, ?)
            on conflict ((true)) where finished_at is null do nothing
            """,
            id,
            JSON.writeValueAsString(actor),
            total)
        == 1;
  }

  /** The one that is not finished. */
  Optional<ConflictRecomputation> findOpen() {
    return list("finished_at is null").stream().findFirst();
  }

  Optional<ConflictRecomputation> find(UUID id) {
    return list("id = ?", id).stream().findFirst();
  }

  /** Who asked for it. */
  Actor getActor(UUID id) {
    return JSON.readValue(
        jdbc.queryForObject(
            "select actor::text from conflict_recomputation where id = ?", String.class, id),
        Actor.class);
  }

  /** Where it goes on: the collection (null: the first) and the feature after which. */
  record Mark(@Nullable String collection, long feature) {}

  /**
   * What is to be done.
   *
   * @param begun the day on which it was begun, in China
   */
  record Work(Mark mark, LocalDate begun) {}

  /**
   * Takes it up where it was, or at the beginning if it was begun with other packs; empty if it is
   * finished.
   */
  Optional<Work> start(UUID id, String packsDigest) {
    jdbc.update(
        """
        update conflict_recomputation
        set packs_digest = ?, started_at = clock_timestamp(), evaluated = 0, at_collection = null, at_feature = 0
        where id = ? and finished_at is null and packs_digest is distinct from ?
        """,
        packsDigest,
        id,
        packsDigest);
    return jdbc
        .query(
            """
            update conflict_recomputation set state = 'RUNNING' where id = ? and finished_at is null
            returning at_collection, at_feature, (started_at at time zone 'Asia/Shanghai')::date
            """,
            (rs, i) ->
                new Work(
                    new Mark(rs.getString(1), rs.getLong(2)), rs.getObject(3, LocalDate.class)),
            id)
        .stream()
        .findFirst();
  }

  /** Notes a page, in the transaction in which it was evaluated. */
  void progress(UUID id, Mark mark, long evaluated, ConflictStore.Tally tally) {
    jdbc.update(
        """
        update conflict_recomputation set at_collection = ?, at_feature = ?, evaluated = evaluated + ?,
          opened = opened + ?, changed = changed + ?, closed = closed + ?
        where id = ?
        """,
        mark.collection(),
        mark.feature(),
        evaluated,
        tally.opened(),
        tally.changed(),
        tally.closed(),
        id);
  }

  void finish(UUID id, @Nullable String incident) {
    jdbc.update(
        """
        update conflict_recomputation set state = ?, failure_incident = ?, finished_at = clock_timestamp()
        where id = ? and finished_at is null
        """,
        incident == null ? "DONE" : "FAILED",
        incident,
        id);
  }

  private List<ConflictRecomputation> list(String where, Object... parameters) {
    return jdbc.query(
        """
        select id, state, actor ->> 'username', total, evaluated, opened, changed, closed, failure_incident,
          created_at, started_at, finished_at
        from conflict_recomputation where\s"""
            + where,
        (rs, i) -> read(rs),
        parameters);
  }

  private static ConflictRecomputation read(ResultSet rs) throws SQLException {
    return new ConflictRecomputation(
        rs.getObject(1, UUID.class),
        ConflictRecomputation.State.valueOf(rs.getString(2)),
        rs.getString(3),
        rs.getLong(4),
        rs.getLong(5),
        rs.getLong(6),
        rs.getLong(7),
        rs.getLong(8),
        rs.getString(9),
        rs.getTimestamp(10).toInstant(),
        time(rs.getTimestamp(11)),
        time(rs.getTimestamp(12)));
  }

  private static @Nullable Instant time(@Nullable Timestamp time) {
    return time == null ? null : time.toInstant();
  }
}
