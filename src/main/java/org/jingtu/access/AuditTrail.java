package org.jingtu.access;

import java.util.Map;
import org.jingtu.problems.RequestId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/**
 * Records who did what, for good.
 *
 * <p>An entry is written in the caller's transaction: the deed and its entry are committed together
 * or not at all. Entries cannot be changed or deleted (the database refuses it), and those
 * committed are sealed into a hash chain shortly after ({@link AuditSealer}), so that a change
 * behind the database's back is found ({@link AuditVerifier}). Writers do not wait for one another.
 */
@Component
public class AuditTrail {

  private static final String INSERT =
      """
      insert into audit_entry (actor, username, department, request_id, action, subject, details)
      values (:actor, :username, :department, :requestId, :action, :subject, :details::jsonb)
      """;

  private final JdbcClient jdbc;
  private final Actors actors;
  private final JsonMapper json;

  /**
   * @param jdbc the service's data source
   * @param actors tells who acts
   * @param json writes the details
   */
  public AuditTrail(JdbcClient jdbc, Actors actors, JsonMapper json) {
    this.jdbc = jdbc;
    this.actors = actors;
    this.json = json;
  }

  /**
   * Records a deed of the current actor.
   *
   * @param action what was done, upper snake case: {@code IMPORT_COMMITTED}
   * @param subject to what, as a path: {@code contaminated-sites/4711}
   * @param details further facts, anything JSON can hold; never a password, token or other secret
   * @throws IllegalStateException outside of a transaction
   */
  public void record(String action, String subject, Map<String, ?> details) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException(
          "Audit entry " + action + " outside of the transaction of its deed");
    }
    Actor actor = actors.current();
    jdbc.sql(INSERT)
        .param("actor", actor.id())
        .param("username", actor.username())
        .param("department", actor.department())
        .param("requestId", RequestId.find().orElse(null))
        .param("action", action)
        .param("subject", subject)
        .param("details", json.writeValueAsString(details))
        .update();
  }

  /**
   * Recomputes the chain of seals from its begin and tells the first entry that was tampered with.
   */
  public AuditVerdict verify() {
    return new AuditVerifier(new AuditStore(jdbc)).verify();
  }
}
