package org.jingtu.zones;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.springframework.stereotype.Component;

/** The announcements of zones as the public reads them, for other rooms to set as documents. */
@Component
public class PublicNotices {

  private final PublicZones zones;

  PublicNotices(PublicZones zones) {
    this.zones = zones;
  }

  /**
   * An announcement (公告).
   *
   * @param title name of the zone, if it may be told, and number of the announcement
   * @param announcedHere whether it was announced here, with a text; else it was announced
   *     elsewhere and imported, and {@code announcedOn} is the date of that data
   * @param siteCode only of a site that the public may know of
   * @param requirements what is restricted there
   * @param signposts what each says, and the day on which it was put up
   * @param monitoring what is monitored, and how often
   * @param geometry EPSG:4490, longitude first
   */
  public record Notice(
      String id,
      String title,
      boolean announcedHere,
      @Nullable String number,
      @Nullable String text,
      ZoneState state,
      @Nullable LocalDate announcedOn,
      @Nullable LocalDate inForceFrom,
      @Nullable LocalDate inForceTo,
      @Nullable String code,
      String adcode,
      @Nullable String siteCode,
      @Nullable String requirements,
      List<Signpost> signposts,
      List<Monitoring> monitoring,
      double areaSquareMetres,
      Geometry geometry) {}

  /** A signpost; {@code erectedOn} is null until it stands. */
  public record Signpost(@Nullable String text, @Nullable LocalDate erectedOn) {}

  /** What is monitored, and how often. */
  public record Monitoring(Zone.Medium medium, String frequency) {}

  /**
   * The announcement with this id.
   *
   * @throws org.jingtu.problems.Problem ZONE_NOT_FOUND, also for what was never announced
   */
  public Notice getNotice(String id) {
    PublicZones.Notice n = zones.getNotice(id);
    return new Notice(
        n.id(),
        n.title(),
        n.isAnnouncedHere(),
        n.announcementNo(),
        n.text(),
        n.state(),
        n.announcedOn(),
        n.inForceFrom(),
        n.inForceTo(),
        n.code(),
        n.adcode(),
        n.siteCode(),
        n.requirements(),
        n.signposts().stream().map(s -> new Signpost(s.text(), s.erectedOn())).toList(),
        n.monitoring().stream().map(m -> new Monitoring(m.medium(), m.frequency())).toList(),
        n.areaSquareMetres(),
        n.geometry());
  }
}
