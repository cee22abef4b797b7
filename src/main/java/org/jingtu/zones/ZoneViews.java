package org.jingtu.zones;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jingtu.geo.GeoJson;
import org.jingtu.problems.Wordings;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON of zones, for those who are signed in. */
@Component
class ZoneViews {

  private final Wordings texts;

  ZoneViews(Wordings texts) {
    this.texts = texts;
  }

  /** A zone in full; {@code possible} lists the acts that its state allows. */
  record ZoneView(
      String id,
      long version,
      String collection,
      String code,
      @Nullable String name,
      String adcode,
      ZoneState state,
      String stateTitle,
      Map<String, @Nullable Object> properties,
      List<Zone.Signpost> signposts,
      List<Zone.Monitoring> monitoring,
      @Nullable Map<String, @Nullable Object> derivedFrom,
      double areaSquareMetres,
      double areaMu,
      String author,
      Instant createdAt,
      Instant changedAt,
      @Nullable String approver,
      Zone.@Nullable Approval approval,
      Zone.@Nullable Announcement announcement,
      @Nullable String endReason,
      @Nullable String featureId,
      List<ZoneAct> possible,
      @Nullable ObjectNode geometry) {}

  ZoneView full(Zone zone) {
    return view(zone, GeoJson.writeGeometry(zone.geometry()));
  }

  ZoneView brief(Zone zone) {
    return view(zone, null);
  }

  private ZoneView view(Zone zone, @Nullable ObjectNode geometry) {
    return new ZoneView(
        Long.toString(zone.id()),
        zone.version(),
        zone.collection(),
        zone.code(),
        zone.name(),
        zone.adcode(),
        zone.state(),
        texts.say(zone.state().wording()),
        zone.properties(),
        zone.signposts(),
        zone.monitoring(),
        zone.derivedFrom(),
        zone.areaSquareMetres(),
        zone.areaSquareMetres() * 3 / 2000,
        zone.author(),
        zone.createdAt(),
        zone.changedAt(),
        zone.approver(),
        zone.approval(),
        zone.announcement(),
        zone.endReason(),
        zone.feature() == null ? null : Long.toString(zone.feature()),
        ZoneAct.possible(zone.state()),
        geometry);
  }

  record ListView(List<ZoneView> zones, int numberReturned, @Nullable String next) {}

  /**
   * A draft as it is sent; see {@link ZoneDraft}. A zone as it was read ({@link ZoneView}) and a
   * proposal ({@link ProposalView}) can be sent back: what they have beyond a draft is not looked
   * at.
   *
   * @param code counts where the properties have none, as in a zone that was read; likewise name
   *     and adcode
   */
  @JsonIgnoreProperties({
    "id",
    "version",
    "state",
    "stateTitle",
    "areaSquareMetres",
    "areaMu",
    "author",
    "createdAt",
    "changedAt",
    "approver",
    "approval",
    "announcement",
    "endReason",
    "featureId",
    "possible",
    "geometryStored"
  })
  record DraftRequest(
      @Nullable String collection,
      @Nullable String code,
      @Nullable String name,
      @Nullable String adcode,
      @Nullable String crs,
      @Nullable JsonNode geometry,
      @Nullable Map<String, @Nullable Object> properties,
      @Nullable List<Zone.Signpost> signposts,
      @Nullable List<Zone.Monitoring> monitoring,
      @Nullable Map<String, @Nullable Object> derivedFrom) {

    ZoneDraft draft() {
      JsonNode node =
          geometry != null && geometry.path("type").asString("").equals("Feature")
              ? geometry.path("geometry")
              : geometry;
      return new ZoneDraft(
          collection == null ? "" : collection,
          crs,
          node == null || node.isNull() ? null : GeoJson.readGeometry(node),
          stated(),
          signposts == null ? List.of() : signposts,
          monitoring == null ? List.of() : monitoring,
          derivedFrom);
    }

    private Map<String, @Nullable Object> stated() {
      Map<String, @Nullable Object> stated = new LinkedHashMap<>();
      if (properties != null) {
        stated.putAll(properties);
      }
      putUnlessStated(stated, "code", code);
      putUnlessStated(stated, "name", name);
      putUnlessStated(stated, "adcode", adcode);
      return stated;
    }

    private static void putUnlessStated(
        Map<String, @Nullable Object> stated, String property, @Nullable String value) {
      if (value != null && !stated.containsKey(property)) {
        stated.put(property, value);
      }
    }
  }

