package org.jingtu.checks;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jingtu.catalog.Catalog;
import org.jingtu.catalog.Collection;
import org.jingtu.rules.Change;
import org.jingtu.rules.CodeList;
import org.jingtu.rules.Fact;
import org.jingtu.rules.Pack;
import org.jingtu.rules.Packs;
import org.jingtu.rules.Parameter;
import org.jingtu.rules.Rule;
import org.jingtu.rules.Stage;
import org.jingtu.rules.Threshold;
import org.jingtu.rules.Verdict;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows rule packs as a reader of the HTTP interface sees them. */
@Component
class PackViews {

  /** One version of a pack. */
  record Version(String id, String version) {}

  /**
   * A pack at a glance.
   *
   * @param adcodes beginnings of the administrative codes that it is for; empty if it is chosen by
   *     name, or holds where no other does
   * @param newerParent the version of the parent that is in force, where the pack still extends an
   *     older one; null where it does not
   * @param versions every version that a check can be replayed by
   * @param documents titles of the documents that hold in the region
   */
  record Summary(
      String id,
      String version,
      String digest,
      String title,
      List<String> adcodes,
      @Nullable Version parent,
      @Nullable Version newerParent,
      List<String> versions,
      List<String> documents,
      int rules,
      int added,
      int changed,
      int withdrawn) {}

  /** A number with its source; {@code default} where no document gives one. */
  record ParameterView(
      String name,
      String title,
      @Nullable String titleEnglish,
      double value,
      String source,
      boolean inherited) {}

  /** A list of codes with its source. */
  record ListView(
      String name, String title, List<String> codes, String source, boolean inherited) {}

  /** A stage of land use. */
  record StageView(String code, String title) {}

  /** What a rule is judged against; the collection is null for the parcel itself. */
  record AgainstView(
      @Nullable String collection,
      @Nullable String collectionTitle,
      @Nullable String where,
      @Nullable Double withinMetres,
      boolean outside) {}

  /** What follows. */
  record OutcomeView(
      @Nullable String when,
      Verdict severity,
      String severityTitle,
      @Nullable String action,
      @Nullable String actionEnglish) {}

  /** Where a rule of a pack comes from. */
  enum Origin {
    INHERITED("继承"),
    CHANGED("修改"),
    ADDED("新增");

    private final String title;

    Origin(String title) {
      this.title = title;
    }
  }

  /** A rule in effect. */
  record RuleView(
      String id,
      String title,
      @Nullable String titleEnglish,
      Origin origin,
      String originTitle,
      String statedBy,
      @Nullable String subject,
      @Nullable String subjectTitle,
      List<StageView> stages,
      @Nullable String when,
      List<AgainstView> against,
      List<OutcomeView> outcomes,
      String action,
      @Nullable String actionEnglish,
      String responsible,
      @Nullable String responsibleEnglish,
      List<String> basis,
      List<Parameter> parameters,
      Threshold slivers,
      @Nullable String note,
      List<Change> changes) {}

  /** An inherited rule that is not in effect. */
  record WithdrawnView(String rule, String reason) {}

  /** A pack in full. */
  record Detail(
      Summary pack,
      List<ParameterView> parameters,
      List<ListView> lists,
      List<Fact> facts,
      Threshold slivers,
      List<RuleView> rules,
      List<WithdrawnView> withdrawn) {}

  private final Packs packs;
  private final Map<String, String> titles;

  PackViews(Packs packs, Catalog catalog) {
    this.packs = packs;
    this.titles =
        catalog.listCollections().stream()
            .collect(Collectors.toMap(Collection::id, Collection::title));
  }

  Summary summary(Pack pack) {
    List<Origin> origins = pack.rules().stream().map(r -> origin(pack, r)).toList();
    return new Summary(
        pack.id(),
        pack.version(),
        pack.digest(),
        pack.title(),
        pack.adcodes(),
        pack.parent().map(id -> new Version(id, pack.parentVersion().orElseThrow())).orElse(null),
        packs
            .findNewerParent(pack)
            .map(version -> new Version(pack.parent().orElseThrow(), version))
            .orElse(null),
        packs.listVersions(pack.id()),
        pack.documents(),
        origins.size(),
        (int) origins.stream().filter(Origin.ADDED::equals).count(),
        (int) origins.stream().filter(Origin.CHANGED::equals).count(),
        pack.withdrawn().size());
  }

  Detail detail(Pack pack) {
    List<Parameter> parents = parentOf(pack, Pack::parameters);
    List<CodeList> parentLists = parentOf(pack, Pack::lists);
    return new Detail(
        summary(pack),
        pack.parameters().stream()
            .map(
                p ->
                    new ParameterView(
                        p.name(),
                        p.title(),
                        pack.english().findParameter(p.name()).orElse(null),
                        p.value(),
                        p.source(),
                        parents.contains(p)))
            .toList(),
        pack.lists().stream()
            .map(
                l ->
                    new ListView(
                        l.name(), l.title(), l.prefixes(), l.source(), parentLists.contains(l)))
            .toList(),
        pack.facts(),
        pack.threshold(),
        pack.rules().stream().map(r -> view(pack, r)).toList(),
        pack.withdrawn().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(e -> new WithdrawnView(e.getKey(), e.getValue()))
            .toList());
  }

  private <T> List<T> parentOf(Pack pack, java.util.function.Function<Pack, List<T>> what) {
    return pack.parent()
        .map(id -> what.apply(packs.getPack(id, pack.parentVersion().orElseThrow())))
        .orElse(List.of());
  }

  private static Origin origin(Pack pack, Rule rule) {
    if (rule.origin().equals(pack.id())) {
      return Origin.ADDED;
    }
    boolean changed = rule.changes().stream().anyMatch(c -> c.pack().equals(pack.id()));
    return changed ? Origin.CHANGED : Origin.INHERITED;
  }

  private RuleView view(Pack pack, Rule rule) {
    Origin origin = origin(pack, rule);
    return new RuleView(
        rule.id(),
        rule.title(),
        rule.titleEnglish(),
        origin,
        origin.title,
        rule.origin(),
        rule.subject(),
        titleOf(rule.subject()),
        rule.stages().stream().map(PackViews::view).toList(),
        rule.when(),
        rule.against().stream().map(this::view).toList(),
        rule.outcomes().stream().map(PackViews::view).toList(),
        rule.action(),
        rule.actionEnglish(),
        rule.responsible(),
        rule.responsibleEnglish(),
        rule.basis(),
        rule.parameters(),
        rule.threshold(),
        rule.note(),
        rule.changes());
  }

  private static StageView view(Stage stage) {
    return new StageView(stage.name(), stage.title());
  }

  private AgainstView view(Rule.Against against) {
    Parameter within = against.within();
    return new AgainstView(
        against.collection(),
        titleOf(against.collection()),
        against.where(),
        within == null ? null : within.value(),
        against.outside());
  }

  private static OutcomeView view(Rule.Outcome outcome) {
    return new OutcomeView(
        outcome.when(),
        outcome.severity(),
        outcome.severity() == Verdict.CLEAR ? "不适用" : outcome.severity().title(),
        outcome.action(),
        outcome.actionEnglish());
  }

  private @Nullable String titleOf(@Nullable String collection) {
    return collection == null ? null : titles.getOrDefault(collection, collection);
  }
}
