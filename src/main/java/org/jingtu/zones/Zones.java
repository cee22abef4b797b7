package org.jingtu.zones;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jingtu.access.Actor;
import org.jingtu.access.Actors;
import org.jingtu.access.AuditTrail;
import org.jingtu.access.Departments;
import org.jingtu.access.Permissions;
import org.jingtu.access.Roles;
import org.jingtu.zones.ZoneProblems.AnnouncementNamesSite;
import org.jingtu.zones.ZoneProblems.ApprovedByAuthor;
import org.jingtu.zones.ZoneProblems.ZoneActRefused;
import org.jingtu.zones.ZoneProblems.ZoneChangedMeanwhile;
import org.jingtu.zones.ZoneProblems.ZoneNotFound;
import org.jingtu.zones.ZoneProblems.ZoneRequestInvalid;
import org.jingtu.zones.ZoneProblems.ZoneUnderway;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The zones as publications. Drafts are written by editors of 生态环境, decided on by its officers; who
 * wrote a draft does not approve it. Each act is one transaction with its event and audit entry.
 *
 * <p>Source: 承德高新区 三（四）1、济源 22、江苏 五“关闭搬迁遗留地块土壤污染风险管控”: drawn up, approved by the government,
 * announced, signposted.
 */
@Component
public class Zones {

  static final String CONTROL_ZONES = "control-zones";
  static final String GROUNDWATER_ZONES = "groundwater-zones";

  /** Days begin at midnight in China. */
  static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

  private final ZoneStore store;
  private final ZoneReader reader;
  private final ZoneEffects effects;
  private final Secrecy secrecy;
  private final Permissions permissions;
  private final Actors actors;
  private final AuditTrail audit;

  Zones(
      ZoneStore store,
      ZoneReader reader,
      ZoneEffects effects,
      Secrecy secrecy,
      Permissions permissions,
      Actors actors,
      AuditTrail audit) {
    this.store = store;
    this.reader = reader;
    this.effects = effects;
    this.secrecy = secrecy;
    this.permissions = permissions;
    this.actors = actors;
    this.audit = audit;
  }

  /** Whether a draft may state the attribute; the others are the announcement's. */
  public static boolean isDrafted(String attribute) {
    return !ZoneReader.ANNOUNCED.contains(attribute);
  }

  /**
   * A zone in any state, for signed-in readers.
   *
   * @throws org.jingtu.problems.Problem ZONE_NOT_FOUND
   */
  public Zone getZone(String id) {
    return store
        .find(parse(id))
        .filter(zone -> permissions.isWithinTerritory(zone.adcode()))
        .orElseThrow(() -> new ZoneNotFound(id));
  }

  /** A page of zones in the order of their ids. */
  List<Zone> listZones(ZoneQuery query) {
    return store.page(query);
  }

  /** What was done with a zone, the oldest first. */
  List<ZoneEvent> listEvents(String id) {
    return store.listEvents(getZone(id).id());
  }

  /**
   * Passes if the current actor may make drafts; asked before a file is read.
   *
   * @throws org.jingtu.problems.Problem WRITE_NOT_PERMITTED
   */
  public void requireDrafter() {
    permissions.requireWrite(Departments.ECOLOGY);
  }

  /**
   * Makes a draft.
   *
   * @throws org.jingtu.problems.Problem FEATURE_INVALID, ZONE_UNDERWAY, WRITE_NOT_PERMITTED
   */
  @Transactional
  public Zone create(ZoneDraft draft) {
    permissions.requireWrite(Departments.ECOLOGY);
    Zone zone = reader.read(draft, null, actors.current().username());
    permissions.requireTerritory(zone.adcode());
    requireFree(zone);
    long id = store.insert(zone);
    return recorded(id, "CREATED", null);
  }

  /** Changes a draft; null members of the request are not kept: it states the whole draft. */
  @Transactional
  Zone change(String id, @Nullable Long expected, ZoneDraft draft) {
    permissions.requireWrite(Departments.ECOLOGY);
    Zone zone = allowed(id, expected, ZoneAct.CHANGE);
    Zone changed = reader.read(draft, zone, zone.author());
    permissions.requireTerritory(changed.adcode());
    requireFree(changed);
    store.update(changed);
    return recorded(zone.id(), "CHANGED", null);
  }

  @Transactional
  Zone submit(String id, @Nullable Long expected) {
    permissions.requireWrite(Departments.ECOLOGY);
    Zone zone = allowed(id, expected, ZoneAct.SUBMIT);
    store.update(zone.withState(ZoneState.SUBMITTED));
    return recorded(zone.id(), "SUBMITTED", null);
  }

