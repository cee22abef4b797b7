package org.jingtu.rules;

import java.util.List;
import java.util.Set;

/**
 * What a pack says about a question.
 *
 * @param verdict the gravest finding's severity
 * @param incomplete a needed collection cannot be relied on here, or a missing fact could bring a
 *     finding that stops the step
 * @param findings gravest first, then in the pack's order, then by shared area
 * @param ignored hits under the threshold for slivers
 * @param needed ids of the collections that the rules in question need
 * @param missingFacts what to ask for
 */
public record Evaluation(
    Verdict verdict,
    boolean incomplete,
    List<Finding> findings,
    List<Ignored> ignored,
    Set<String> needed,
    List<MissingFact> missingFacts) {}
