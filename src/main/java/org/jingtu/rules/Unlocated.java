package org.jingtu.rules;

import java.util.List;

/**
 * A feature without geometry that rules would speak against if it lay on the parcel. Nobody can say
 * that it does not.
 *
 * @param hit the feature
 * @param rules ids of those rules
 * @param worst the gravest finding that it could bring
 */
public record Unlocated(Hit hit, List<String> rules, Verdict worst) {}
