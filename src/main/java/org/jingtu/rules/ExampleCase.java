package org.jingtu.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An example in a pack: a question, or a subject in the parcel's place, with hits, and what must be
 * found.
 *
 * <p>A case of a rule says what that rule must do: a severity, {@code none}, {@code ignored} or
 * {@code asked}. A case of the pack lists all its findings, as {@code rule: severity}.
 *
 * @param rule that the case belongs to; null for a case of the pack
 * @param question about a parcel; null where there is a subject
 * @param subject the feature judged; null where there is a question
 * @param remainders what of the subject lies outside of collections
 * @param today the day of the question
 * @param expected outcome by rule: a severity, {@code none}, {@code ignored} or {@code asked}
 */
record ExampleCase(
    YamlAt at,
    @Nullable String rule,
    String title,
    @Nullable Question question,
    @Nullable Subject subject,
    List<Hit> hits,
    List<Remainder> remainders,
    LocalDate today,
    Map<String, String> expected) {

  private static final String NONE = "none";
  private static final Set<String> MISSES = Set.of(NONE, "ignored", "asked");

  /** Whether the case shows a rule that keeps silent. */
  static boolean isMiss(String outcome) {
    return MISSES.contains(outcome);
  }

  /** What the pack does otherwise than the case says; empty if all is as expected. */
  List<Difference> listDifferences(Pack pack) {
    Map<String, String> found = outcomesOf(evaluate(pack));
    Set<String> judged = new TreeSet<>(expected.keySet());
    if (rule == null) {
      judged.addAll(found.keySet());
    }
    List<Difference> differences = new ArrayList<>();
    for (String id : judged) {
      String due = expected.getOrDefault(id, NONE);
      String outcome = found.getOrDefault(id, NONE);
      if (!due.equals(outcome)) {
        differences.add(new Difference(title, id, outcome, due));
      }
    }
    return differences;
  }

  /**
   * A rule that did otherwise than expected.
   *
   * @param title of the case
   */
  record Difference(String title, String rule, String found, String due) {
    @Override
    public String toString() {
      return "%s：%s: %s instead of %s".formatted(title, rule, found, due);
    }
  }

  /** What the pack says to the example. */
  Evaluation evaluate(Pack pack) {
    if (subject != null) {
      return Evaluator.evaluate(
          pack,
          subject,
          hits,
          remainders,
          reliable(pack.reach().metresByCollection(subject).keySet()),
          today);
    }
    Question asked = Objects.requireNonNull(question);
    return Evaluator.evaluate(pack, asked, hits, reliable(pack.reach().collections(asked)));
  }

  /** By rule, what it did: its gravest finding, else ignored, else asked. */
  private static Map<String, String> outcomesOf(Evaluation evaluation) {
    Map<String, String> outcomes = new HashMap<>();
    evaluation.missingFacts().forEach(m -> m.rules().forEach(id -> outcomes.put(id, "asked")));
    evaluation.unlocated().forEach(u -> u.rules().forEach(id -> outcomes.put(id, "asked")));
    evaluation.ignored().forEach(i -> i.rules().forEach(id -> outcomes.put(id, "ignored")));
    List<Finding> mildestFirst = new ArrayList<>(evaluation.findings());
    Collections.reverse(mildestFirst);
    mildestFirst.forEach(f -> outcomes.put(f.rule(), f.severity().name()));
    return outcomes;
  }

  private List<CollectionStatus> reliable(Set<String> collections) {
    return collections.stream()
        .map(c -> new CollectionStatus(c, true, false, today, false))
        .toList();
  }
}
