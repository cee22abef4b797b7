package org.jingtu.checks;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jingtu.catalog.Collection;
import org.jingtu.checks.ConflictTouch.CoverageChange;
import org.jingtu.features.ChangeListener;
import org.jingtu.features.DataChange;
import org.jingtu.rules.Pack;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Brings conflicts in step with every data version, in its own transaction and as its last step:
 * only what the change can touch is evaluated again.
 *
 * <p>The lock of those who evaluate is taken when all is written, just before the commit. Whoever
 * comes second reads what the first has committed (READ COMMITTED), so of two writers of different
 * collections at least one sees both changes. A transaction that writes several collections takes
 * it after their locks, so that no two can wait for each other.
 */
@Component
class ConflictListener implements ChangeListener {

  private static final Logger LOG = LoggerFactory.getLogger(ConflictListener.class);
  private static final long WORTH_LOGGING_NANOS = 1_000_000_000;

  private final ConflictWatch watch;
  private final ConflictTouch touch;
  private final ConflictEvaluation evaluation;
  private final ConflictStore store;
  private final MeterRegistry metrics;

  ConflictListener(
      ConflictWatch watch,
      ConflictTouch touch,
      ConflictEvaluation evaluation,
      ConflictStore store,
      MeterRegistry metrics) {
    this.metrics = metrics;
    this.watch = watch;
    this.touch = touch;
    this.evaluation = evaluation;
    this.store = store;
  }

  @Override
  public void changed(DataChange change) {
    if (!concerns(change.collection())) {
      return;
    }
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void beforeCommit(boolean readOnly) {
            bringInStep(change);
          }
        });
  }

  private boolean concerns(Collection collection) {
    return watch.isWatched(collection)
        || watch.listWatched().stream().anyMatch(w -> watch.findReach(w, collection).isPresent());
  }

  private void bringInStep(DataChange change) {
    long start = System.nanoTime();
    store.lock();
    LocalDate today = LocalDate.now(Judging.CHINA);
    ConflictCause cause = ConflictCause.of(change);
    ConflictStore.Tally tally = ConflictStore.Tally.NONE;
    for (Collection watched : watch.listWatched()) {
      Set<Long> features = new HashSet<>();
      if (watched.equals(change.collection())) {
        features.addAll(touch.listChanged(change, watch.findNeeded(watched)));
      }
      watch
          .findReach(watched, change.collection())
          .map(reach -> reach + extentMetres(change))
          .ifPresent(reach -> features.addAll(touch.listTouched(change, watched, reach)));
      features.addAll(touchedByCoverage(change, watched, today));
      tally = tally.plus(evaluation.evaluate(watched, features, today, cause));
    }
    long nanos = System.nanoTime() - start;
    Timer.builder("jingtu.conflicts")
        .description("Time in which conflicts were brought in step with a data version")
        .tag("collection", change.collection().id())
        .register(metrics)
        .record(nanos, TimeUnit.NANOSECONDS);
    if (nanos > WORTH_LOGGING_NANOS) {
      LOG.info(
          "Conflicts after {} version {}: {} in {} ms",
          change.collection().id(),
          change.version(),
          tally,
          nanos / 1_000_000);
    }
  }

  /** Of a large change the extent alone is looked at, in which there may be points. */
  private double extentMetres(DataChange change) {
    return change.features() == null ? watch.pointMetres() : 0;
  }

  /** What lies outside a collection is known only where it is covered by data that is not stale. */
  private List<Long> touchedByCoverage(DataChange change, Collection watched, LocalDate today) {
    if (!watch.listOutsideWatchers(change.collection()).contains(watched)) {
      return List.of();
    }
    List<Long> touched = new ArrayList<>();
    for (CoverageChange coverage : touch.listCoverageChanges(change)) {
      String adcode = coverage.adcode();
      if (adcode == null) {
        touched.addAll(touch.listOfAreas(watched, change));
      } else if (matters(coverage, watch.pack(adcode), change.collection(), today)) {
        touched.addAll(touch.listOfCounty(watched, adcode));
      }
    }
    return touched;
  }

  private static boolean matters(
      CoverageChange coverage, Pack pack, Collection target, LocalDate today) {
    @Nullable LocalDate before = coverage.beforeDate();
    @Nullable LocalDate after = coverage.afterDate();
    boolean sameKind =
        coverage.before()
            && coverage.after()
            && before != null
            && after != null
            && ConflictEvaluation.isStale(pack, target.id(), before, today)
                == ConflictEvaluation.isStale(pack, target.id(), after, today);
    return !sameKind;
  }
}
