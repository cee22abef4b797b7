package org.jingtu.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which rules could speak of a feature that is only on a list: it may lie anywhere, on a parcel on
 * its way, under planned land use, in a protection area. Only what the feature itself says can
 * exclude a rule; silence is never “clear”.
 */
public final class Anywhere {

  private static final String PROJECT = "project.";

  private final Pack pack;
  private final Hit feature;
  private final Set<Stage> stages;
  private final Facts asHit;
  private final Facts asSubject;
  private final List<String> rules = new ArrayList<>();
  private Verdict worst = Verdict.CLEAR;

  private Anywhere(Pack pack, Hit feature, Set<Stage> stages, LocalDate today) {
    this.pack = pack;
    this.feature = feature;
    this.stages = stages;
    this.asHit = pack.factsOf(today);
    this.asHit.turnTo(feature);
    this.asSubject =
        pack.factsOf(
            new Subject(
                feature.collection(),
                feature.featureId(),
                feature.featureCode(),
                feature.featureName(),
                feature.attributes(),
                0,
                Hit.NO_GEOMETRY),
            today);
  }

  /**
   * The rules that could speak of it, against whatever it may lie on; empty if none can.
   *
   * @param feature without geometry
   * @param stages at which parcels and planned uses are judged; rules between layers have none.
   *     Rules that need to know a project are left out
   */
  public static Optional<Unlocated> judge(
      Pack pack, Hit feature, Set<Stage> stages, LocalDate today) {
    return new Anywhere(pack, feature, stages, today).judge();
  }

  private Optional<Unlocated> judge() {
    for (CompiledRule rule : pack.compiledRules()) {
      String subject = rule.rule().subject();
      if (feature.collection().equals(subject)) {
        judge(rule, asSubject, false);
      } else if (subject != null || rule.rule().stages().stream().anyMatch(stages::contains)) {
        judge(rule, asHit, true);
      }
    }
    return rules.isEmpty()
        ? Optional.empty()
        : Optional.of(new Unlocated(feature, List.copyOf(rules), worst));
  }

  private void judge(CompiledRule rule, Facts facts, boolean isTarget) {
    if (rule.when().test(facts) == Truth.FALSE || needsProject(rule, facts)) {
      return;
    }
    boolean speaks =
        rule.targets().stream()
            .filter(t -> t.collection() != null)
            .anyMatch(
                t ->
                    !isTarget
                        || feature.collection().equals(t.collection())
                            && t.where().test(facts) != Truth.FALSE);
    Verdict severity = speaks ? Consequence.of(rule, facts).severity() : Verdict.CLEAR;
    if (severity != Verdict.CLEAR) {
      rules.add(rule.rule().id());
      worst = severity.isWorseThan(worst) ? severity : worst;
    }
  }

  private static boolean needsProject(CompiledRule rule, Facts facts) {
    Set<String> missing = new HashSet<>();
    rule.when().tellMissing(facts, missing::add);
    return missing.stream().anyMatch(name -> name.startsWith(PROJECT));
  }
}
