package org.jingtu.checks;

import static org.jingtu.checks.ReaderTexts.in;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jingtu.catalog.Catalog;
import org.jingtu.catalog.Collection;
import org.jingtu.checks.PackView.AgainstView;
import org.jingtu.checks.PackView.ListView;
import org.jingtu.checks.PackView.Origin;
import org.jingtu.checks.PackView.OutcomeView;
import org.jingtu.checks.PackView.ParameterView;
import org.jingtu.checks.PackView.RuleView;
import org.jingtu.checks.PackView.StageView;
import org.jingtu.checks.PackView.Summary;
import org.jingtu.checks.PackView.Version;
import org.jingtu.checks.PackView.WithdrawnView;
import org.jingtu.rules.Change;
import org.jingtu.rules.CodeList;
import org.jingtu.rules.Fact;
import org.jingtu.rules.Pack;
import org.jingtu.rules.PackEnglish;
import org.jingtu.rules.Packs;
import org.jingtu.rules.Parameter;
import org.jingtu.rules.Rule;
import org.jingtu.rules.Stage;
import org.jingtu.rules.Verdict;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows rule packs as a reader of the HTTP interface sees them. */
@Component
class PackViews {

  private final Packs packs;
  private final Map<String, Collection> collections;
  private final ReaderTexts texts;

  PackViews(Packs packs, Catalog catalog, ReaderTexts texts) {
    this.packs = packs;
    this.collections =
        catalog.listCollections().stream().collect(Collectors.toMap(Collection::id, c -> c));
    this.texts = texts;
  }

  Summary summary(Pack pack) {
    Optional<PackEnglish> words = texts.words(pack);
    List<Origin> origins = pack.rules().stream().map(r -> origin(pack, r)).toList();
    return new Summary(
        pack.id(),
        pack.version(),
        pack.digest(),
        text(words, pack.title()),
        pack.adcodes(),
        pack.parent().map(id -> new Version(id, pack.parentVersion().orElseThrow())).orElse(null),
        packs
            .findNewerParent(pack)
            .map(version -> new Version(pack.parent().orElseThrow(), version))
            .orElse(null),
        packs.listVersions(pack.id()),
        basis(words, pack.documents()),
        origins.size(),
        (int) origins.stream().filter(Origin.ADDED::equals).count(),
        (int) origins.stream().filter(Origin.CHANGED::equals).count(),
        pack.withdrawn().size());
  }

  PackView detail(Pack pack) {
    Optional<PackEnglish> words = texts.words(pack);
    List<Parameter> parents = parentOf(pack, Pack::parameters);
    List<CodeList> parentLists = parentOf(pack, Pack::lists);
    return new PackView(
        summary(pack),
        pack.parameters().stream()
            .map(p -> view(pack, translated(words, p), parents.contains(p)))
            .toList(),
        pack.lists().stream().map(l -> view(words, l, parentLists.contains(l))).toList(),
        pack.facts().stream().map(f -> translated(words, f)).toList(),
        pack.threshold(),
        pack.rules().stream().map(r -> view(pack, r)).toList(),
        pack.withdrawn().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(e -> new WithdrawnView(e.getKey(), text(words, e.getValue())))
            .toList());
  }

  private static ParameterView view(Pack pack, Parameter shown, boolean inherited) {
    return new ParameterView(
        shown.name(),
        shown.title(),
        pack.english().findParameter(shown.name()).orElse(null),
        shown.value(),
        shown.source(),
        inherited);
  }

  private static ListView view(Optional<PackEnglish> words, CodeList list, boolean inherited) {
    return new ListView(
        list.name(),
        text(words, list.title()),
        list.prefixes(),
        in(words, list.source(), w -> w.source(list.source())),
        inherited);
  }

  private <T> List<T> parentOf(Pack pack, Function<Pack, List<T>> what) {
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
    Optional<PackEnglish> words = texts.words(pack);
    Origin origin = origin(pack, rule);
    String note = rule.note();
    return new RuleView(
        rule.id(),
        in(words, rule.title(), w -> w.title(rule.id(), rule.title())),
        rule.titleEnglish(),
        origin,
        texts.say("pack.origin." + origin),
        rule.origin(),
        rule.subject(),
        titleOf(rule.subject()),
        rule.stages().stream().map(this::view).toList(),
        rule.when(),
        rule.against().stream().map(this::view).toList(),
        rule.outcomes().stream().map(o -> view(words, rule, o)).toList(),
        in(words, rule.action(), w -> w.action(rule.id(), rule.action())),
        rule.actionEnglish(),
        in(words, rule.responsible(), w -> w.responsible(rule.id(), rule.responsible())),
        rule.responsibleEnglish(),
        basis(words, rule.basis()),
        rule.parameters().stream().map(p -> translated(words, p)).toList(),
        rule.threshold(),
        note == null ? null : text(words, note),
        rule.changes().stream()
            .map(c -> new Change(c.pack(), c.keys(), text(words, c.reason())))
            .toList());
  }

  private StageView view(Stage stage) {
    return new StageView(
        stage.name(), ReaderTexts.isEnglish() ? texts.say("stage." + stage) : stage.title());
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

  private OutcomeView view(Optional<PackEnglish> words, Rule rule, Rule.Outcome outcome) {
    String action = outcome.action();
    return new OutcomeView(
        outcome.when(),
        outcome.severity(),
        outcome.severity() == Verdict.CLEAR
            ? texts.say("pack.outcome.CLEAR")
            : texts.title(outcome.severity()),
        action == null ? null : in(words, action, w -> w.action(rule.id(), action)),
        outcome.actionEnglish());
  }

  private @Nullable String titleOf(@Nullable String collection) {
    Collection known = collection == null ? null : collections.get(collection);
    return known == null ? collection : texts.title(known);
  }

  private static String text(Optional<PackEnglish> words, String chinese) {
    return in(words, chinese, w -> w.text(chinese));
  }

  private static List<String> basis(Optional<PackEnglish> words, List<String> lines) {
    return lines.stream().map(line -> in(words, line, w -> w.basis(line))).toList();
  }

  private static Parameter translated(Optional<PackEnglish> words, Parameter p) {
    return words
        .map(
            w ->
                new Parameter(
                    p.name(), w.parameter(p.name(), p.title()), p.value(), w.source(p.source())))
        .orElse(p);
  }

  private static Fact translated(Optional<PackEnglish> words, Fact f) {
    return words
        .map(
            w ->
                new Fact(
                    f.name(),
                    w.question(f.name(), null, null, f.question()),
                    f.questionEnglish(),
                    f.codes()))
        .orElse(f);
  }
}
