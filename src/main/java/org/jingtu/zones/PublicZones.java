package org.jingtu.zones;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.jingtu.zones.ZoneProblems.ZoneNotFound;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.springframework.stereotype.Component;

/**
 * What the public reads of zones: those announced, and only what an announcement says. Drafts,
 * people, reasons and documents of approval never appear; nor do codes and names of sites that the
 * public may not know of.
 */
@Component
class PublicZones {

  private static final int MOST = 1000;

  private final ZoneStore store;
  private final Secrecy secrecy;

  PublicZones(ZoneStore store, Secrecy secrecy) {
    this.store = store;
    this.secrecy = secrecy;
  }

  /**
   * A zone as the public sees it.
   *
   * @param state PUBLISHED, IN_FORCE, EXPIRED, SUPERSEDED, or WITHDRAWN
   * @param siteCode only of a site that stands in the published list, or was removed from it
   * @param requirements what is restricted there
   */
  record Notice(
      long id,
      String collection,
      ZoneState state,
      @Nullable String code,
      @Nullable String name,
      String adcode,
      @Nullable String siteCode,
      @Nullable String requirements,
      Zone.Announcement announcement,
      List<Zone.Signpost> signposts,
      List<Zone.Monitoring> monitoring,
      double areaSquareMetres,
      Geometry geometry,
      Instant changedAt) {

    /** A title for lists and feeds. */
    String title() {
      return (name == null ? "" : name + " ") + announcement.number();
    }
  }

  /** The zones announced that are in force or will be, by id; at most 1,000 after an id. */
  List<Notice> listNotices(@Nullable String adcode, long after) {
    Secrecy.Veil veil = secrecy.veil();
    return store
        .page(
            new ZoneQuery(
                EnumSet.of(ZoneState.PUBLISHED, ZoneState.IN_FORCE),
                null,
                adcode,
                null,
                LocalDate.now(Zones.CHINA),
                after,
                MOST))
        .stream()
        .map(zone -> notice(zone, veil))
        .toList();
  }

  /**
   * The notice of a zone that was announced, also after its end.
   *
   * @throws ZoneNotFound also for a draft: the public cannot tell whether there is one
   */
  Notice getNotice(String id) {
    return find(id)
        .filter(z -> z.announcement() != null)
        .filter(z -> z.state().isAnnounced() || z.state() == ZoneState.WITHDRAWN)
        .map(zone -> notice(zone, secrecy.veil()))
        .orElseThrow(() -> new ZoneNotFound(id));
  }

  private Optional<Zone> find(String id) {
    return id.matches("[0-9]{1,18}") ? store.find(Long.parseLong(id)) : Optional.empty();
  }

  private static Notice notice(Zone zone, Secrecy.Veil veil) {
    Zone.Announcement a = java.util.Objects.requireNonNull(zone.announcement());
    Object requirements =
        zone.properties().getOrDefault("measures", zone.properties().get("requirements"));
    return new Notice(
        zone.id(),
        zone.collection(),
        zone.state(),
        veil.cover(zone.code()),
        veil.cover(zone.name()),
        zone.adcode(),
        veil.shows(zone.siteCode()) ? zone.siteCode() : null,
        veil.cover((String) requirements),
        new Zone.Announcement(
            covered(veil, a.number()),
            covered(veil, a.text()),
            a.announcedOn(),
            a.inForceFrom(),
            a.inForceTo()),
        zone.signposts().stream()
            .map(s -> new Zone.Signpost(veil.cover(s.text()), s.location(), s.erectedOn()))
            .toList(),
        zone.monitoring().stream()
            .map(m -> new Zone.Monitoring(m.medium(), covered(veil, m.frequency()), m.from()))
            .toList(),
        zone.areaSquareMetres(),
        zone.geometry(),
        zone.changedAt());
  }

  private static String covered(Secrecy.Veil veil, String text) {
    return java.util.Objects.requireNonNull(veil.cover(text));
  }
}
