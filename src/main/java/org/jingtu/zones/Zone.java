package org.jingtu.zones;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jingtu.problems.Wording;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/**
 * A zone as a publication.
 *
 * @param version counts its changes
 * @param collection control-zones or groundwater-zones
 * @param properties values of the collection's attributes by name, beside code, name and adcode
 * @param derivedFrom how the geometry was proposed, or null if it was drawn
 * @param geometry multipolygon, EPSG:4490, longitude first
 * @param sourceSrid EPSG code of the CRS in which its edges are straight
 * @param approval the document by which the government approved it
 * @param inForceTo last day in force, or null if open
 * @param feature id of the feature that it registered, or null
 */
public record Zone(
    long id,
    long version,
    String collection,
    String code,
    @Nullable String name,
    String adcode,
    ZoneState state,
    Map<String, @Nullable Object> properties,
    List<Signpost> signposts,
    List<Monitoring> monitoring,
    @Nullable Map<String, @Nullable Object> derivedFrom,
    Geometry geometry,
    int sourceSrid,
    double areaSquareMetres,
    String author,
    Instant createdAt,
    @Nullable String approver,
    @Nullable Approval approval,
    @Nullable Announcement announcement,
    @Nullable String endReason,
    Instant changedAt,
    @Nullable Long feature) {

  /**
   * A signpost (标识牌).
   *
   * @param location {longitude, latitude} in degrees of EPSG:4490, or null if not yet chosen
   * @param erectedOn null = not yet
   * @param dueOn last day on which it is erected in time, or null if none was set
   */
  public record Signpost(
      @Nullable String text,
      double @Nullable [] location,
      @Nullable LocalDate erectedOn,
      @Nullable LocalDate dueOn) {}

  /**
   * What is monitored, how often, from when.
   *
   * @param frequency as the announcement says it
   * @param everyMonths the same as a number, by which the next time is due; null = not known
   * @param lastOn when it was last done, or null
   */
  public record Monitoring(
      Medium medium,
      String frequency,
      @Nullable LocalDate from,
      @Nullable Integer everyMonths,
      @Nullable LocalDate lastOn) {

    /** The last day on which the next monitoring is in time; null if that is not known. */
    public @Nullable LocalDate dueOn() {
      LocalDate begin = lastOn == null ? from : lastOn;
      return everyMonths == null || begin == null ? null : begin.plusMonths(everyMonths);
    }
  }

  /** What the seeds ask to be monitored: 土壤、地表水、地下水、环境空气 (济源 22). */
  public enum Medium {
    SOIL,
    SURFACE_WATER,
    GROUNDWATER,
    AIR;

    /** Its title. */
    public Wording wording() {
      return new Wording("zones.medium." + name());
    }
  }

  /** The document of the government that approved the zone. */
  public record Approval(
      @Nullable String title,
      @Nullable String number,
      @Nullable LocalDate date,
      @Nullable String unit) {}

  /** The announcement (公告). */
  public record Announcement(
      String number,
      String text,
      LocalDate announcedOn,
      LocalDate inForceFrom,
      @Nullable LocalDate inForceTo) {}

  /** The contaminated site that it belongs to, or null. */
  public @Nullable String siteCode() {
    return (String) properties.get("siteCode");
  }

  /** The attributes of the feature that it registers. */
  public Map<String, @Nullable Object> attributes() {
    Map<String, @Nullable Object> attributes = new LinkedHashMap<>(properties);
    attributes.put("code", code);
    attributes.put("name", name);
    attributes.put("adcode", adcode);
    if (announcement != null) {
      attributes.put("sourceDate", announcement.announcedOn());
      if (collection.equals(Zones.CONTROL_ZONES)) {
        attributes.put("announcementNo", announcement.number());
        attributes.put("inForceFrom", announcement.inForceFrom());
        attributes.put("inForceTo", announcement.inForceTo());
        attributes.put("signpost", signposts.stream().anyMatch(s -> s.erectedOn() != null));
      }
    }
    return attributes;
  }

  Zone withState(ZoneState to) {
    return copy(to, signposts, monitoring, approver, approval, announcement, endReason, feature);
  }

  Zone withMeasures(List<Signpost> posts, List<Monitoring> watch) {
    return copy(state, posts, watch, approver, approval, announcement, endReason, feature);
  }

  Zone withApproval(ZoneState to, @Nullable String by, @Nullable Approval document) {
    return copy(to, signposts, monitoring, by, document, announcement, endReason, feature);
  }

  Zone withAnnouncement(Announcement given) {
    return copy(
        ZoneState.PUBLISHED, signposts, monitoring, approver, approval, given, endReason, feature);
  }

  Zone withFeature(long registered) {
    return copy(
        ZoneState.IN_FORCE,
        signposts,
        monitoring,
        approver,
        approval,
        announcement,
        endReason,
        registered);
  }

  Zone withEnd(ZoneState to, @Nullable String reason) {
    return copy(to, signposts, monitoring, approver, approval, announcement, reason, feature);
  }

  private Zone copy(
      ZoneState to,
      List<Signpost> posts,
      List<Monitoring> watch,
      @Nullable String by,
      @Nullable Approval document,
      @Nullable Announcement announced,
      @Nullable String reason,
      @Nullable Long registered) {
    return new Zone(
        id,
        version,
        collection,
        code,
        name,
        adcode,
        to,
        properties,
        posts,
        watch,
        derivedFrom,
        geometry,
        sourceSrid,
        areaSquareMetres,
        author,
        createdAt,
        by,
        document,
        announced,
        reason,
        changedAt,
        registered);
  }
}
