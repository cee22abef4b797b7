package org.jingtu.checks;

import static org.jingtu.checks.ReaderTexts.in;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jingtu.rules.Finding;
import org.jingtu.rules.PackEnglish;
import org.jingtu.rules.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What a zone would change once it is in force. Nothing of it is stored.
 *
 * @param asOf the day for which it is answered: the first day in force, or today
 * @param parcels checked and not yet supplied parcels whose answer would change
 * @param planLandUse plan features whose answer, were the land supplied for its planned use, would
 *     change
 * @param parcelsExamined how many parcels near the zone were looked at
 * @param searchedWithinMetres how far from the zone was looked
 * @param complete false if there were more than could be looked at
 */
record ZoneImpactAnswer(
    String zone,
    String code,
    String state,
    LocalDate asOf,
    List<ParcelChange> parcels,
    List<PlanChange> planLandUse,
    int parcelsExamined,
    int planFeaturesExamined,
    int verdictsChanged,
    int searchedWithinMetres,
    boolean complete) {

  /** The answer before or after; the title is that of the verdict, in the reader's language. */
  record Judged(Verdict verdict, String title, boolean incomplete) {}

  /** A finding that would come or go, in the reader's language. */
  record Difference(
      String rule,
      Verdict severity,
      String title,
      String action,
      String responsible,
      @Nullable String featureCode,
      double areaSquareMetres,
      double percentOfParcel) {
    static Difference of(Finding f, Optional<PackEnglish> english) {
      return new Difference(
          f.rule(),
          f.severity(),
          in(english, f.title(), words -> words.title(f.rule(), f.title())),
          in(english, f.action(), words -> words.action(f.rule(), f.action())),
          in(english, f.responsible(), words -> words.responsible(f.rule(), f.responsible())),
          f.featureCode(),
          Figures.two(f.areaSquareMetres()),
          Figures.two(f.percentOfParcel()));
    }
  }

  /** How the judgement of one piece of land would change. */
  record Change(
      boolean verdictChanged,
      Judged before,
      Judged after,
      List<Difference> added,
      List<Difference> gone) {}

  /**
   * A parcel that was checked.
   *
   * @param checkedVerdict what the latest check said at its time
   * @param checkedAt when
   */
  record ParcelChange(
      String parcelNo,
      @Nullable String supplyState,
      String stage,
      String pack,
      UUID check,
      String checkedVerdict,
      Instant checkedAt,
      Change change) {}

  /** A plan feature, judged as if it were supplied for its planned use. */
  record PlanChange(
      String featureId,
      String code,
      @Nullable String name,
      @Nullable String landUse,
      String stage,
      String pack,
      Change change) {}
}
