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
          "subject",
          "stages",
          "when",
          "against",
          "outside",
          "where",
          "within",
          "slivers",
          "action",
          "actionEnglish",
          "responsible",
          "responsibleEnglish",
          "basis",
          "note",
          "cases");
  private static final String PARCEL = "parcel";

  private final PackContents contents;
  private final ConditionCompiler compiler;
  private final RuleSource source;
  private final Map<String, YamlAt> entries;
  private final YamlAt at;
  private final @Nullable YamlAt subject;

  RuleReader(PackContents contents, AttributeNames attributes, RuleSource source) {
    this.contents = contents;
    this.source = source;
    this.entries = source.entries();
    this.at = source.at();
    this.subject = entries.get("subject");
    this.compiler = new ConditionCompiler(contents, attributes, textOf("subject"));
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
            source.origin(),
            textOf("subject"),
            readStages(),
            textOf("when"),
            targets.stream().map(CompiledRule.Target::against).toList(),
            outcomes.stream().map(CompiledRule.Outcome::outcome).toList(),
            need("action").text(),
            textOf("actionEnglish"),
            need("responsible").text(),
            textOf("responsibleEnglish"),
            readBasis(need("basis")),
            readThreshold(),
            List.copyOf(compiler.parameters()),
            textOf("note"),
            source.changes());
    return new CompiledRule(at, rule, when, targets, outcomes);
  }

  private YamlAt need(String key) {
    return at.need(entries, key);
  }

  private @Nullable String textOf(String key) {
    return textOf(entries, key);
  }

  private static @Nullable String textOf(Map<String, YamlAt> fields, String key) {
    YamlAt entry = fields.get(key);
    return entry == null ? null : entry.text();
  }

  private Condition condition(@Nullable YamlAt entry, @Nullable String collection) {
    return entry == null ? Condition.ALWAYS : compiler.compile(entry, collection);
  }

  private Set<Stage> readStages() {
    if (subject == null) {
      return readStages(need("stages"));
    }
    if (entries.containsKey("stages")) {
      throw need("stages").fault("有 subject 的规则不分环节", "a rule with a 'subject' has no stages");
    }
    return Set.of();
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
    return Stage.findStage(name)
        .orElseThrow(() -> at.fault("没有用地环节“" + name + "”", "no stage '" + name + "'"));
  }

  /** One collection with {@code where} and {@code within} beside it, or a list of such. */
  private List<CompiledRule.Target> readTargets() {
    YamlAt against = entries.get("against");
    YamlAt outside = entries.get("outside");
    if (outside != null) {
      return List.of(readOutside(outside));
    }
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

  /** What of the subject lies outside every feature of a collection. */
  private CompiledRule.Target readOutside(YamlAt outside) {
    if (subject == null) {
      throw outside.fault(
          "只有写明 subject 的规则可以用 outside", "'outside' is for rules with a 'subject' alone");
    }
    for (String key : List.of("against", "where", "within")) {
      if (entries.containsKey(key)) {
        throw need(key).fault("不能与 outside 同用", "'" + key + "' does not go with 'outside'");
      }
    }
    return new CompiledRule.Target(
        new Rule.Against(outside.text(), null, null, true), Condition.ALWAYS);
  }

  private CompiledRule.Target readTarget(String name, Map<String, YamlAt> fields) {
    String collection = name.equals(PARCEL) ? null : name;
    YamlAt where = fields.get("where");
    YamlAt within = fields.get("within");
    if (collection == null && within != null) {
      throw within.fault("有距离就要写明针对哪个图层", "a distance needs a collection to be 'against'");
    }
    Condition condition = condition(where, collection);
    Parameter distance = within == null ? null : compiler.use(within.text(), within);
    String text = where == null ? null : where.text();
    return new CompiledRule.Target(new Rule.Against(collection, text, distance, false), condition);
  }

  private List<CompiledRule.Outcome> readOutcomes(List<CompiledRule.Target> targets) {
    YamlAt severity = entries.get("severity");
    if (severity != null && entries.containsKey("outcomes")) {
      throw severity.fault("severity 与 outcomes 只能写一个", "give 'severity' or 'outcomes', not both");
    }
    if (severity != null) {
      Rule.Outcome only = new Rule.Outcome(null, readVerdict(severity, Verdict.NOTICE), null, null);
      return List.of(new CompiledRule.Outcome(only, Condition.ALWAYS));
    }
    String collection = targets.size() == 1 ? targets.get(0).collection() : null;
    List<CompiledRule.Outcome> outcomes = new ArrayList<>();
    for (YamlAt item : need("outcomes").items()) {
      Map<String, YamlAt> fields =
          item.entries(Set.of("when", "severity", "action", "actionEnglish"));
      YamlAt when = fields.get("when");
      Rule.Outcome outcome =
          new Rule.Outcome(
              when == null ? null : when.text(),
              readVerdict(item.need(fields, "severity"), Verdict.CLEAR),
              textOf(fields, "action"),
              textOf(fields, "actionEnglish"));
      outcomes.add(new CompiledRule.Outcome(outcome, condition(when, collection)));
    }
    if (outcomes.isEmpty()) {
      throw need("outcomes").fault("至少要有一个结论", "at least one outcome is due");
    }
    return List.copyOf(outcomes);
  }

  /** A severity; an outcome may also be CLEAR: then the rule does not speak. */
  private static Verdict readVerdict(YamlAt severity, Verdict mildest) {
    return Arrays.stream(Verdict.values())
        .filter(v -> !mildest.isWorseThan(v) && v.name().equals(severity.text()))
        .findFirst()
        .orElseThrow(
            () ->
                severity.fault(
                    "没有结论等级“" + severity.text() + "”", "no severity '" + severity.text() + "'"));
  }

  /** The documents of the region; where they are silent, those of others, marked as such. */
  private List<String> readBasis(YamlAt basis) {
    List<String> own = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (YamlAt item : basis.items()) {
      Map<String, YamlAt> fields = item.entries(Set.of("document", "clause", "text"));
      YamlAt key = item.need(fields, "document");
      String document = contents.documents().get(key.text());
      if (document == null) {
        throw key.fault(
            "本规则包没有文件“" + key.text() + "”", "no document '" + key.text() + "' in this pack");
      }
      YamlAt clause = fields.get("clause");
      YamlAt text = fields.get("text");
      String line =
          document
              + (clause == null ? "" : clause.text())
              + (text == null ? "" : "：“" + text.text() + "”");
      boolean holds = contents.cites().isEmpty() || contents.cites().contains(key.text());
      (holds ? own : others).add(holds ? line : "参照" + line);
    }
    if (own.isEmpty() && others.isEmpty()) {
      throw basis.fault("规则要有依据", "a rule needs a basis");
    }
    return List.copyOf(own.isEmpty() ? others : own);
  }

  private Threshold readThreshold() {
    YamlAt slivers = entries.get("slivers");
    if (slivers != null) {
      return PackReader.readThreshold(slivers, contents.threshold());
    }
    Threshold stated = contents.threshold();
    if (stated == null) {
      throw at.fault(
          "规则和规则包都没有写明碎屑阈值", "neither the rule nor the pack states a threshold for slivers");
    }
    return stated;
  }
}
