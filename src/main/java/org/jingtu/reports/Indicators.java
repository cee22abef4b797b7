package org.jingtu.reports;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jingtu.features.Datasets;
import org.jingtu.reports.IndicatorAnswer.By;
import org.jingtu.reports.IndicatorAnswer.PartView;
import org.jingtu.reports.IndicatorAnswer.Side;
import org.jingtu.reports.IndicatorAnswer.State;
import org.jingtu.reports.IndicatorAnswer.TargetView;
import org.jingtu.reports.IndicatorAnswer.Value;
import org.jingtu.reports.IndicatorStore.Part;
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
   * @param by whether each county or township is reckoned too; null for the whole alone
   * @param pack rule pack of the area whose targets hold, or null for those of the division
   */
  @Transactional(readOnly = true)
  IndicatorAnswer reckon(
      String adcode, Period period, @Nullable By by, @Nullable String pack, Locale locale) {
    Scope scope = scope(adcode, period);
    Part whole = new Part(adcode, null, null);
    List<Value> values =
        Arrays.stream(Indicator.values())
            .map(i -> value(i, scope, whole, store.sum(i, scope), pack, locale))
            .toList();
    return new IndicatorAnswer(
        adcode,
        period.from(),
        period.to(),
        scope.asOf(),
        values,
        by == null ? null : parts(scope, by, pack, locale));
  }

  /** Every part in which any indicator concerns anything, with all indicators. */
  private List<PartView> parts(Scope scope, By by, @Nullable String pack, Locale locale) {
    Map<Key, Map<Indicator, Sums>> sums = new TreeMap<>();
    Map<Key, Part> parts = new HashMap<>();
    for (Indicator indicator : Indicator.values()) {
      store
          .sumParts(indicator, scope, by)
          .forEach(
              (part, s) -> {
                Key key = new Key(part.adcode(), part.township());
                sums.computeIfAbsent(key, k -> new EnumMap<>(Indicator.class)).put(indicator, s);
                parts.merge(key, part, (a, b) -> a.title() == null ? b : a);
              });
    }
    List<PartView> views = new ArrayList<>();
    sums.forEach(
        (key, found) -> {
          Part part = Objects.requireNonNull(parts.get(key));
          Scope inPart = new Scope(part.adcode(), scope.period(), scope.asOf(), scope.versions());
          List<Value> values =
              Arrays.stream(Indicator.values())
                  .map(
                      i ->
                          value(i, inPart, part, found.getOrDefault(i, Sums.NOTHING), pack, locale))
                  .toList();
          views.add(new PartView(part.adcode(), part.title(), values));
        });
    return views;
  }

  private record Key(String adcode, @Nullable String township) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      return Comparator.comparing(Key::adcode)
          .thenComparing(Key::township, Comparator.nullsFirst(Comparator.naturalOrder()))
          .compare(this, other);
    }
  }

  /** The features behind an indicator; see {@link IndicatorStore#listMembers}. */
  @Transactional(readOnly = true)
  List<IndicatorStore.Member> listFeatures(
      Indicator indicator,
      String adcode,
      Period period,
      @Nullable String township,
      @Nullable Boolean counting,
      long after,
      int limit) {
    return store.listMembers(indicator, scope(adcode, period), township, counting, after, limit);
  }

  private Scope scope(String adcode, Period period) {
    Instant asOf = period.asOf(Instant.now());
    return new Scope(adcode, period, asOf, datasets.versionsAt(asOf));
  }

  private Value value(
      Indicator indicator, Scope scope, Part of, Sums sums, @Nullable String pack, Locale locale) {
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
        features(indicator, scope, of));
  }

  /** The address of the features behind it. */
  private static String features(Indicator indicator, Scope scope, Part part) {
    String address =
        "/api/indicators/%s/features?adcode=%s&year=%d"
            .formatted(indicator.id(), scope.adcode(), scope.period().from().getYear());
    OptionalInt half = scope.period().half();
    if (half.isPresent()) {
      address += "&half=" + half.getAsInt();
    }
    return part.township() == null
        ? address
        : address + "&township=" + URLEncoder.encode(part.township(), StandardCharsets.UTF_8);
  }

  private static Side side(String title, long count, double squareMetres) {
    return new Side(title, count, Amounts.rounded(squareMetres), Amounts.mu(squareMetres));
  }
}
