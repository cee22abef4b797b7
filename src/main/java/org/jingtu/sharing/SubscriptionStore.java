package org.jingtu.sharing;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The one writer of {@code subscription}. */
@Component
class SubscriptionStore {

  private static final String COLUMNS =
      "id, title, department, topics, adcode, url, secret, active, delivered, failures, next_try_at, last_status, last_error, last_delivered_at, created_at, created_by";

  private final JdbcTemplate jdbc;

  SubscriptionStore(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  void insert(Subscription s) {
    jdbc.update(
        """
        insert into subscription (id, title, department, topics, adcode, url, secret, delivered, created_by)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        s.id(),
        s.title(),
        s.department(),
        s.topics().toArray(String[]::new),
        s.adcode(),
        s.url(),
        s.secret(),
        s.delivered(),
        s.createdBy());
  }

  List<Subscription> listAll() {
    return jdbc.query(
        "select " + COLUMNS + " from subscription order by created_at, id", (rs, i) -> read(rs));
  }

  Optional<Subscription> find(UUID id) {
    return jdbc
        .query("select " + COLUMNS + " from subscription where id = ?", (rs, i) -> read(rs), id)
        .stream()
        .findFirst();
  }

  boolean setActive(UUID id, boolean active) {
    return jdbc.update(
            "update subscription set active = ?, next_try_at = clock_timestamp(), failures = 0 where id = ?",
            active,
            id)
        == 1;
  }

  boolean delete(UUID id) {
    return jdbc.update("delete from subscription where id = ?", id) == 1;
  }

  /**
   * Takes a subscription that is due and that nobody serves, for a while: an instance that dies
   * gives it back by that.
   */
  Optional<Subscription> lease(Duration span) {
    return jdbc
        .query(
            """
            update subscription set leased_until = clock_timestamp() + make_interval(secs => ?)
            where id = (
              select s.id from subscription s
              where s.active and s.next_try_at <= clock_timestamp()
                and (s.leased_until is null or s.leased_until < clock_timestamp())
                and exists (select 1 from shared_event e where e.sequence > s.delivered)
              order by s.next_try_at limit 1 for update skip locked)
            returning %s
            """
                .formatted(COLUMNS),
            (rs, i) -> read(rs),
            (double) span.toSeconds())
        .stream()
        .findFirst();
  }

  /** Notes that all up to this sequence number is delivered. */
  void delivered(UUID id, long sequence, @Nullable Integer status) {
    jdbc.update(
        """
        update subscription set delivered = greatest(delivered, ?), failures = 0, last_error = null,
          last_status = coalesce(?, last_status),
          last_delivered_at = case when ?::int is null then last_delivered_at else clock_timestamp() end
        where id = ?
        """,
        sequence,
        status,
        status,
        id);
  }

  /** Notes a failed try and when the next one is due. */
  void failed(UUID id, @Nullable Integer status, String error, Instant nextTry) {
    jdbc.update(
        """
        update subscription set failures = failures + 1, last_status = ?, last_error = ?, next_try_at = ?
        where id = ?
        """,
        status,
        error,
        Timestamp.from(nextTry),
        id);
  }

  void release(UUID id) {
    jdbc.update("update subscription set leased_until = null where id = ?", id);
  }

  private static Subscription read(ResultSet rs) throws SQLException {
    Array topics = rs.getArray("topics");
    Timestamp lastDelivered = rs.getTimestamp("last_delivered_at");
    return new Subscription(
        rs.getObject("id", UUID.class),
        rs.getString("title"),
        rs.getString("department"),
        List.of((String[]) topics.getArray()),
        rs.getString("adcode"),
        rs.getString("url"),
        rs.getString("secret"),
        rs.getBoolean("active"),
        rs.getLong("delivered"),
        rs.getInt("failures"),
        rs.getTimestamp("next_try_at").toInstant(),
        rs.getObject("last_status", Integer.class),
        rs.getString("last_error"),
        lastDelivered == null ? null : lastDelivered.toInstant(),
        rs.getTimestamp("created_at").toInstant(),
        rs.getString("created_by"));
  }
}