  record ApproveRequest(Zone.@Nullable Approval document) {}

  record ReasonRequest(@Nullable String reason) {}

  /** An announcement; {@code announcedOn} null = today, {@code inForceTo} null = open. */
  record PublishRequest(
      @Nullable String announcementNo,
      @Nullable String text,
      @Nullable LocalDate announcedOn,
      @Nullable LocalDate inForceFrom,
      @Nullable LocalDate inForceTo) {

    Zone.Announcement announcement() {
      LocalDate announced = announcedOn == null ? LocalDate.now(Zones.CHINA) : announcedOn;
      if (inForceFrom == null) {
        throw new ZoneProblems.ZoneRequestInvalid("inForceFrom", "2026-03-01");
      }
      if (inForceTo != null && inForceTo.isBefore(inForceFrom)) {
        throw new ZoneProblems.ZoneRequestInvalid("inForceTo", "≥ " + inForceFrom);
      }
      return new Zone.Announcement(
          ZoneReader.required("announcementNo", announcementNo, 100),
          ZoneReader.required("text", text, 20_000),
          announced,
          inForceFrom,
          inForceTo);
    }
  }

  record MeasuresRequest(
      @Nullable List<Zone.Signpost> signposts, @Nullable List<Zone.Monitoring> monitoring) {}

  /**
   * What the zone must not leave: a registered feature ({@code collection}, {@code code}), a
   * registered administrative area ({@code adcode}), or a boundary given here ({@code geometry}, in
   * {@code crs} or EPSG:4490).
   */
  record ClipRequest(
      @Nullable String collection,
      @Nullable String code,
      @Nullable String adcode,
      @Nullable JsonNode geometry,
      @Nullable String crs) {

    ZoneProposals.Limit limit() {
      boolean drawn = geometry != null && !geometry.isNull();
      if (collection != null && code != null && adcode == null && !drawn) {
        return new ZoneProposals.ByFeature(collection, code);
      }
      if (adcode != null && collection == null && code == null && !drawn) {
        return new ZoneProposals.ByArea(adcode);
      }
      if (drawn && collection == null && code == null && adcode == null) {
        JsonNode node = java.util.Objects.requireNonNull(geometry);
        return new ZoneProposals.ByBoundary(
            GeoJson.readGeometry(
                node.path("type").asString("").equals("Feature") ? node.path("geometry") : node),
            crs == null ? "EPSG:4490" : crs);
      }
      throw new ZoneProblems.ZoneRequestInvalid(
          "clipTo", "{collection, code} | {adcode} | {geometry, crs}");
    }
  }

  record ProposalRequest(
      @Nullable String siteCode, @Nullable Double widthMetres, @Nullable ClipRequest clipTo) {

    ZoneProposals.@Nullable Limit limit() {
      return clipTo == null ? null : clipTo.limit();
    }
  }

  /** A proposal, ready to be sent back as a draft once code and name are added. */
  record ProposalView(
      String collection,
      String crs,
      ObjectNode geometry,
      ObjectNode geometryStored,
      double areaSquareMetres,
      double areaMu,
      Map<String, @Nullable Object> properties,
      Map<String, @Nullable Object> derivedFrom) {

    static ProposalView of(ZoneProposals.Proposal p) {
      return new ProposalView(
          Zones.CONTROL_ZONES,
          p.crs().code(),
          GeoJson.writeGeometry(p.geometry()),
          GeoJson.writeGeometry(p.stored()),
          p.areaSquareMetres(),
          p.areaSquareMetres() * 3 / 2000,
          p.properties(),
          p.derivedFrom());
    }
  }
}
