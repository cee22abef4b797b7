package org.jingtu.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** SQL of users and their roles. */
@Component
class AccountStore {

  private static final String SELECT =
      """
      select u.id, u.username, u.display_name, u.department, u.adcode, u.password_hash, u.enabled,
             u.failed_attempts, u.locked_until, u.created_at, u.password_changed_at,
             u.password_must_change,
             array(select r.role from user_role r where r.app_user = u.id order by 1) as roles
      from app_user u
      """;

  private static final String INSERT =
      """
      insert into app_user (username, display_name, department, adcode, password_hash)
      values (:username, :displayName, :department, :adcode, :passwordHash)
      on conflict (username) do nothing
      returning id
      """;

  private static final String UPDATE =
      """
      update app_user
      set display_name = :displayName, department = :department, adcode = :adcode,
          enabled = :enabled
      where id = :id
      """;

  private static final String SET_PASSWORD =
      """
      update app_user
      set password_hash = :passwordHash, password_changed_at = clock_timestamp(),
          password_must_change = :mustChange,
          failed_attempts = 0, locked_until = null
      where id = :id
      """;

  /**
   * The count starts anew with the lock, so that the first failure after it does not lock again.
   */
  private static final String COUNT_FAILURE =
      """
      update app_user
      set failed_attempts = case when failed_attempts + 1 >= :limit then 0
                                 else failed_attempts + 1 end,
          locked_until = case when failed_attempts + 1 >= :limit
                              then now() + make_interval(secs => :seconds) end
      where id = :id
      returning locked_until is not null
      """;

  private static final String CLEAR_FAILURES =
      "update app_user set failed_attempts = 0, locked_until = null where id = :id";

  private static final String OTHER_ADMINISTRATORS =
      """
      select count(*)
      from app_user u join user_role r on r.app_user = u.id and r.role = 'ADMIN'
      where u.enabled and u.id <> :id
      """;

  private final JdbcClient jdbc;

  AccountStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Account> findByUsername(String username) {
    return jdbc.sql(SELECT + "where u.username = :username")
        .param("username", username)
        .query((row, number) -> readAccount(row))
        .optional();
  }

  List<Account> listAll() {
    return jdbc.sql(SELECT + "order by u.username").query((row, number) -> readAccount(row)).list();
  }

  boolean isEmpty() {
    return !jdbc.sql("select exists (select from app_user)").query(Boolean.class).single();
  }

  /** The new user's id; empty if the name is taken. */
  Optional<Long> insert(
      String username,
      String displayName,
      String department,
      @Nullable String adcode,
      String passwordHash) {
    return jdbc.sql(INSERT)
        .param("username", username)
        .param("displayName", displayName)
        .param("department", department)
        .param("adcode", adcode)
        .param("passwordHash", passwordHash)
        .query(Long.class)
        .optional();
  }

  void update(
      long id, String displayName, String department, @Nullable String adcode, boolean enabled) {
    jdbc.sql(UPDATE)
        .param("id", id)
        .param("displayName", displayName)
        .param("department", department)
        .param("adcode", adcode)
        .param("enabled", enabled)
        .update();
  }

  void replaceRoles(long id, Set<String> roles) {
    jdbc.sql("delete from user_role where app_user = :id").param("id", id).update();
    jdbc.sql("insert into user_role (app_user, role) select :id, unnest(:roles::text[])")
        .param("id", id)
        .param("roles", roles.toArray(new String[0]))
        .update();
  }

  void setPassword(long id, String passwordHash, boolean mustChange) {
    jdbc.sql(SET_PASSWORD)
        .param("id", id)
        .param("passwordHash", passwordHash)
        .param("mustChange", mustChange)
        .update();
  }

  /** Counts a failure; true if it locked the account. */
  boolean countFailure(long id, int limit, Duration lockFor) {
    return jdbc.sql(COUNT_FAILURE)
        .param("id", id)
        .param("limit", limit)
        .param("seconds", (double) lockFor.toSeconds())
        .query(Boolean.class)
        .single();
  }

  void clearFailures(long id) {
    jdbc.sql(CLEAR_FAILURES).param("id", id).update();
  }

  /** Makes concurrent changes of the administrators wait for one another until the commit. */
  long countOtherAdministrators(long id) {
    jdbc.sql("select id from app_user order by id for update").query(Long.class).list();
    return jdbc.sql(OTHER_ADMINISTRATORS).param("id", id).query(Long.class).single();
  }

  static Account readAccount(ResultSet row) throws SQLException {
    Actor actor =
        new Actor(
            row.getLong("id"),
            row.getString("username"),
            row.getString("display_name"),
            row.getString("department"),
            row.getString("adcode"),
            readRoles(row));
    OffsetDateTime locked = row.getObject("locked_until", OffsetDateTime.class);
    return new Account(
        actor,
        row.getString("password_hash"),
        row.getBoolean("enabled"),
        row.getInt("failed_attempts"),
        locked == null ? null : locked.toInstant(),
        readInstant(row, "created_at"),
        readInstant(row, "password_changed_at"),
        row.getBoolean("password_must_change"));
  }

  private static Set<String> readRoles(ResultSet row) throws SQLException {
    Set<String> roles = new LinkedHashSet<>();
    roles.add(Roles.READER);
    roles.addAll(List.of((String[]) row.getArray("roles").getArray()));
    return roles;
  }

  private static Instant readInstant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
