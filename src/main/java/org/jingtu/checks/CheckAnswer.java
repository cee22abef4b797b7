package org.jingtu.checks;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jingtu.rules.IncompleteReason;
import org.jingtu.rules.MissingFact;
import org.jingtu.rules.Parameter;
import org.jingtu.rules.Verdict;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The answer to a check, as it is stored and given out. Areas are ellipsoidal, m² to two decimals
 * with 亩 (2000/3 m²) beside them; geometries are EPSG:4490, longitude first.
 *
 * @param verdict the worst severity among the findings
 * @param verdictTitle the verdict in Chinese
 * @param incomplete whether something that a matching rule needs is not known
 * @param incompleteReasons why it is incomplete; empty if it is not
 * @param question the facts by which the rules decided; {@code surveySource} tells where the survey
 *     state comes from: REQUEST, PARCEL (its record) or SITE (a site that takes the whole plot)
 * @param unlocated features without geometry that may lie on the plot
 * @param missingFacts facts that would decide a rule and are not known
 * @param clearAreaSquareMetres area of the plot on which no finding lies
 * @param hash digest of input, versions, findings and figures
 */
record CheckAnswer(
    UUID id,
    Verdict verdict,
    String verdictTitle,
    boolean incomplete,
    List<ReasonAnswer> incompleteReasons,
    ParcelAnswer parcel,
    Map<String, Object> question,
    List<FindingAnswer> findings,
    List<IgnoredAnswer> ignored,
    List<UnlocatedAnswer> unlocated,
    List<CollectionAnswer> collections,
    List<MissingFact> missingFacts,
    double clearAreaSquareMetres,
    double clearAreaMu,
    PackAnswer pack,
    Instant asOf,
    Instant evaluatedAt,
    String hash) {

  /**
   * Why the answer is incomplete.
   *
   * @param names names of missing facts, or codes of features (fifty at the most)
   */
  record ReasonAnswer(
      IncompleteReason.Kind code,
      @Nullable String collection,
      String text,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> names) {}

  /**
   * Features of a collection that are only on a list: nobody can say that they do not lie on the
   * plot.
   *
   * @param count how many
   * @param features fifty of them at the most
   */
  record UnlocatedAnswer(
      String collection, String title, int count, List<UnlocatedFeature> features) {}

  /** One of them, with the rules that it would trigger and the gravest finding. */
  record UnlocatedFeature(
      String featureId,
      String featureCode,
      @Nullable String featureName,
      List<String> rules,
      Verdict worst) {}

  /**
   * The plot.
   *
   * @param areaDifferencePercent how much the measured area differs from the registered one, % of
   *     the registered; null without a registered area
   * @param areaDiffers whether that is more than 1 % and so worth a look
   */
  record ParcelAnswer(
      @Nullable String parcelNo,
      @Nullable String name,
      @Nullable String adcode,
      double areaSquareMetres,
      double areaMu,
      @Nullable Double registeredAreaSquareMetres,
      @Nullable Double areaDifferencePercent,
      @Nullable Boolean areaDiffers,
      @Schema(implementation = Object.class, description = "GeoJSON") ObjectNode geometry) {}

  /** How much of the plot a feature takes. */
  record OverlapAnswer(double areaSquareMetres, double areaMu, double percentOfParcel) {}

  /**
   * A finding; the feature's members are null for findings about the plot itself.
   *
   * @param possible true if only the point of the feature is known and its boundary may reach the
   *     plot; else absent
   */
  record FindingAnswer(
      String rule,
      Verdict severity,
      String severityTitle,
      String title,
      List<String> basis,
      String action,
      String responsible,
      @Nullable String collection,
      @Nullable String featureId,
      @Nullable String featureCode,
      @Nullable String featureName,
      @Nullable OverlapAnswer overlap,
      @Nullable Double distanceMetres,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Parameter> parameters,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> dependsOn,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean possible) {}

  /** A hit that is too small to count, with the figure and the threshold. */
  record IgnoredAnswer(
      String collection,
      String featureId,
      String featureCode,
      double areaSquareMetres,
      double meanWidthMetres,
      List<String> rules,
      String reason) {}

  /** What “nothing found” means for a collection. */
  enum State {
    /** Data there, and something lies on the plot. */
    CONCERNED,
    /** Data there, and nothing lies on the plot. */
    NOT_CONCERNED,
    /** Never loaded for this area. */
    NO_DATA,
    /** Older than the pack allows. */
    STALE,
    /** Could not be measured. */
    FAILED
  }

  /**
   * A collection.
   *
   * @param needed whether a matching rule needs it
   * @param covered whether its declared coverage holds the plot
   * @param unionAreaSquareMetres area of the plot that its features take together, without counting
   *     twice, m²
   */
  record CollectionAnswer(
      String collection,
      String title,
      State state,
      boolean needed,
      boolean covered,
      @Nullable LocalDate sourceDate,
      long dataVersion,
      double unionAreaSquareMetres) {}

  /** The pack that decided. */
  record PackAnswer(String id, String version, String digest) {}

  CheckAnswer withHash(String value) {
    return new CheckAnswer(
        id,
        verdict,
        verdictTitle,
        incomplete,
        incompleteReasons,
        parcel,
        question,
        findings,
        ignored,
        unlocated,
        collections,
        missingFacts,
        clearAreaSquareMetres,
        clearAreaMu,
        pack,
        asOf,
        evaluatedAt,
        value);
  }
}
