package org.jingtu.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * After each migration by a role of its own ({@code spring.flyway.user}), gives the service's role
 * what it needs to work and no more: it reads and writes rows, but owns no table, so it cannot
 * switch a trigger off. Append-only tables, which are those with a trigger of the function {@code
 * audit_refuse}, it may only read and add to.
 *
 * <p>Where one role migrates and serves, nothing is done: the triggers alone keep the audit trail.
 */
final class ServiceRoleRights implements Callback {

  private static final Logger log = LoggerFactory.getLogger(ServiceRoleRights.class);

  /** Statements, made by the database itself, so that it quotes the names. */
  private static final String STATEMENTS =
      """
      with role as (select ?::text as name), own as (
        select c.oid, c.oid::regclass as name, c.relkind as kind
        from pg_class c
        where c.relnamespace = current_schema()::regnamespace and pg_has_role(c.relowner, 'USAGE')
          and not exists (select from pg_depend d
                          where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
      )
      select 1 as step, format('grant usage on schema %1$I to %2$I', current_schema(), role.name)
      from role
      union all
      select 2, format('grant select, insert, update, delete on %s to %I', own.name, role.name)
      from own, role where own.kind in ('r', 'p', 'v')
      union all
      select 2, format('grant usage, select on sequence %s to %I', own.name, role.name)
      from own, role where own.kind = 'S'
      union all
      select 3, format('revoke update, delete, truncate on %s from %I', own.name, role.name)
      from own, role
      where own.oid in (select t.tgrelid from pg_trigger t join pg_proc p on p.oid = t.tgfoid
                        where p.proname = 'audit_refuse')
      union all
      select 3, format('revoke insert, update, delete on %s from %I', own.name, role.name)
      from own, role where own.name::text like '%flyway_schema_history'
      order by 1
      """;

  private final String serviceRole;

  /**
   * @param serviceRole role by which the service works, as the data source names it
   */
  ServiceRoleRights(String serviceRole) {
    this.serviceRole = serviceRole;
  }

  @Override
  public boolean supports(Event event, Context context) {
    return event == Event.AFTER_MIGRATE;
  }

  @Override
  public boolean canHandleInTransaction(Event event, Context context) {
    return true;
  }

  @Override
  public String getCallbackName() {
    return "serviceRoleRights";
  }

  @Override
  public void handle(Event event, Context context) {
    try {
      grant(context.getConnection());
    } catch (SQLException e) {
      throw new IllegalStateException(
          "Cannot give the role " + serviceRole + " its rights: " + e.getMessage(), e);
    }
  }

  private void grant(Connection connection) throws SQLException {
    if (connection.getMetaData().getUserName().equals(serviceRole)) {
      log.info("One database role migrates and serves: the audit trail is guarded by triggers");
      return;
    }
    List<String> statements = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(STATEMENTS)) {
      query.setString(1, serviceRole);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          statements.add(rows.getString(2));
        }
      }
    }
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
