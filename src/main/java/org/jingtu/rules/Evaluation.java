package org.jingtu.rules;

import java.util.List;
import java.util.Set;

/**
 * What a pack says about a question.
 *
 * @param verdict the gravest finding's severity
 * @param incomplete a needed collection cannot be relied on here, a missing fact could bring a
 *     finding that stops the step, or a feature of unknown place or extent could lie on the parcel
 * @param findings gravest first, then in the pack's order, then by shared area
 * @param ignored hits under the threshold for slivers
 * @param needed ids of the collections that the rules in question need
 * @param missingFacts what to ask for
 * @param unlocated features without geometry that rules would speak against; those that could stop
 *     the step make the answer incomplete
 * @param reasons why it is incomplete; empty if it is not
 */
public record Evaluation(
    Verdict verdict,
    boolean incomplete,
    List<Finding> findings,
    List<Ignored> ignored,
    Set<String> needed,
    List<MissingFact> missingFacts,
    List<Unlocated> unlocated,
    List<IncompleteReason> reasons) {}
