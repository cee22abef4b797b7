package org.jingtu.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One rule that speaks about the parcel or the subject: against one feature, or about itself.
 *
 * @param rule id of the rule
 * @param severity how grave
 * @param title Chinese title of the rule
 * @param titleEnglish English title, if the pack has one
 * @param basis documents with clause and the words relied on, one a line
 * @param action what to do
 * @param responsible who does it
 * @param collection of the feature; null for a finding on the parcel itself, as the further feature
 *     fields then are
 * @param featureId stable id of the feature; null too where the finding is on what of the subject
 *     lies outside the collection
 * @param featureCode code of the feature
 * @param featureName name of the feature
 * @param areaSquareMetres shared area, as in the hit
 * @param percentOfParcel share of the parcel or of the subject, 0 to 100
 * @param meanWidthMetres mean width of the shared area
 * @param distanceMetres distance to the parcel
 * @param parameters parameters of the pack that the rule used, with their source
 * @param dependsOn names of missing facts that could make this finding milder: the gravest of the
 *     open outcomes is given
 * @param possible true where the feature is known as a point alone and the rule speaks only if its
 *     boundary reaches that far; what would prohibit then suspends, until the boundary is known
 */
public record Finding(
    String rule,
    Verdict severity,
    String title,
    @Nullable String titleEnglish,
    List<String> basis,
    String action,
    String responsible,
    @Nullable String collection,
    @Nullable String featureId,
    @Nullable String featureCode,
    @Nullable String featureName,
    double areaSquareMetres,
    double percentOfParcel,
    double meanWidthMetres,
    double distanceMetres,
    List<Parameter> parameters,
    List<String> dependsOn,
    boolean possible) {}
