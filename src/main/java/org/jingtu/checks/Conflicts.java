package org.jingtu.checks;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jingtu.access.Actor;
import org.jingtu.access.Actors;
import org.jingtu.access.AuditTrail;
import org.jingtu.access.Departments;
import org.jingtu.access.Permissions;
import org.jingtu.access.Roles;
import org.jingtu.catalog.Collection;
import org.jingtu.checks.ConflictProblems.ConflictClosed;
import org.jingtu.checks.ConflictProblems.ConflictNotFound;
import org.jingtu.checks.ConflictProblems.ConflictOfOtherDepartment;
import org.jingtu.checks.ConflictRecords.Standing;
import org.jingtu.problems.BadParameter;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The conflicts between registered layers: read, dealt with, and computed anew. */
@Component
class Conflicts {

  private static final int PAGE = 2_000;

  private final ConflictRecords records;
  private final ConflictStore store;
  private final ConflictWatch watch;
  private final ConflictTouch touch;
  private final ConflictEvaluation evaluation;
  private final ConflictUnlocated unlocated;
  private final Permissions permissions;
  private final Actors actors;
  private final AuditTrail audit;
  private final TransactionTemplate transactions;

  Conflicts(
      ConflictRecords records,
      ConflictStore store,
      ConflictWatch watch,
      ConflictTouch touch,
      ConflictEvaluation evaluation,
      ConflictUnlocated unlocated,
      Permissions permissions,
      Actors actors,
      AuditTrail audit,
      PlatformTransactionManager transactions) {
    this.records = records;
    this.store = store;
    this.watch = watch;
    this.touch = touch;
    this.evaluation = evaluation;
    this.unlocated = unlocated;
    this.permissions = permissions;
    this.actors = actors;
    this.audit = audit;
    this.transactions = new TransactionTemplate(transactions);
  }

  /** A page in the order of the ids. */
  List<ConflictView> listConflicts(
      ConflictFilter filter, long after, int limit, boolean geometries) {
    permissions.requireRead(false);
    return records.listPage(filter, after, limit, geometries);
  }

  /**
   * How many conflicts there are.
   *
   * @param byAdcode by the first six digits of the watched feature's adcode
   * @param byTownship by the township that the layer names, else by the nine digits of the adcode;
   *     those of which neither is known are under "null"
   * @param possible how many of them are only possible: one side is known as a point alone
   * @param unlocated how many features have no place and so are in none of the conflicts; see
   *     {@link #listUnlocated}
   */
  record Counts(
      long total,
      Map<String, Long> byState,
      Map<String, Long> bySeverity,
      Map<String, Long> byRule,
      Map<String, Long> byCollection,
      Map<String, Long> byAdcode,
      Map<String, Long> byTownship,
      long possible,
      long unlocated) {}

  /** Counts them, all in one moment. */
  Counts count(ConflictFilter filter, ConflictUnlocated.Wanted nowhere) {
    permissions.requireRead(false);
    TransactionTemplate snapshot =
        new TransactionTemplate(Objects.requireNonNull(transactions.getTransactionManager()));
    snapshot.setReadOnly(true);
    snapshot.setIsolationLevel(TransactionTemplate.ISOLATION_REPEATABLE_READ);
    return Objects.requireNonNull(
        snapshot.execute(
            s -> {
              Map<String, Long> states = records.count(filter, "c.state");
              return new Counts(
                  states.values().stream().mapToLong(Long::longValue).sum(),
                  states,
                  records.count(filter, "c.severity"),
                  records.count(filter, "c.rule"),
                  records.count(filter, "c.collection"),
                  records.count(filter, "left(c.adcode, 6)"),
                  records.count(filter, ConflictFilter.TOWNSHIP),
                  records.count(filter, "c.possible::text").getOrDefault("true", 0L),
                  listUnlocated(nowhere).size());
            }));
  }

  /** The features that nobody knows the place of, and that rules could speak of. */
  List<ConflictUnlocated.View> listUnlocated(ConflictUnlocated.Wanted wanted) {
    permissions.requireRead(false);
    return unlocated.list(wanted, LocalDate.now(Judging.CHINA));
  }

  /**
   * A conflict with its geometry and history.
   *
   * @throws ConflictNotFound if there is none, or it lies outside of the reader's area
   */
  ConflictView getConflict(long id) {
    permissions.requireRead(false);
    return records
        .find(id)
        .filter(conflict -> permissions.isWithinTerritory(conflict.feature().adcode()))
        .orElseThrow(() -> new ConflictNotFound(Long.toString(id)));
  }

  /** Takes note of it; needs an officer. */
  ConflictView acknowledge(long id, @Nullable String note) {
    return act(id, "ACKNOWLEDGED", details(note), standing -> records.acknowledge(id));
  }

  /**
   * Names the department that shall deal with it; needs an officer.
   *
   * @throws BadParameter if there is no such department
   */
  ConflictView assign(long id, String department, @Nullable String note) {
    if (!Departments.ALL.contains(department)) {
      throw new BadParameter(
          "department", department, String.join(",", Departments.ALL.stream().sorted().toList()));
    }
    Map<String, Object> details = details(note);
    details.put("department", department);
    return act(id, "ASSIGNED", details, standing -> records.assign(id, department));
  }

  /**
   * Settles it by a document; needs an officer of the department that it is assigned to. It stays
   * settled as long as its severity and figures stay materially the same.
   */
  ConflictView resolve(long id, Object document, @Nullable String note) {
    Map<String, Object> details = details(note);
    details.put("document", document);
    return act(
        id,
        "RESOLVED",
        details,
        standing -> {
          Actor actor = actors.current();
          String department = standing.department();
          if (department != null
              && !department.equals(actor.department())
              && !actor.hasRole(Roles.ADMIN)) {
            throw new ConflictOfOtherDepartment(id, department);
          }
          records.resolve(id);
        });
  }

  private static Map<String, Object> details(@Nullable String note) {
    Map<String, Object> details = new LinkedHashMap<>();
    if (note != null) {
      details.put("note", note);
    }
    return details;
  }

  private interface Deed {
    void on(Standing standing);
  }

  private ConflictView act(long id, String kind, Map<String, Object> details, Deed deed) {
    permissions.requireRole(Roles.OFFICER);
    getConflict(id); // none that lies elsewhere
    transactions.executeWithoutResult(
        s -> {
          Standing standing =
              records.lock(id).orElseThrow(() -> new ConflictNotFound(Long.toString(id)));
          if (standing.state() == ConflictView.State.CLOSED) {
            throw new ConflictClosed(id);
          }
          deed.on(standing);
          records.record(id, kind, actors.current().username(), details);
          audit.record("CONFLICT_" + kind, "conflicts/" + id, details);
        });
    return getConflict(id);
  }

  /**
   * A page of watched features that were evaluated.
   *
   * @param last id of the last of them
   */
  record Page(long evaluated, long last, ConflictStore.Tally tally) {}

  /**
   * Evaluates the next watched features after an id, in the transaction of the caller; empty if
   * there are none.
   */
  Optional<Page> evaluatePage(
      Collection watched, long after, LocalDate today, ConflictCause cause) {
    List<Long> features = touch.listPage(watched, after, PAGE);
    if (features.isEmpty()) {
      return Optional.empty();
    }
    store.lock();
    ConflictStore.Tally tally = evaluation.evaluate(watched, features, today, cause);
    return Optional.of(new Page(features.size(), features.get(features.size() - 1), tally));
  }

  /** How many current features are watched. */
  long countWatched() {
    return watch.listWatched().stream().mapToLong(touch::count).sum();
  }
}