  /**
   * Records the approval by the government.
   *
   * @throws ApprovedByAuthor if the actor wrote the draft
   */
  @Transactional
  Zone approve(String id, @Nullable Long expected, Zone.Approval approval) {
    Actor officer = requireOfficer();
    Zone zone = allowed(id, expected, ZoneAct.APPROVE);
    if (officer.username().equals(zone.author())) {
      throw new ApprovedByAuthor(zone.author());
    }
    reader.requireApproval(approval);
    store.update(zone.withApproval(ZoneState.APPROVED, officer.username(), approval));
    return recorded(zone.id(), "APPROVED", approval.number());
  }

  @Transactional
  Zone reject(String id, @Nullable Long expected, @Nullable String reason) {
    requireOfficer();
    Zone zone = allowed(id, expected, ZoneAct.REJECT);
    String why = ZoneReader.required("reason", reason, 1000);
    store.update(zone.withApproval(ZoneState.DRAFT, null, null));
    return recorded(zone.id(), "REJECTED", why);
  }

  /**
   * Announces a zone. If its first day has come, it takes effect in the same transaction; else
   * {@link ZoneSchedule} sees to it on that day.
   *
   * @throws AnnouncementNamesSite if a text of it names a site that the public may not know of
   */
  @Transactional
  Zone publish(String id, @Nullable Long expected, Zone.Announcement announcement) {
    requireOfficer();
    Zone zone = allowed(id, expected, ZoneAct.PUBLISH).withAnnouncement(announcement);
    LocalDate today = LocalDate.now(CHINA);
    if (announcement.announcedOn().isAfter(today)) {
      throw new ZoneRequestInvalid("announcedOn", "≤ " + today);
    }
    if (announcement.inForceTo() != null && announcement.inForceTo().isBefore(today)) {
      throw new ZoneRequestInvalid("inForceTo", "≥ " + today);
    }
    secrecy
        .findLeak(zone)
        .ifPresent(
            field -> {
              throw new AnnouncementNamesSite(field);
            });
    store.update(zone);
    recorded(zone.id(), "PUBLISHED", announcement.number());
    effects.takeEffect(zone.id(), today);
    return store.find(zone.id()).orElseThrow();
  }

  /** Takes a zone back, whatever its state; one in force ends today. */
  @Transactional
  Zone withdraw(String id, @Nullable Long expected, @Nullable String reason) {
    Zone zone = getZone(id);
    if (zone.state() == ZoneState.DRAFT) {
      permissions.requireWrite(Departments.ECOLOGY);
    } else {
      requireOfficer();
    }
    zone = allowed(id, expected, ZoneAct.WITHDRAW);
    String why = ZoneReader.required("reason", reason, 1000);
    if (zone.state() == ZoneState.IN_FORCE) {
      effects.unregister(zone);
    }
    store.update(zone.withEnd(ZoneState.WITHDRAWN, why));
    return recorded(zone.id(), "WITHDRAWN", why);
  }

  /** Records signposts and monitoring of a zone, also of one in force. */
  @Transactional
  Zone recordMeasures(
      String id,
      @Nullable Long expected,
      List<Zone.Signpost> signposts,
      List<Zone.Monitoring> monitoring) {
    permissions.requireWrite(Departments.ECOLOGY);
    Zone zone = allowed(id, expected, ZoneAct.RECORD_MEASURES);
    reader.requireMeasures(signposts, monitoring);
    store.update(zone.withMeasures(signposts, monitoring));
    return recorded(zone.id(), "MEASURES_RECORDED", null);
  }

  private Zone recorded(long id, String action, @Nullable String note) {
    store.insertEvent(id, actors.current(), action, note);
    Zone zone = store.find(id).orElseThrow();
    audit.record(
        "ZONE_" + action,
        "zones/" + id,
        Map.of("state", zone.state(), "version", zone.version(), "code", zone.code()));
    return zone;
  }

  private Zone allowed(String id, @Nullable Long expected, ZoneAct act) {
    Zone zone =
        store
            .lock(parse(id))
            .filter(z -> permissions.isWithinTerritory(z.adcode()))
            .orElseThrow(() -> new ZoneNotFound(id));
    if (expected != null && expected != zone.version()) {
      throw new ZoneChangedMeanwhile(expected, zone.version());
    }
    if (!act.from().contains(zone.state())) {
      throw new ZoneActRefused(zone.state(), act, ZoneAct.possible(zone.state()));
    }
    return zone;
  }

  private void requireFree(Zone zone) {
    if (store.isUnderway(zone.collection(), zone.code(), zone.id())) {
      throw new ZoneUnderway(zone.code());
    }
  }

  private Actor requireOfficer() {
    permissions.requireRole(Roles.OFFICER);
    Actor actor = actors.current();
    if (!actor.hasRole(Roles.ADMIN) && !Objects.equals(actor.department(), Departments.ECOLOGY)) {
      permissions.requireWrite(Departments.ECOLOGY);
    }
    return actor;
  }

  private static long parse(String id) {
    if (!id.matches("[0-9]{1,18}")) {
      throw new ZoneNotFound(id);
    }
    return Long.parseLong(id);
  }
}
