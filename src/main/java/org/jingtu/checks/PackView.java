package org.jingtu.checks;

import java.util.List;
import org.jingtu.rules.Change;
import org.jingtu.rules.Fact;
import org.jingtu.rules.Parameter;
import org.jingtu.rules.Threshold;
import org.jingtu.rules.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * A pack in full, as it is given out. Words are in the reader's language; what ends in English is
 * that of the pack, whoever reads it, and null where it has none.
 */
record PackView(
    Summary pack,
    List<ParameterView> parameters,
    List<ListView> lists,
    List<Fact> facts,
    Threshold slivers,
    List<RuleView> rules,
    List<WithdrawnView> withdrawn) {

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
    INHERITED,
    CHANGED,
    ADDED
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
}
