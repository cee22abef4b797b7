package org.jingtu.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An example in a pack: a question and hits, and what must be found.
 *
 * <p>A case of a rule says what that rule must do: a severity, {@code none}, {@code ignored} or
 * {@code asked}. A case of the pack lists all its findings, as {@code rule: severity}.
 *
 * @param rule that the case belongs to; null for a case of the pack
 * @param expected outcome by rule: a severity, {@code none}, {@code ignored} or {@code asked}
 */
record ExampleCase(
    YamlAt at,
    @Nullable String rule,
    String title,
    Question question,
    List<Hit> hits,
    Map<String, String> expected) {

  private static final String NONE = "none";
  private static final LocalDate DEFAULT_TODAY = LocalDate.of(2026, 1, 1);

  /** The cases of every rule in effect, and those that the file has of its own. */
  static List<ExampleCase> readAll(YamlAt file, PackContents contents) {
    List<ExampleCase> cases = new ArrayList<>();
    contents
        .rules()
        .forEach(
            (id, source) -> {
              YamlAt own = source.entries().get("cases");
              if (own != null) {
                own.items().forEach(item -> cases.add(read(item, id)));
              }
            });
    YamlAt own = file.entries().get("cases");
    if (own != null) {
      own.items().forEach(item -> cases.add(read(item, null)));
    }
    return List.copyOf(cases);
  }

  private static ExampleCase read(YamlAt at, @Nullable String rule) {
    Map<String, YamlAt> entries = at.entries(Set.of("title", "question", "hits", "expect"));
    Question question = readQuestion(at.need(entries, "question"));
    YamlAt hits = entries.get("hits");
    YamlAt expect = at.need(entries, "expect");
    Map<String, String> expected = new HashMap<>();
    if (rule != null) {
      expected.put(rule, expect.text());
    } else {
      expect.entries().forEach((id, outcome) -> expected.put(id, outcome.text()));
    }
    List<Hit> read = new ArrayList<>();
    if (hits != null) {
      for (YamlAt hit : hits.items()) {
        read.add(readHit(hit, read.size() + 1, question.parcelAreaSquareMetres()));
      }
    }
    return new ExampleCase(
        at, rule, at.need(entries, "title").text(), question, read, Map.copyOf(expected));
  }

  private static Question readQuestion(YamlAt at) {
    Map<String, YamlAt> entries =
        at.entries(
            Set.of(
                "stage",
                "currentUse",
                "plannedUse",
                "planStage",
                "survey",
                "parcel",
                "project",
                "areaSquareMetres",
                "today"));
    Map<String, @Nullable Object> parcel = new HashMap<>(values(entries.get("parcel")));
    parcel.put("survey", text(entries, "survey"));
    YamlAt area = entries.get("areaSquareMetres");
    YamlAt today = entries.get("today");
    return new Question(
        at.need(entries, "stage").text(),
        text(entries, "currentUse"),
        text(entries, "plannedUse"),
        text(entries, "planStage"),
        parcel,
        values(entries.get("project")),
        area == null ? 10_000 : area.number(),
        today == null ? DEFAULT_TODAY : LocalDate.parse(today.text()));
  }

  private static Hit readHit(YamlAt at, int number, double parcelArea) {
    Map<String, YamlAt> entries =
        at.entries(
            Set.of(
                "collection",
                "areaSquareMetres",
                "meanWidthMetres",
                "distanceMetres",
                "dimension",
                "attributes"));
    double distance = number(entries, "distanceMetres", 0);
    int dimension = (int) number(entries, "dimension", 2);
    boolean beside = distance > 0 || dimension < 2;
    double area = number(entries, "areaSquareMetres", beside ? 0 : 1_000);
    return new Hit(
        at.need(entries, "collection").text(),
        String.valueOf(number),
        "例" + number,
        null,
        values(entries.get("attributes")),
        area,
        100 * area / parcelArea,
        number(entries, "meanWidthMetres", area > 0 ? 20 : 0),
        distance,
        dimension);
  }

  private static double number(Map<String, YamlAt> entries, String key, double otherwise) {
    YamlAt entry = entries.get(key);
    return entry == null ? otherwise : entry.number();
  }

  private static @Nullable String text(Map<String, YamlAt> entries, String key) {
    YamlAt entry = entries.get(key);
    return entry == null ? null : entry.text();
  }

  private static Map<String, @Nullable Object> values(@Nullable YamlAt mapping) {
    Map<String, @Nullable Object> values = new HashMap<>();
    if (mapping != null) {
      mapping.entries().forEach((name, at) -> values.put(name, at.value()));
    }
    return values;
  }

  /** What the pack does otherwise than the case says, in words; empty if all is as expected. */
  List<String> listDifferences(Pack pack) {
    Map<String, String> found =
        outcomesOf(Evaluator.evaluate(pack, question, hits, statuses(pack)));
    Set<String> judged = new TreeSet<>(expected.keySet());
    if (rule == null) {
      judged.addAll(found.keySet());
    }
    List<String> differences = new ArrayList<>();
    for (String id : judged) {
      String due = expected.getOrDefault(id, NONE);
      String outcome = found.getOrDefault(id, NONE);
      if (!due.equals(outcome)) {
        differences.add("%s：%s: %s instead of %s".formatted(title, id, outcome, due));
      }
    }
    return differences;
  }

  /** By rule, what it did: its gravest finding, else ignored, else asked. */
  private static Map<String, String> outcomesOf(Evaluation evaluation) {
    Map<String, String> outcomes = new HashMap<>();
    evaluation.missingFacts().forEach(m -> m.rules().forEach(id -> outcomes.put(id, "asked")));
    evaluation.ignored().forEach(i -> i.rules().forEach(id -> outcomes.put(id, "ignored")));
    List<Finding> mildestFirst = new ArrayList<>(evaluation.findings());
    Collections.reverse(mildestFirst);
    mildestFirst.forEach(f -> outcomes.put(f.rule(), f.severity().name()));
    return outcomes;
  }

  private List<CollectionStatus> statuses(Pack pack) {
    return pack.neededCollections(question).stream()
        .map(c -> new CollectionStatus(c, true, false, question.today(), false))
        .toList();
  }
}
