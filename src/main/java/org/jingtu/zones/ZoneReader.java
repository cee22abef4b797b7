package org.jingtu.zones;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jingtu.catalog.Catalog;
import org.jingtu.catalog.Collection;
import org.jingtu.features.FeatureDraft;
import org.jingtu.features.FeatureDrafts;
import org.jingtu.geo.CoordinateSystems;
import org.jingtu.zones.ZoneProblems.ZoneRequestInvalid;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Checks what people state of a zone, by the same rules as the features of its collection. */
@Component
class ZoneReader {

  private static final Set<String> COLLECTIONS =
      Set.of(Zones.CONTROL_ZONES, Zones.GROUNDWATER_ZONES);

  /** What the announcement decides, not the draft. */
  static final Set<String> ANNOUNCED =
      Set.of("announcementNo", "inForceFrom", "inForceTo", "signpost", "sourceDate");

  private static final int MOST_MEASURES = 200;

  private final FeatureDrafts drafts;
  private final Catalog catalog;
  private final CoordinateSystems systems;

  ZoneReader(FeatureDrafts drafts, Catalog catalog, CoordinateSystems systems) {
    this.drafts = drafts;
    this.catalog = catalog;
    this.systems = systems;
  }

  /**
   * The zone that a draft describes.
   *
   * @param before the zone that it changes, or null
   * @throws org.jingtu.problems.Problem FEATURE_INVALID, ZONE_REQUEST_INVALID, an unsupported CRS
   */
  Zone read(ZoneDraft draft, @Nullable Zone before, String author) {
    requireCollection(draft, before);
    requireMeasures(draft.signposts(), draft.monitoring());
    Collection collection = catalog.getCollection(draft.collection());
    requireKnown(draft.properties(), collection);
    FeatureDraft read =
        drafts.read(
            collection,
            new LinkedHashMap<>(draft.properties()),
            draft.geometry(),
            systems.getCrs(draft.crs() == null ? "EPSG:4490" : draft.crs()));
    Map<String, @Nullable Object> properties = new LinkedHashMap<>(read.attributes());
    String code = (String) Objects.requireNonNull(properties.remove("code"));
    String name = (String) properties.remove("name");
    String adcode = (String) Objects.requireNonNull(properties.remove("adcode"));
    return new Zone(
        before == null ? 0 : before.id(),
        before == null ? 1 : before.version(),
        draft.collection(),
        code,
        name,
        adcode,
        ZoneState.DRAFT,
        properties,
        draft.signposts(),
        draft.monitoring(),
        draft.derivedFrom(),
        Objects.requireNonNull(read.geometry()),
        read.sourceSrid(),
        read.areaSquareMetres(),
        author,
        before == null ? Instant.EPOCH : before.createdAt(),
        null,
        null,
        null,
        null,
        Instant.EPOCH,
        null);
  }

  private static void requireCollection(ZoneDraft draft, @Nullable Zone before) {
    if (!COLLECTIONS.contains(draft.collection())
        || before != null && !before.collection().equals(draft.collection())) {
      throw new ZoneRequestInvalid(
          "collection",
          before == null
              ? String.join("、", COLLECTIONS.stream().sorted().toList())
              : before.collection());
    }
  }

  private static void requireKnown(
      Map<String, @Nullable Object> properties, Collection collection) {
    for (String name : properties.keySet()) {
      if (ANNOUNCED.contains(name) || collection.findAttribute(name).isEmpty()) {
        throw new ZoneRequestInvalid("properties." + name, known(collection));
      }
    }
  }

  private static String known(Collection collection) {
    return String.join(
        "、",
        collection.attributes().stream()
            .map(org.jingtu.catalog.Attribute::name)
            .filter(name -> !ANNOUNCED.contains(name))
            .toList());
  }

  /** The feature that a zone registers. */
  FeatureDraft feature(Zone zone) {
    Map<String, @Nullable Object> raw = new HashMap<>(zone.attributes());
    return drafts.restore(
        catalog.getCollection(zone.collection()),
        raw,
        zone.geometry(),
        zone.sourceSrid(),
        zone.areaSquareMetres());
  }

  void requireApproval(Zone.Approval approval) {
    required("document.title", approval.title(), 200);
    required("document.number", approval.number(), 100);
    required("document.unit", approval.unit(), 200);
    if (approval.date() == null || approval.date().isAfter(LocalDate.now(Zones.CHINA))) {
      throw new ZoneRequestInvalid("document.date", "2026-03-01");
    }
  }

  void requireMeasures(List<Zone.Signpost> signposts, List<Zone.Monitoring> monitoring) {
    if (signposts.size() > MOST_MEASURES || monitoring.size() > MOST_MEASURES) {
      throw new ZoneRequestInvalid("signposts, monitoring", "≤ " + MOST_MEASURES);
    }
    for (Zone.Signpost post : signposts) {
      double[] at = post.location();
      if (at != null
          && (at.length != 2 || !(at[0] >= 73 && at[0] <= 136 && at[1] >= 3 && at[1] <= 54))) {
        throw new ZoneRequestInvalid("signposts.location", "[117.15, 40.95]");
      }
      if (post.text() != null && post.text().length() > 500) {
        throw new ZoneRequestInvalid("signposts.text", "≤ 500");
      }
      requirePast("signposts.erectedOn", post.erectedOn());
    }
    for (Zone.Monitoring m : monitoring) {
      if (m.medium() == null) {
        throw new ZoneRequestInvalid("monitoring.medium", "SOIL、SURFACE_WATER、GROUNDWATER、AIR");
      }
      if (m.everyMonths() != null && (m.everyMonths() < 1 || m.everyMonths() > 120)) {
        throw new ZoneRequestInvalid("monitoring.everyMonths", "1…120");
      }
      requirePast("monitoring.lastOn", m.lastOn());
      required("monitoring.frequency", m.frequency(), 200);
    }
  }

  private static void requirePast(String field, @Nullable LocalDate day) {
    LocalDate today = LocalDate.now(Zones.CHINA);
    if (day != null && day.isAfter(today)) {
      throw new ZoneRequestInvalid(field, "≤ " + today);
    }
  }

  /** The text, which must be there and not too long. */
  static String required(String field, @Nullable String text, int longest) {
    if (text == null || text.isBlank() || text.length() > longest) {
      throw new ZoneRequestInvalid(field, "1…" + longest);
    }
    return text.strip();
  }
}
