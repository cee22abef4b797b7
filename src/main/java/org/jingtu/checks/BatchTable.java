package org.jingtu.checks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jingtu.catalog.Catalog;
import org.jingtu.catalog.Collection;
import org.jingtu.checks.BatchRow.Outcome;
import org.jingtu.rules.Pack;
import org.jingtu.rules.Packs;
import org.jingtu.rules.Rule;
import org.jingtu.rules.Verdict;
import org.jspecify.annotations.Nullable;

/** The results of one batch as a table, one row a parcel, in the reader's language. */
final class BatchTable {

  private static final List<String> BEFORE =
      List.of(
          "record",
          "parcelNo",
          "name",
          "adcode",
          "state",
          "verdict",
          "incomplete",
          "areaSquareMetres",
          "areaMu",
          "clearAreaSquareMetres",
          "clearAreaMu",
          "worstRules");
  private static final List<String> AFTER =
      List.of("check", "problem", "message", "longitude", "latitude");

  private final BatchJob batch;
  private final BatchViews views;
  private final Locale locale;
  private final List<Collection> collections;
  private final Map<String, String> titles = new HashMap<>();

  /**
   * @param counts of the batch; they name the packs whose rules have the titles
   */
  BatchTable(
      BatchJob batch,
      List<BatchRowStore.Count> counts,
      BatchViews views,
      Catalog catalog,
      Packs packs,
      Locale locale) {
    this.batch = batch;
    this.views = views;
    this.locale = locale;
    this.collections = catalog.listCollections().stream().filter(Collection::overlaid).toList();
    for (BatchRowStore.Count count : counts) {
      // an operator's pack may have been taken away since: its rules are named by their ids
      packs.findPack(count.pack(), count.packVersion()).ifPresent(this::addTitles);
    }
  }

  private void addTitles(Pack pack) {
    for (Rule rule : pack.rules()) {
      String title = isEnglish() ? pack.english().title(rule.id(), rule.title()) : rule.title();
      titles.putIfAbsent(rule.id(), title);
    }
  }

  /** Names of the columns. */
  List<String> head() {
    List<String> head = new ArrayList<>();
    BEFORE.forEach(column -> head.add(text(column)));
    collections.forEach(c -> head.add(title(c) + text("taken")));
    AFTER.forEach(column -> head.add(text(column)));
    return head;
  }

  /** The cells of a parcel: texts, numbers, or null. */
  List<@Nullable Object> cells(BatchRow row) {
    BatchViews.RowView view = views.row(row, batch, locale);
    List<@Nullable Object> cells =
        new ArrayList<>(
            Arrays.asList(
                view.record(),
                view.parcelNo(),
                view.name(),
                view.adcode(),
                text("state." + view.state()),
                view.verdictTitle(),
                view.incomplete() == null ? null : text("incomplete." + view.incomplete()),
                view.areaSquareMetres(),
                view.areaMu(),
                view.clearAreaSquareMetres(),
                view.clearAreaMu(),
                worst(row)));
    Outcome o = row.outcome();
    collections.forEach(c -> cells.add(o == null ? null : o.areasSquareMetres().get(c.id())));
    BatchViews.TroubleView problem = view.problem();
    BatchViews.PlaceView place = problem == null ? null : problem.location();
    cells.addAll(
        Arrays.asList(
            view.check() == null ? null : view.check().toString(),
            problem == null ? null : problem.code(),
            problem == null ? null : problem.message(),
            place == null ? null : place.longitude(),
            place == null ? null : place.latitude()));
    return cells;
  }

  private @Nullable String worst(BatchRow row) {
    Outcome o = row.outcome();
    return o == null
        ? null
        : o.worstRules().stream()
            .map(this::title)
            .collect(Collectors.joining(isEnglish() ? "; " : "；"));
  }

  /** Title of a rule, as the pack has it that decided. */
  String title(String rule) {
    return titles.getOrDefault(rule, rule);
  }

  /** Title of a collection that plots are overlaid on; null for none. */
  @Nullable String collection(@Nullable String id) {
    return collections.stream()
        .filter(c -> c.id().equals(id))
        .findFirst()
        .map(this::title)
        .orElse(id);
  }

  private String title(Collection collection) {
    return isEnglish() ? collection.titleEnglish() : collection.title();
  }

  /** Title of a verdict, or of the severity of a finding. */
  String title(Verdict verdict) {
    return views.verdict(verdict, locale);
  }

  private boolean isEnglish() {
    return ReaderTexts.isEnglish(locale);
  }

  String text(String column) {
    return views.text("column." + column, locale);
  }
}
