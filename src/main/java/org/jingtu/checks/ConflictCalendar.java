package org.jingtu.checks;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jingtu.access.Actor;
import org.jingtu.catalog.Attribute;
import org.jingtu.catalog.Collection;
import org.jingtu.checks.ConflictStore.Mark;
import org.jingtu.checks.ConflictTouch.Dated;
import org.jingtu.rules.Pack;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings conflicts in step with what changes without a write: a zone comes into force or expires,
 * data grows stale, the rule packs of a new release say otherwise. The day that was reached is
 * stored with the conflicts, so that a service that was down for days catches up, and one that is
 * killed on the way begins that day again.
 */
@Component
class ConflictCalendar {

  private static final Logger LOG = LoggerFactory.getLogger(ConflictCalendar.class);

  private final ConflictWatch watch;
  private final ConflictTouch touch;
  private final ConflictEvaluation evaluation;
  private final ConflictStore store;
  private final ConflictRecomputations recomputations;
  private final TransactionTemplate transactions;

  ConflictCalendar(
      ConflictWatch watch,
      ConflictTouch touch,
      ConflictEvaluation evaluation,
      ConflictStore store,
      ConflictRecomputations recomputations,
      PlatformTransactionManager transactions) {
    this.watch = watch;
    this.touch = touch;
    this.evaluation = evaluation;
    this.store = store;
    this.recomputations = recomputations;
    this.transactions = new TransactionTemplate(transactions);
  }

  @Scheduled(fixedDelayString = "${jingtu.conflicts.calendar-every:5m}")
  void catchUp() {
    LocalDate today = LocalDate.now(Judging.CHINA);
    Mark mark = store.getMark();
    if (!watch.packsDigest().equals(mark.packsDigest())) {
      UUID id = recomputations.begin().id();
      LOG.info("The rule packs are others than before: conflicts are computed anew, job {}", id);
      return;
    }
    LocalDate from = mark.evaluatedOn();
    if (from == null || from.isBefore(today)) {
      bringUpTo(from == null ? today : from, today);
    }
  }

  /**
   * Evaluates again what these days may have changed, in one transaction.
   *
   * @param from the last day that was evaluated
   * @param today the day to evaluate
   */
  ConflictStore.@Nullable Tally bringUpTo(LocalDate from, LocalDate today) {
    return transactions.execute(
        status -> {
          store.lock();
          ConflictCause cause = ConflictCause.of(ConflictCause.Kind.DATE, Actor.SYSTEM.username());
          ConflictStore.Tally tally = ConflictStore.Tally.NONE;
          for (Collection watched : watch.listWatched()) {
            Set<Long> features = new HashSet<>();
            watch
                .listDated()
                .forEach((t, dates) -> features.addAll(byDate(t, dates, watched, from, today)));
            features.addAll(grownStale(watched, from, today));
            tally = tally.plus(evaluation.evaluate(watched, features, today, cause));
          }
          store.setMark(new Mark(today, watch.packsDigest()));
          return tally;
        });
  }

  private List<Long> byDate(
      Collection target,
      List<Attribute> dates,
      Collection watched,
      LocalDate from,
      LocalDate today) {
    return watch
        .findReach(watched, target)
        .map(reach -> touch.listTouchedByDate(target, dates, watched, reach, from, today))
        .orElse(List.of());
  }

  /** The features of counties whose data has passed the age that the pack allows. */
  private Set<Long> grownStale(Collection watched, LocalDate from, LocalDate today) {
    Set<Long> features = new HashSet<>();
    for (String target : watch.outsideTargets()) {
      Collection collection = watch.collection(target);
      if (!watch.listOutsideWatchers(collection).contains(watched)) {
        continue;
      }
      for (Dated dated : touch.listDatedCoverage(collection)) {
        String adcode = dated.adcode();
        if (watch.packsOf(adcode).stream()
            .anyMatch(p -> grewStale(p, target, dated, from, today))) {
          features.addAll(
              adcode == null
                  ? touch.listOfDatedAreas(watched, collection, dated.sourceDate())
                  : touch.listOfCounty(watched, adcode));
        }
      }
    }
    return features;
  }

  private static boolean grewStale(
      Pack pack, String target, Dated dated, LocalDate from, LocalDate today) {
    return ConflictEvaluation.isStale(pack, target, dated.sourceDate(), today)
        && !ConflictEvaluation.isStale(pack, target, dated.sourceDate(), from);
  }
}
