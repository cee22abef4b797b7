package org.jingtu.checks;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jingtu.access.Actors;
import org.jingtu.access.AuditTrail;
import org.jingtu.access.Permissions;
import org.jingtu.access.Roles;
import org.jingtu.catalog.Collection;
import org.jingtu.checks.ConflictProblems.RecomputationNotFound;
import org.jingtu.checks.ConflictRecomputationStore.Mark;
import org.jingtu.checks.ConflictRecomputationStore.Work;
import org.jingtu.exchange.QueuedWork;
import org.jingtu.exchange.StopSignal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Computes all conflicts anew in the background, a page a transaction, each with how far it came: a
 * service that is killed goes on at its next start after the last page that it finished. On one
 * core: checks are answered meanwhile.
 */
@Component
class ConflictRecomputations extends QueuedWork {

  private static final Logger LOG = LoggerFactory.getLogger(ConflictRecomputations.class);
  private static final String LANE = "conflicts";

  private final ConflictRecomputationStore jobs;
  private final Conflicts conflicts;
  private final ConflictWatch watch;
  private final ConflictStore store;
  private final Permissions permissions;
  private final Actors actors;
  private final AuditTrail audit;
  private final TransactionTemplate transactions;

  ConflictRecomputations(
      ConflictRecomputationStore jobs,
      Conflicts conflicts,
      ConflictWatch watch,
      ConflictStore store,
      Permissions permissions,
      Actors actors,
      AuditTrail audit,
      PlatformTransactionManager transactions) {
    super(LANE, 1);
    this.jobs = jobs;
    this.conflicts = conflicts;
    this.watch = watch;
    this.store = store;
    this.permissions = permissions;
    this.actors = actors;
    this.audit = audit;
    this.transactions = new TransactionTemplate(transactions);
  }

  /** Asks for it; needs an administrator. While one is open it is that one. */
  ConflictRecomputation request() {
    permissions.requireRole(Roles.ADMIN);
    return begin();
  }

  /** Begins one in the name of who acts. While one is open it is that one. */
  ConflictRecomputation begin() {
    UUID id = UUID.randomUUID();
    boolean isNew =
        Boolean.TRUE.equals(
            transactions.execute(
                s -> {
                  boolean inserted = jobs.insert(id, actors.current(), conflicts.countWatched());
                  if (inserted) {
                    audit.record("CONFLICTS_RECOMPUTATION_ACCEPTED", subject(id), Map.of());
                  }
                  return inserted;
                }));
    if (isNew) {
      submit(id, LANE);
      return jobs.find(id).orElseThrow();
    }
    // one that has ended in between is as good as new
    return jobs.findOpen().orElseGet(this::begin);
  }

  /**
   * One by its id as text.
   *
   * @throws RecomputationNotFound if there is none
   */
  ConflictRecomputation getRecomputation(String id) {
    permissions.requireRole(Roles.ADMIN);
    try {
      return jobs.find(UUID.fromString(id)).orElseThrow(() -> new RecomputationNotFound(id));
    } catch (IllegalArgumentException e) {
      throw new RecomputationNotFound(id);
    }
  }

  /** Works on one that waits or was broken off. */
  @Override
  protected void run(UUID id, StopSignal signal) {
    Optional<Work> work =
        Objects.requireNonNull(transactions.execute(s -> jobs.start(id, watch.packsDigest())));
    if (work.isPresent()) {
      actors.as(jobs.getActor(id), () -> work(id, work.get(), signal));
    }
  }

  private void work(UUID id, Work work, StopSignal signal) {
    try {
      evaluate(id, work.mark(), signal);
      end(id, null, () -> store.reached(work.begun(), watch.packsDigest()));
    } catch (StopSignal.Stopped e) {
      LOG.info("Recomputation {} of conflicts is interrupted; the next start goes on with it", id);
    } catch (RuntimeException | Error e) {
      String incident = UUID.randomUUID().toString();
      LOG.error("Recomputation {} of conflicts failed, incident {}", id, incident, e);
      end(id, incident, () -> {});
    }
  }

  private void evaluate(UUID id, Mark mark, StopSignal signal) {
    ConflictCause cause =
        ConflictCause.of(ConflictCause.Kind.RECOMPUTE, actors.current().username());
    LocalDate today = LocalDate.now(Judging.CHINA);
    List<Collection> watched = watch.listWatched();
    int first = 0;
    for (int i = 0; i < watched.size(); i++) {
      if (watched.get(i).id().equals(mark.collection())) {
        first = i;
      }
    }
    for (Collection collection : watched.subList(first, watched.size())) {
      long after = collection.id().equals(mark.collection()) ? mark.feature() : 0;
      Optional<Conflicts.Page> page;
      do {
        signal.check();
        long from = after;
        page =
            Objects.requireNonNull(
                transactions.execute(s -> evaluatePage(id, collection, from, today, cause)));
        after = page.map(Conflicts.Page::last).orElse(after);
      } while (page.isPresent());
    }
  }

  private Optional<Conflicts.Page> evaluatePage(
      UUID id, Collection collection, long after, LocalDate today, ConflictCause cause) {
    Optional<Conflicts.Page> page = conflicts.evaluatePage(collection, after, today, cause);
    page.ifPresent(
        p -> jobs.progress(id, new Mark(collection.id(), p.last()), p.evaluated(), p.tally()));
    return page;
  }

  private void end(UUID id, @Nullable String incident, Runnable besides) {
    transactions.executeWithoutResult(
        s -> {
          besides.run();
          jobs.finish(id, incident);
          ConflictRecomputation done = jobs.find(id).orElseThrow();
          audit.record(
              "CONFLICTS_RECOMPUTED",
              subject(id),
              Map.of(
                  "state", done.state(),
                  "evaluated", done.evaluated(),
                  "opened", done.opened(),
                  "changed", done.changed(),
                  "closed", done.closed()));
        });
  }

  private static String subject(UUID id) {
    return "conflicts/recomputations/" + id;
  }

  @Override
  protected void takeUp() {
    jobs.findOpen().ifPresent(open -> submit(open.id(), LANE));
  }
}
