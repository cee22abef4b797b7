package org.jingtu.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** SQL of bearer tokens. */
@Component
class TokenStore {

  /**
   * A token without its secret.
   *
   * @param scope FULL, READ or METRICS
   * @param lastUsedAt to the hour; null = never
   */
  record Token(
      long id,
      String username,
      String title,
      String scope,
      Instant createdAt,
      Instant expiresAt,
      @Nullable Instant lastUsedAt) {}

  private static final String SELECT =
      """
      select t.id, u.username, t.title, t.scope, t.created_at, t.expires_at, t.last_used_at
      from api_token t join app_user u on u.id = t.app_user
      """;

  private static final String INSERT =
      """
      insert into api_token (app_user, title, secret_hash, scope, expires_at)
      values (:user, :title, :hash, :scope, :expiresAt)
      returning id
      """;

  /** Writes once an hour, not on every request. */
  private static final String TOUCH =
      """
      update api_token set last_used_at = now()
      where id = :id and (last_used_at is null or last_used_at < now() - interval '1 hour')
      """;

  private final JdbcClient jdbc;

  TokenStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Token> findByHash(byte[] secretHash) {
    return jdbc.sql(SELECT + "where t.secret_hash = :hash")
        .param("hash", secretHash)
        .query((row, number) -> readToken(row))
        .optional();
  }

  Optional<Token> find(long id) {
    return jdbc.sql(SELECT + "where t.id = :id")
        .param("id", id)
        .query((row, number) -> readToken(row))
        .optional();
  }

  List<Token> listOf(String username) {
    return jdbc.sql(SELECT + "where u.username = :username order by t.id")
        .param("username", username)
        .query((row, number) -> readToken(row))
        .list();
  }

  long insert(long user, String title, byte[] secretHash, String scope, Instant expiresAt) {
    return jdbc.sql(INSERT)
        .param("user", user)
        .param("title", title)
        .param("hash", secretHash)
        .param("scope", scope)
        .param("expiresAt", expiresAt.atOffset(ZoneOffset.UTC))
        .query(Long.class)
        .single();
  }

  void delete(long id) {
    jdbc.sql("delete from api_token where id = :id").param("id", id).update();
  }

  void touch(long id) {
    jdbc.sql(TOUCH).param("id", id).update();
  }

  private static Token readToken(ResultSet row) throws SQLException {
    OffsetDateTime lastUsed = row.getObject("last_used_at", OffsetDateTime.class);
    return new Token(
        row.getLong("id"),
        row.getString("username"),
        row.getString("title"),
        row.getString("scope"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("expires_at", OffsetDateTime.class).toInstant(),
        lastUsed == null ? null : lastUsed.toInstant());
  }
}
