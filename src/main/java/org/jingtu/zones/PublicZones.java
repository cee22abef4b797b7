package org.jingtu.zones;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.jingtu.problems.BadParameter;
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

  /** Notices of a page. */
  static final int MOST = 1000;

  private final ZoneStore store;
  private final ImportedZones imported;
  private final Secrecy secrecy;

  PublicZones(ZoneStore store, ImportedZones imported, Secrecy secrecy) {
    this.imported = imported;
    this.store = store;
    this.secrecy = secrecy;
  }

  /**
   * A zone as the public sees it.
   *
   * @param id of the publication, or {@code COLLECTION-FEATURE} of a zone that was announced
   *     elsewhere and imported
   * @param state PUBLISHED, IN_FORCE, EXPIRED, SUPERSEDED, or WITHDRAWN
   * @param siteCode only of a site that stands in the published list, or was removed from it
   * @param requirements what is restricted there
   */
  record Notice(
      String id,
      String collection,
      ZoneState state,
      @Nullable String code,
      @Nullable String name,
      String adcode,
      @Nullable String siteCode,
      @Nullable String requirements,
      @Nullable String announcementNo,
      @Nullable String text,
      @Nullable LocalDate announcedOn,
      @Nullable LocalDate inForceFrom,
      @Nullable LocalDate inForceTo,
      List<Zone.Signpost> signposts,
      List<Zone.Monitoring> monitoring,
      double areaSquareMetres,
      Geometry geometry,
      Instant changedAt) {

    /** A title for lists and feeds. */
    String title() {
      String what = name != null ? name : announcementNo == null ? String.valueOf(code) : "";
      return (what + " " + (announcementNo == null ? "" : announcementNo)).strip();
    }

    /** Whether it was announced here, with a text; else what is known of it was imported. */
    boolean isAnnouncedHere() {
      return text != null;
    }
  }

  /**
   * The zones that are in force or will be, at most 1,000 after an id: those announced here by
   * their ids, then those announced elsewhere.
   */
  List<Notice> listNotices(@Nullable String adcode, String after) {
    Secrecy.Veil veil = secrecy.veil();
    boolean elsewhere = ImportedZones.isId(after);
    List<Notice> notices = new ArrayList<>();
    if (!elsewhere) {
      notices.addAll(published(adcode, number(after), veil));
    }
    if (notices.size() < MOST) {
      imported
          .list(adcode, elsewhere ? after : null, MOST - notices.size())
          .forEach(zone -> notices.add(zone.notice(veil)));
    }
    return notices;
  }

  private static long number(String after) {
    if (!after.matches("[0-9]{1,18}")) {
      throw new BadParameter("after", after, "0");
    }
    return Long.parseLong(after);
  }

  private List<Notice> published(@Nullable String adcode, long after, Secrecy.Veil veil) {
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
    if (ImportedZones.isId(id)) {
      return imported
          .find(id)
          .map(zone -> zone.notice(secrecy.veil()))
          .orElseThrow(() -> new ZoneNotFound(id));
    }
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
        Long.toString(zone.id()),
        zone.collection(),
        zone.state(),
        veil.cover(zone.code()),
        veil.cover(zone.name()),
        zone.adcode(),
        veil.shows(zone.siteCode()) ? zone.siteCode() : null,
        veil.cover((String) requirements),
        covered(veil, a.number()),
        covered(veil, a.text()),
        a.announcedOn(),
        a.inForceFrom(),
        a.inForceTo(),
        zone.signposts().stream()
            .map(s -> new Zone.Signpost(veil.cover(s.text()), s.location(), s.erectedOn(), null))
            .toList(),
        zone.monitoring().stream()
            .map(
                m ->
                    new Zone.Monitoring(
                        m.medium(), covered(veil, m.frequency()), m.from(), m.everyMonths(), null))
            .toList(),
        zone.areaSquareMetres(),
        zone.geometry(),
        zone.changedAt());
  }

  private static String covered(Secrecy.Veil veil, String text) {
    return java.util.Objects.requireNonNull(veil.cover(text));
  }
}
