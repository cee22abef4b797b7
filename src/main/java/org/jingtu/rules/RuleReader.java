package org.jingtu.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one rule of a pack and compiles it. */
final class RuleReader {

  static final Set<String> KEYS =
      Set.of(
          "id",
          "title",
          "titleEnglish",
          "severity",
          "outcomes",
          "stages",
          "when",
          "against",
          "where",
          "within",
          "slivers",
          "action",
          "responsible",
          "basis",
          "note",
          "cases");
  private static final String PARCEL = "parcel";

  private final PackContents contents;
  private final ConditionCompiler compiler;
  private final RuleSource source;
  private final Map<String, YamlAt> entries;
  private final YamlAt at;

  RuleReader(PackContents contents, AttributeNames attributes, RuleSource source) {
    this.contents = contents;
    this.compiler = new ConditionCompiler(contents, attributes);
    this.source = source;
    this.entries = source.entries();
    this.at = source.at();
  }

  CompiledRule read() {
    Condition when = condition(entries.get("when"), null);
    List<CompiledRule.Target> targets = readTargets();
    List<CompiledRule.Outcome> outcomes = readOutcomes(targets);
    Rule rule =
        new Rule(
            need("id").text(),
            need("title").text(),
            textOf("titleEnglish"),
            readStages(need("stages")),
            textOf("when"),
            targets.stream().map(CompiledRule.Target::against).toList(),
            outcomes.stream().map(CompiledRule.Outcome::outcome).toList(),
            need("action").text(),
            need("responsible").text(),
            readBasis(need("basis")),
            readThreshold(),
            List.copyOf(compiler.parameters()),
            textOf("note"),
            source.changes());
    return new CompiledRule(rule, when, targets, outcomes);
  }

  private YamlAt need(String key) {
    return at.need(entries, key);
  }

  private @Nullable String textOf(String key) {
    YamlAt entry = entries.get(key);
    return entry == null ? null : entry.text();
  }

  private Condition condition(@Nullable YamlAt entry, @Nullable String collection) {
    return entry == null ? Condition.ALWAYS : compiler.compile(entry, collection);
  }

  /** {@code any}, {@code from SUPPLY}, or a list of stages. */
  private static Set<Stage> readStages(YamlAt stages) {
    if (stages.isText() && stages.text().equals("any")) {
      return EnumSet.allOf(Stage.class);
    }
    if (stages.isText() && stages.text().startsWith("from ")) {
      return readStage(stages, stages.text().substring("from ".length())).andLater();
    }
    Set<Stage> read = EnumSet.noneOf(Stage.class);
    for (YamlAt item : stages.items()) {
      read.add(readStage(item, item.text()));
    }
    return read;
  }

  private static Stage readStage(YamlAt at, String name) {
    return Stage.findStage(name).orElseThrow(() -> at.fault("no stage '" + name + "'"));
  }

  /** One collection with {@code where} and {@code within} beside it, or a list of such. */
  private List<CompiledRule.Target> readTargets() {
    YamlAt against = entries.get("against");
    if (against == null) {
      return List.of(readTarget(PARCEL, entries));
    }
    if (against.isText()) {
      return List.of(readTarget(against.text(), entries));
    }
    List<CompiledRule.Target> targets = new ArrayList<>();
    for (YamlAt item : against.items()) {
      Map<String, YamlAt> fields = item.entries(Set.of("collection", "where", "within"));
      targets.add(readTarget(item.need(fields, "collection").text(), fields));
    }
    return List.copyOf(targets);
  }

  private CompiledRule.Target readTarget(String name, Map<String, YamlAt> fields) {
    String collection = name.equals(PARCEL) ? null : name;
    YamlAt where = fields.get("where");
    YamlAt within = fields.get("within");
    if (collection == null && within != null) {
      throw within.fault("a distance needs a collection to be 'against'");
    }
    Condition condition = condition(where, collection);
    Parameter distance = within == null ? null : compiler.use(within.text(), within);
    String text = where == null ? null : where.text();
    return new CompiledRule.Target(new Rule.Against(collection, text, distance), condition);
  }

  private List<CompiledRule.Outcome> readOutcomes(List<CompiledRule.Target> targets) {
    YamlAt severity = entries.get("severity");
    if (severity != null && entries.containsKey("outcomes")) {
      throw severity.fault("give 'severity' or 'outcomes', not both");
    }
    if (severity != null) {
      Rule.Outcome only = new Rule.Outcome(null, readVerdict(severity, Verdict.NOTICE), null);
      return List.of(new CompiledRule.Outcome(only, Condition.ALWAYS));
    }
    String collection = targets.size() == 1 ? targets.get(0).collection() : null;
    List<CompiledRule.Outcome> outcomes = new ArrayList<>();
    for (YamlAt item : need("outcomes").items()) {
      Map<String, YamlAt> fields = item.entries(Set.of("when", "severity", "action"));
      YamlAt when = fields.get("when");
      YamlAt action = fields.get("action");
      Rule.Outcome outcome =
          new Rule.Outcome(
              when == null ? null : when.text(),
              readVerdict(item.need(fields, "severity"), Verdict.CLEAR),
              action == null ? null : action.text());
      outcomes.add(new CompiledRule.Outcome(outcome, condition(when, collection)));
    }
    if (outcomes.isEmpty()) {
      throw need("outcomes").fault("at least one outcome is due");
    }
    return List.copyOf(outcomes);
  }

  /** A severity; an outcome may also be CLEAR: then the rule does not speak. */
  private static Verdict readVerdict(YamlAt severity, Verdict mildest) {
    return Arrays.stream(Verdict.values())
        .filter(v -> !mildest.isWorseThan(v) && v.name().equals(severity.text()))
        .findFirst()
        .orElseThrow(() -> severity.fault("no severity '" + severity.text() + "'"));
  }

  private List<String> readBasis(YamlAt basis) {
    List<String> lines = new ArrayList<>();
    for (YamlAt item : basis.items()) {
      Map<String, YamlAt> fields = item.entries(Set.of("document", "clause", "text"));
      YamlAt key = item.need(fields, "document");
      String document = contents.documents().get(key.text());
      if (document == null) {
        throw key.fault("no document '" + key.text() + "' in this pack");
      }
      YamlAt clause = fields.get("clause");
      YamlAt text = fields.get("text");
      lines.add(
          document
              + (clause == null ? "" : clause.text())
              + (text == null ? "" : "：“" + text.text() + "”"));
    }
    if (lines.isEmpty()) {
      throw basis.fault("a rule needs a basis");
    }
    return List.copyOf(lines);
  }

  private Threshold readThreshold() {
    YamlAt slivers = entries.get("slivers");
    if (slivers != null) {
      return PackReader.readThreshold(slivers, contents.threshold());
    }
    Threshold stated = contents.threshold();
    if (stated == null) {
      throw at.fault("neither the rule nor the pack states a threshold for slivers");
    }
    return stated;
  }
}
