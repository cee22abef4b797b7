package org.jingtu.zones;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.jingtu.access.Actor;
import org.jingtu.access.Actors;
import org.jingtu.access.AuditTrail;
import org.jingtu.catalog.Catalog;
import org.jingtu.catalog.Collection;
import org.jingtu.features.FeatureDraft;
import org.jingtu.features.FeatureVersion;
import org.jingtu.features.Features;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What happens to a zone by date: it takes effect, and it expires. Each is one transaction over
 * state, registered feature, event and audit entry, begun by locking the zone; so it happens once,
 * however many instances try and whenever one of them is killed.
 *
 * <p>The service itself registers, in the name of {@link Actor#SYSTEM}: the decision was taken and
 * recorded when the zone was announced.
 */
@Component
class ZoneEffects {

  private final ZoneStore store;
  private final ZoneReader reader;
  private final ZoneGuards guards;
  private final Features features;
  private final Catalog catalog;
  private final Actors actors;
  private final AuditTrail audit;

  ZoneEffects(
      ZoneStore store,
      ZoneReader reader,
      ZoneGuards guards,
      Features features,
      Catalog catalog,
      Actors actors,
      AuditTrail audit) {
    this.store = store;
    this.reader = reader;
    this.guards = guards;
    this.features = features;
    this.catalog = catalog;
    this.actors = actors;
    this.audit = audit;
  }

  /**
   * Does what the day brings for one zone: begins it, ends it, or nothing.
   *
   * @return whether anything was done; false also while another instance is at it
   */
  @Transactional
  boolean step(long id, LocalDate today) {
    Optional<Zone> zone = store.lockIfFree(id);
    return zone.isPresent() && (takeEffect(zone.get(), today) || expire(zone.get(), today));
  }

  /** Begins an announced zone if its day has come; belongs to the caller's transaction. */
  boolean takeEffect(long id, LocalDate today) {
    return takeEffect(store.lock(id).orElseThrow(), today);
  }

  private boolean takeEffect(Zone zone, LocalDate today) {
    Zone.Announcement announcement = zone.announcement();
    if (zone.state() != ZoneState.PUBLISHED
        || announcement == null
        || announcement.inForceFrom().isAfter(today)) {
      return false;
    }
    if (announcement.inForceTo() != null && announcement.inForceTo().isBefore(today)) {
      // the service did not run while it would have been in force
      end(zone, ZoneState.EXPIRED, "从未在本系统生效：服务停用期间已届满");
      return true;
    }
    store
        .lockInForce(zone.collection(), zone.code())
        .ifPresent(earlier -> end(earlier, ZoneState.SUPERSEDED, announcement.number()));
    long feature = register(zone);
    store.update(zone.withFeature(feature));
    record(zone.id(), "TOOK_EFFECT", null);
    return true;
  }

  /** Registers the zone; a current feature of the same code goes on in a new version. */
  private long register(Zone zone) {
    Collection collection = catalog.getCollection(zone.collection());
    FeatureDraft draft = reader.feature(zone);
    Optional<FeatureVersion> current = features.findByCode(collection, zone.code());
    return guards.publishing(
        () ->
            actors.as(
                Actor.SYSTEM,
                () ->
                    current
                        .map(c -> features.replace(collection, c.feature(), c.since(), draft))
                        .orElseGet(() -> features.create(collection, draft))
                        .feature()));
  }

  private boolean expire(Zone zone, LocalDate today) {
    Zone.Announcement announcement = zone.announcement();
    if (zone.state() != ZoneState.IN_FORCE
        || announcement == null
        || announcement.inForceTo() == null
        || !announcement.inForceTo().isBefore(today)) {
      return false;
    }
    unregister(zone);
    end(zone, ZoneState.EXPIRED, null);
    return true;
  }

  /** Ends the feature of a zone in force; its history stays. */
  void unregister(Zone zone) {
    Collection collection = catalog.getCollection(zone.collection());
    long feature = java.util.Objects.requireNonNull(zone.feature());
    FeatureVersion current = features.getFeature(collection, feature, null);
    guards.publishing(
        () ->
            actors.as(
                Actor.SYSTEM,
                () -> {
                  features.remove(collection, feature, current.since());
                  return feature;
                }));
  }

  private void end(Zone zone, ZoneState state, @org.jspecify.annotations.Nullable String note) {
    store.update(zone.withEnd(state, null));
    record(zone.id(), state.name(), note);
  }

  private void record(long zone, String action, @org.jspecify.annotations.Nullable String note) {
    actors.as(
        Actor.SYSTEM,
        () -> {
          store.insertEvent(zone, actors.current(), action, note);
          audit.record(
              "ZONE_" + action, "zones/" + zone, note == null ? Map.of() : Map.of("note", note));
        });
  }
}
