package org.jingtu.checks;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jingtu.catalog.Collection;
import org.jingtu.checks.ConflictView.PackOf;
import org.jingtu.rules.Anywhere;
import org.jingtu.rules.Hit;
import org.jingtu.rules.Pack;
import org.jingtu.rules.PackEnglish;
import org.jingtu.rules.Rule;
import org.jingtu.rules.Unlocated;
import org.jingtu.rules.Verdict;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Registered features that nobody knows the place of. They make no conflicts, since they would be
 * in conflict with everything in their county; but neither are they clear of anything, so they are
 * listed beside the conflicts, with the rules that could speak of them. Computed from the register
 * whenever it is asked for: there is nothing to keep in step.
 */
@Component
class ConflictUnlocated {

  private final ConflictWatch watch;
  private final ConflictSource source;
  private final ReaderTexts texts;

  ConflictUnlocated(ConflictWatch watch, ConflictSource source, ReaderTexts texts) {
    this.watch = watch;
    this.source = source;
    this.texts = texts;
  }

  /**
   * A feature of unknown place.
   *
   * @param title of its collection, in the language of the reader
   * @param rules that would speak if it lay under planned land use, a parcel on its way or another
   *     layer
   * @param worst the gravest severity that they could bring
   */
  record View(
      String collection,
      String title,
      String featureId,
      String featureCode,
      @Nullable String featureName,
      String adcode,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String township,
      List<RuleOf> rules,
      Verdict worst,
      PackOf pack) {}

  /** A rule with its title in the language of the reader. */
  record RuleOf(String rule, String title) {}

  /**
   * Which of them are asked for; what is null or empty does not restrict.
   *
   * @param severities of the gravest rule
   * @param collection of the feature, or one that a rule of it is about
   * @param adcode beginning of the feature's adcode
   * @param township name or code, as in {@link ConflictFilter}
   */
  record Wanted(
      Set<Verdict> severities,
      @Nullable String rule,
      @Nullable String collection,
      @Nullable String adcode,
      @Nullable String township) {}

  /** All that are asked for, in the order of their ids. */
  List<View> list(Wanted wanted, LocalDate today) {
    List<View> views = new ArrayList<>();
    for (Collection collection : watch.listPerhapsUnlocated()) {
      for (Watched feature : source.listUnlocated(collection, wanted.adcode())) {
        judge(feature, wanted, today).ifPresent(views::add);
      }
    }
    views.sort(Comparator.comparingLong(view -> Long.parseLong(view.featureId())));
    return views;
  }

  private Optional<View> judge(Watched feature, Wanted wanted, LocalDate today) {
    Pack pack = watch.pack(feature.adcode());
    String township = townshipOf(feature);
    if (wanted.township() != null && !wanted.township().equals(township)) {
      return Optional.empty();
    }
    Hit anywhere =
        Hit.withoutGeometry(
            feature.collection().id(),
            Long.toString(feature.feature()),
            feature.code(),
            feature.name(),
            feature.attributes());
    return Anywhere.judge(pack, anywhere, ConflictWatch.stages(), today)
        .filter(found -> isWanted(found, pack, wanted))
        .map(found -> view(feature, found, pack, township));
  }

  private static @Nullable String townshipOf(Watched feature) {
    String named = feature.text("township");
    String adcode = feature.adcode();
    return named != null
        ? named
        : adcode.length() > 6 ? adcode.substring(0, Math.min(9, adcode.length())) : null;
  }

  private static boolean isWanted(Unlocated found, Pack pack, Wanted wanted) {
    return (wanted.severities().isEmpty() || wanted.severities().contains(found.worst()))
        && (wanted.rule() == null || found.rules().contains(wanted.rule()))
        && (wanted.collection() == null
            || wanted.collection().equals(found.hit().collection())
            || found.rules().stream()
                .flatMap(id -> pack.findRule(id).stream())
                .anyMatch(rule -> isAbout(rule, found.hit().collection(), wanted.collection())));
  }

  /**
   * Whether the rule would find the feature in conflict with one of that collection: one that is
   * judged by the rule, or, where the feature itself is judged, one that it is judged against.
   */
  private static boolean isAbout(Rule rule, String feature, String collection) {
    return ConflictWatch.judges(rule, collection)
        || feature.equals(rule.subject())
            && rule.against().stream().anyMatch(a -> collection.equals(a.collection()));
  }

  private View view(Watched feature, Unlocated found, Pack pack, @Nullable String township) {
    Collection collection = feature.collection();
    Optional<PackEnglish> english = texts.words(pack);
    return new View(
        collection.id(),
        texts.title(collection),
        found.hit().featureId(),
        found.hit().featureCode(),
        found.hit().featureName(),
        feature.adcode(),
        township,
        found.rules().stream()
            .flatMap(id -> pack.findRule(id).stream())
            .map(
                rule ->
                    new RuleOf(
                        rule.id(),
                        ReaderTexts.in(
                            english, rule.title(), words -> words.title(rule.id(), rule.title()))))
            .toList(),
        found.worst(),
        new PackOf(pack.id(), pack.version()));
  }
}
