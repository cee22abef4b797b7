package org.jingtu.checks;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jingtu.rules.Verdict;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A conflict as it is given out. Areas are ellipsoidal, m² to two decimals; geometries EPSG:4490,
 * longitude first.
 *
 * @param title of the rule; this and the other words are in the reader's language
 * @param stage the land-use stage it was judged at, or null for a rule between layers
 * @param feature the watched feature
 * @param against what it contradicts; its id is null where the finding is on what lies outside that
 *     collection
 * @param overlap shared area; 0 where it is the distance that matters
 * @param possible true where one side is known as a point alone, and its boundary may reach the
 *     other; else absent
 * @param department who deals with it, or null if nobody was named
 * @param dependsOn facts that, if known, could make it milder
 * @param geometry what both share, or the line between their nearest points; only of one conflict
 * @param history the oldest first; only of one conflict
 */
record ConflictView(
    long id,
    State state,
    String stateTitle,
    Verdict severity,
    String severityTitle,
    String rule,
    String title,
    List<String> basis,
    String action,
    String responsible,
    @Nullable String stage,
    Side feature,
    Side against,
    Share overlap,
    double distanceMetres,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean possible,
    @Nullable String department,
    Instant openedAt,
    Instant changedAt,
    @Nullable Instant closedAt,
    PackOf pack,
    List<String> dependsOn,
    @Schema(implementation = Object.class, description = "GeoJSON")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable ObjectNode geometry,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<EventView> history) {

  /** Where it stands. */
  enum State {
    /** Found, and nobody has dealt with it. */
    OPEN,
    /** Somebody has taken note. */
    ACKNOWLEDGED,
    /** An officer has settled it by a document; it is still found. */
    RESOLVED,
    /** It is no longer found. */
    CLOSED
  }

  /** One side of a conflict. */
  record Side(
      String collection,
      @Nullable String featureId,
      @Nullable String code,
      @Nullable String name,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String adcode,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String township) {}

  /** What both share. */
  record Share(double areaSquareMetres, double areaMu, double percentOfFeature) {}

  /** The pack that decided. */
  record PackOf(String id, String version) {}

  /**
   * What happened to it.
   *
   * @param kind OPENED, CHANGED, CLOSED, REOPENED, ACKNOWLEDGED, ASSIGNED, RESOLVED
   * @param cause EDIT, IMPORT, DATE, RECOMPUTE, OFFICER
   * @param collection the collection whose data version caused it, or null
   * @param details what the officer said, with the document
   */
  record EventView(
      Instant at,
      String kind,
      String actor,
      String cause,
      @Nullable String collection,
      @Nullable Long dataVersion,
      @Nullable UUID importJob,
      Verdict severity,
      double areaSquareMetres,
      double distanceMetres,
      @Nullable JsonNode details) {}
}
