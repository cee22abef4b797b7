package org.jingtu.checks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jingtu.access.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The one writer of {@code check_override} and {@code check_override_withdrawal}. */
@Component
class OverrideStore {

  private final JdbcTemplate jdbc;

  OverrideStore(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Makes those who decide about the same check follow one another. */
  void lock(UUID check) {
    jdbc.queryForList("select id from parcel_check where id = ? for update", check);
  }

  long insert(
      UUID check,
      String rule,
      @Nullable String featureId,
      String reason,
      CheckOverride.Document document,
      Actor actor) {
    Long id =
        jdbc.queryForObject(
            """
            insert into check_override (parcel_check, rule, feature_id, reason, document_title,
              document_number, document_date, actor, department)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?) returning id
            """,
            Long.class,
            check,
            rule,
            featureId,
            reason,
            document.title(),
            document.number(),
            document.date(),
            actor.username(),
            actor.department());
    return java.util.Objects.requireNonNull(id);
  }

  void withdraw(long override, String reason, Actor actor) {
    jdbc.update(
        """
        insert into check_override_withdrawal (check_override, reason, actor, department)
        values (?, ?, ?, ?)
        """,
        override,
        reason,
        actor.username(),
        actor.department());
  }

  /** All of a check in their order, with those that were withdrawn. */
  List<CheckOverride> list(UUID check) {
    return jdbc.query(
        """
        select o.id, o.rule, o.feature_id, o.reason, o.document_title, o.document_number,
               o.document_date, o.actor, o.department, o.created_at,
               w.reason as withdrawal, w.actor as withdrawn_by, w.department as withdrawn_in, w.withdrawn_at
        from check_override o left join check_override_withdrawal w on w.check_override = o.id
        where o.parcel_check = ? order by o.id
        """,
        (rs, i) -> read(rs),
        check);
  }

  private static CheckOverride read(ResultSet rs) throws SQLException {
    Timestamp withdrawn = rs.getTimestamp("withdrawn_at");
    return new CheckOverride(
        rs.getLong("id"),
        rs.getString("rule"),
        rs.getString("feature_id"),
        rs.getString("reason"),
        new CheckOverride.Document(
            rs.getString("document_title"),
            rs.getString("document_number"),
            rs.getObject("document_date", LocalDate.class)),
        rs.getString("actor"),
        rs.getString("department"),
        rs.getTimestamp("created_at").toInstant(),
        withdrawn == null
            ? null
            : new CheckOverride.Withdrawal(
                rs.getString("withdrawal"),
                rs.getString("withdrawn_by"),
                rs.getString("withdrawn_in"),
                withdrawn.toInstant()));
  }
}
