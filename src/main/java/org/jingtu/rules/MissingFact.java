package org.jingtu.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fact that rules need and nobody gave.
 *
 * @param name as in conditions: {@code parcel.plannedUse}, or {@code feature.pollutionLevel} for an
 *     attribute of a feature
 * @param question what to ask, in Chinese
 * @param rules ids of the rules that it would decide
 * @param worst the gravest finding that it could bring, or that it could make milder
 * @param collection of the feature whose attribute is missing, else null
 * @param featureId of that feature, else null
 * @param featureCode of that feature, else null
 */
public record MissingFact(
    String name,
    String question,
    List<String> rules,
    Verdict worst,
    @Nullable String collection,
    @Nullable String featureId,
    @Nullable String featureCode) {}
