package org.jingtu.rules;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A rule in effect in a pack, as a reader sees it.
 *
 * @param id lower case with hyphens, the same in every pack
 * @param title Chinese title
 * @param titleEnglish English title, if given
 * @param origin id of the pack that states it first; what its children changed is in {@code
 *     changes}
 * @param subject id of the collection whose features it judges in the parcel's place; null for a
 *     rule about parcels
 * @param stages at which it speaks; empty for a rule with a subject
 * @param when condition on stage, parcel, project and plan, or on the subject, in CQL; null for
 *     always
 * @param against what it is judged against, one after the other
 * @param outcomes the first whose condition holds gives the severity
 * @param action what to do
 * @param actionEnglish the same in English, if given
 * @param responsible who does it
 * @param responsibleEnglish the same in English, if given
 * @param basis documents with clause and the words relied on; with 参照 before it where the pack's
 *     own documents are silent and those of other regions are given
 * @param threshold for slivers
 * @param parameters that it uses
 * @param note where the documents say other than the common reading, or what was left out
 * @param changes what the pack or its parents changed in the inherited rule, and why
 */
public record Rule(
    String id,
    String title,
    @Nullable String titleEnglish,
    String origin,
    @Nullable String subject,
    Set<Stage> stages,
    @Nullable String when,
    List<Against> against,
    List<Outcome> outcomes,
    String action,
    @Nullable String actionEnglish,
    String responsible,
    @Nullable String responsibleEnglish,
    List<String> basis,
    Threshold threshold,
    List<Parameter> parameters,
    @Nullable String note,
    List<Change> changes) {

  /**
   * What a rule is judged against.
   *
   * @param collection id; null for the parcel itself
   * @param where condition on the feature, in CQL; null for every feature
   * @param within the distance up to which a feature counts; null if it must overlap
   * @param outside true if it is not the features that count but what of the subject lies outside
   *     all of them
   */
  public record Against(
      @Nullable String collection,
      @Nullable String where,
      @Nullable Parameter within,
      boolean outside) {}

  /**
   * What follows.
   *
   * @param when condition in CQL; null for always
   * @param severity how grave
   * @param action what to do, where it differs from the rule's
   * @param actionEnglish the same in English, if given
   */
  public record Outcome(
      @Nullable String when,
      Verdict severity,
      @Nullable String action,
      @Nullable String actionEnglish) {}
}
