package org.jingtu.reports;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Indicators and farmland changes as tables; the first table of each is also its CSV. */
@Component
class IndicatorSheets {

  private final Words words;

  IndicatorSheets(Words words) {
    this.words = words;
  }

  List<IndicatorTables> indicators(IndicatorAnswer answer, Locale locale) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    addRows(rows, answer, answer.adcode(), null, answer.indicators(), locale);
    if (answer.parts() != null) {
      answer
          .parts()
          .forEach(p -> addRows(rows, answer, p.adcode(), p.township(), p.indicators(), locale));
    }
    return List.of(table(locale, "indicator.sheet", "indicator.head", rows));
  }

  private void addRows(
      List<List<@Nullable Object>> rows,
      IndicatorAnswer answer,
      String adcode,
      @Nullable String township,
      List<IndicatorAnswer.Value> values,
      Locale locale) {
    for (IndicatorAnswer.Value v : values) {
      rows.add(
          Arrays.asList(
              v.title(),
              v.percent(),
              words.say(locale, "indicator.state." + v.state()),
              v.numerator().title(),
              v.numerator().count(),
              v.numerator().areaSquareMetres(),
              v.numerator().areaMu(),
              v.denominator().title(),
              v.denominator().count(),
              v.denominator().areaSquareMetres(),
              v.denominator().areaMu(),
              v.target() == null ? null : v.target().percent(),
              v.target() == null ? null : v.target().source(),
              answer.from().toString(),
              answer.to().toString(),
              adcode,
              township));
    }
  }

  List<IndicatorTables> farmland(FarmlandAnswer answer, Locale locale) {
    List<List<@Nullable Object>> townships = new ArrayList<>();
    for (FarmlandAnswer.Township t : answer.townships()) {
      townships.add(
          Arrays.asList(
              t.township(),
              soilClass(locale, t.soilClass()),
              t.fromSquareMetres(),
              t.fromMu(),
              t.toSquareMetres(),
              t.toMu(),
              Amounts.rounded(t.toSquareMetres() - t.fromSquareMetres())));
    }
    List<List<@Nullable Object>> transitions = new ArrayList<>();
    for (FarmlandAnswer.Transition t : answer.transitions()) {
      transitions.add(
          Arrays.asList(
              soilClass(locale, t.fromClass()),
              soilClass(locale, t.toClass()),
              t.areaSquareMetres(),
              t.areaMu()));
    }
    List<List<@Nullable Object>> warnings = new ArrayList<>();
    for (FarmlandAnswer.Warning w : answer.warnings()) {
      warnings.add(
          Arrays.asList(
              w.township(), w.lostSquareMetres(), w.lostMu(), w.lostPercent(), w.message()));
    }
    List<List<@Nullable Object>> places = new ArrayList<>();
    for (FarmlandAnswer.Place p : answer.places()) {
      places.add(
          Arrays.asList(
              p.township(),
              p.fromCode(),
              p.toCode(),
              soilClass(locale, p.toClass()),
              p.areaSquareMetres(),
              p.areaMu()));
    }
    return List.of(
        table(locale, "farmland.sheet.townships", "farmland.head.townships", townships),
        table(locale, "farmland.sheet.transitions", "farmland.head.transitions", transitions),
        table(locale, "farmland.sheet.warnings", "farmland.head.warnings", warnings),
        table(locale, "farmland.sheet.places", "farmland.head.places", places));
  }

  private String soilClass(Locale locale, @Nullable String soilClass) {
    return words.say(locale, "soilClass." + (soilClass == null ? "NONE" : soilClass));
  }

  /** The head is one text of the bundle, its cells parted by |. */
  private IndicatorTables table(
      Locale locale, String title, String head, List<List<@Nullable Object>> rows) {
    return new IndicatorTables(
        words.say(locale, title), List.of(words.say(locale, head).split("\\|")), rows);
  }
}
