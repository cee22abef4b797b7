package org.jingtu.reports;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jingtu.features.Datasets;
import org.jingtu.reports.IndicatorAnswer.Side;
import org.jingtu.reports.IndicatorAnswer.State;
import org.jingtu.reports.IndicatorAnswer.TargetView;
import org.jingtu.reports.IndicatorAnswer.Value;
import org.jingtu.reports.IndicatorStore.Scope;
import org.jingtu.reports.IndicatorStore.Sums;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The indicators of the plans, reckoned from the registered features as of any period. */
@Component
class Indicators {

  private final IndicatorStore store;
  private final IndicatorTargets targets;
  private final Datasets datasets;
  private final Words words;

  Indicators(IndicatorStore store, IndicatorTargets targets, Datasets datasets, Words words) {
    this.store = store;
    this.targets = targets;
    this.datasets = datasets;
    this.words = words;
  }

  /**
   * All indicators of a division.
   *
   * @param pack rule pack of the area whose targets hold, or null for those of the division
   */
  @Transactional(readOnly = true)
  IndicatorAnswer reckon(String adcode, Period period, @Nullable String pack, Locale locale) {
    Scope scope = scope(adcode, period);
    List<Value> values =
        Arrays.stream(Indicator.values()).map(i -> value(i, scope, pack, locale)).toList();
    return new IndicatorAnswer(adcode, period.from(), period.to(), scope.asOf(), values);
  }

  /** The features behind an indicator. */
  @Transactional(readOnly = true)
  List<IndicatorStore.Member> listFeatures(
      Indicator indicator,
      String adcode,
      Period period,
      @Nullable Boolean counting,
      long after,
      int limit) {
    return store.listMembers(indicator, scope(adcode, period), counting, after, limit);
  }

  private Scope scope(String adcode, Period period) {
    Instant asOf = period.asOf(Instant.now());
    return new Scope(adcode, period, asOf, datasets.versionsAt(asOf));
  }

  private Value value(Indicator indicator, Scope scope, @Nullable String pack, Locale locale) {
    Sums sums = store.sum(indicator, scope);
    double part = indicator.byArea() ? sums.countingSquareMetres() : sums.counting();
    double whole = indicator.byArea() ? sums.allSquareMetres() : sums.all();
    Double percent = whole > 0 ? Math.round(10_000 * part / whole) / 100.0 : null;
    State state =
        percent != null
            ? State.MEASURED
            : store.isCovered(indicator.collection(), scope)
                ? State.NOTHING_CONCERNED
                : State.NO_DATA;
    TargetView target =
        targets
            .find(indicator, scope.adcode(), pack)
            .map(
                t ->
                    new TargetView(
                        t.percent(),
                        t.by(),
                        t.source(),
                        percent == null ? null : percent >= t.percent()))
            .orElse(null);
    String key = "indicator." + indicator.id();
    return new Value(
        indicator.id(),
        words.say(locale, key),
        indicator.collection(),
        indicator.byArea() ? "AREA" : "COUNT",
        state,
        percent,
        side(words.say(locale, key + ".numerator"), sums.counting(), sums.countingSquareMetres()),
        side(words.say(locale, key + ".denominator"), sums.all(), sums.allSquareMetres()),
        sums.all() - sums.counting(),
        target,
        "/api/indicators/%s/features?adcode=%s&year=%d"
            .formatted(indicator.id(), scope.adcode(), scope.period().from().getYear()));
  }

  private static Side side(String title, long count, double squareMetres) {
    return new Side(title, count, Amounts.rounded(squareMetres), Amounts.mu(squareMetres));
  }
}
