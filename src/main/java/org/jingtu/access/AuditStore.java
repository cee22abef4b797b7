package org.jingtu.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** SQL of reading and sealing the audit trail. */
@Component
class AuditStore {

  /** A link of the chain. The entry is null if it has vanished. */
  record Seal(
      long sequence, long entryId, byte[] previousHash, byte[] hash, @Nullable AuditEntry entry) {}

  /**
   * An entry as listed, with its seal.
   *
   * @param sequence number of the seal; null until it is sealed
   */
  record ListedEntry(AuditEntry entry, @Nullable Long sequence, @Nullable String hash) {}

  /** Chosen once for this purpose; any other number would do, as long as nobody else takes it. */
  private static final long LOCK = 0x4A54_4155_4449_54L;

  private static final String COLUMNS =
      """
      e.id, e.at, e.actor, e.username, e.department, e.request_id, e.action, e.subject,
      e.details::text as details
      """;

  private static final String INSERT =
      """
      insert into audit_entry (at, actor, username, department, request_id, action, subject, details)
      select e.at, e.actor, e.username, e.department, e.request_id, e.action, e.subject, e.details::jsonb
      from unnest(:at::timestamptz[], :actor::bigint[], :username::text[], :department::text[],
                  :requestId::text[], :action::text[], :subject::text[], :details::text[])
        with ordinality e(at, actor, username, department, request_id, action, subject, details, number)
      order by e.number
      """;

  private static final String UNSEALED =
      "select "
          + COLUMNS
          + """
          from audit_unsealed q join audit_entry e on e.id = q.entry
          order by q.entry
          limit :limit
          """;

  private static final String CHAIN =
      "select s.sequence, s.entry, s.previous_hash, s.hash, "
          + COLUMNS
          + """
          from audit_seal s left join audit_entry e on e.id = s.entry
          where s.sequence > :after
          order by s.sequence
          limit :limit
          """;

  private static final String HEAD =
      """
      select s.sequence, s.entry, s.previous_hash, s.hash
      from audit_seal s order by s.sequence desc limit 1
      """;

  /** Every entry is sealed or waits in the queue; the sealer moves it in one transaction. */
  private static final String FORGOTTEN =
      """
      select e.id
      from audit_entry e
      where not exists (select from audit_seal s where s.entry = e.id)
        and not exists (select from audit_unsealed q where q.entry = e.id)
      order by e.id
      limit 1
      """;

  private static final String LIST =
      "select s.sequence, encode(s.hash, 'hex') as hash, "
          + COLUMNS
          + """
          from audit_entry e left join audit_seal s on s.entry = e.id
          where e.id < :before
            and (:subject::text is null or e.subject = :subject)
            and (:username::text is null or e.username = :username)
            and (:action::text is null or e.action = :action)
          order by e.id desc
          limit :limit
          """;

  private final JdbcClient jdbc;

  AuditStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Whether this transaction is now the only one that seals. */
  boolean lockForSealing() {
    return jdbc.sql("select pg_try_advisory_xact_lock(:lock)")
        .param("lock", LOCK)
        .query(Boolean.class)
        .single();
  }

  List<AuditEntry> listUnsealed(int limit) {
    return jdbc.sql(UNSEALED).param("limit", limit).query((row, number) -> readEntry(row)).list();
  }

  /** Writes entries with the time of what they record, all of them or none. */
  void insertEntries(List<AuditEntry> entries) {
    jdbc.sql(INSERT)
        .param("at", entries.stream().map(e -> e.at().toString()).toArray(String[]::new))
        .param("actor", entries.stream().map(AuditEntry::actor).toArray(Long[]::new))
        .param("username", texts(entries, AuditEntry::username))
        .param("department", texts(entries, AuditEntry::department))
        .param("requestId", texts(entries, AuditEntry::requestId))
        .param("action", texts(entries, AuditEntry::action))
        .param("subject", texts(entries, AuditEntry::subject))
        .param("details", texts(entries, AuditEntry::details))
        .update();
  }

  private static @Nullable String[] texts(
      List<AuditEntry> entries, Function<AuditEntry, @Nullable String> text) {
    return entries.stream().map(text).toArray(String[]::new);
  }

  Optional<Seal> findHead() {
    return jdbc.sql(HEAD)
        .query(
            (row, number) ->
                new Seal(
                    row.getLong("sequence"),
                    row.getLong("entry"),
                    row.getBytes("previous_hash"),
                    row.getBytes("hash"),
                    null))
        .optional();
  }

  void insertSeals(List<Seal> seals) {
    jdbc.sql(
            """
            insert into audit_seal (sequence, entry, previous_hash, hash)
            select * from unnest(:sequences::bigint[], :entries::bigint[], :previous::bytea[],
                                 :hashes::bytea[])
            """)
        .param("sequences", seals.stream().map(Seal::sequence).toArray(Long[]::new))
        .param("entries", seals.stream().map(Seal::entryId).toArray(Long[]::new))
        .param("previous", seals.stream().map(Seal::previousHash).toArray(byte[][]::new))
        .param("hashes", seals.stream().map(Seal::hash).toArray(byte[][]::new))
        .update();
    jdbc.sql("delete from audit_unsealed where entry = any(:entries)")
        .param("entries", seals.stream().map(Seal::entryId).toArray(Long[]::new))
        .update();
  }

  List<Seal> listChain(long after, int limit) {
    return jdbc.sql(CHAIN)
        .param("after", after)
        .param("limit", limit)
        .query(
            (row, number) ->
                new Seal(
                    row.getLong("sequence"),
                    row.getLong("entry"),
                    row.getBytes("previous_hash"),
                    row.getBytes("hash"),
                    row.getString("action") == null ? null : readEntry(row)))
        .list();
  }

  Optional<Long> findForgotten() {
    return jdbc.sql(FORGOTTEN).query(Long.class).optional();
  }

  /** The newest entries below the id, newest first; a filter that is null lets all pass. */
  List<ListedEntry> listBefore(
      long before,
      int limit,
      @Nullable String subject,
      @Nullable String username,
      @Nullable String action) {
    return jdbc.sql(LIST)
        .param("before", before)
        .param("limit", limit)
        .param("subject", subject)
        .param("username", username)
        .param("action", action)
        .query(
            (row, number) ->
                new ListedEntry(
                    readEntry(row), row.getObject("sequence", Long.class), row.getString("hash")))
        .list();
  }

  private static AuditEntry readEntry(ResultSet row) throws SQLException {
    return new AuditEntry(
        row.getLong("id"),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        row.getLong("actor"),
        row.getString("username"),
        row.getString("department"),
        row.getString("request_id"),
        row.getString("action"),
        row.getString("subject"),
        row.getString("details"));
  }
}
