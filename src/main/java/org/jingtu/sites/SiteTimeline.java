package org.jingtu.sites;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jingtu.geo.GeoJson;
import org.jingtu.problems.Wordings;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** The life of one site so far, version by version. */
@Component
class SiteTimeline {

  private final Sites sites;
  private final SiteStore store;
  private final SiteDocuments documents;
  private final Wordings texts;

  SiteTimeline(Sites sites, SiteStore store, SiteDocuments documents, Wordings texts) {
    this.texts = texts;
    this.sites = sites;
    this.store = store;
    this.documents = documents;
  }

  /**
   * A version in the life of a site.
   *
   * @param day the day that counts: of the document, else of the source, else of the entry
   * @param origin STEP with a document; IMPORT by the job {@code importJob}; EDIT of the feature
   * @param transition id of the recorded step, for attached files; null for imports and edits
   * @param stepTitle in the reader's language, as is the title of the status
   * @param geometry of this version where it differs from the version before, EPSG:4490
   */
  record Entry(
      long dataVersion,
      LocalDate day,
      Instant recordedAt,
      String recordedBy,
      String origin,
      @Nullable UUID importJob,
      @Nullable Long transition,
      @Nullable SiteStep step,
      @Nullable String stepTitle,
      SiteStatus status,
      String title,
      boolean listed,
      boolean heldUndeveloped,
      @Nullable SiteDocument document,
      List<SiteDocuments.Attached> attached,
      double areaSquareMetres,
      boolean geometryChanged,
      @Nullable ObjectNode geometry) {}

  /** Every version of a site, the newest first. */
  List<Entry> list(long feature) {
    List<ContaminatedSite> versions = sites.listVersions(feature);
    Map<Long, SiteStore.Transition> steps = store.listTransitions(feature);
    Map<Long, SiteStore.Origin> origins = store.listOrigins(feature);
    Map<Long, LocalDate> days = store.listDays(feature);
    List<SiteDocuments.Attached> files = documents.listDocuments(feature);
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < versions.size(); i++) {
      ContaminatedSite version = versions.get(i);
      Geometry before = i + 1 < versions.size() ? versions.get(i + 1).geometry() : null;
      entries.add(
          entry(
              version,
              steps.get(version.since()),
              java.util.Objects.requireNonNull(origins.get(version.since())),
              java.util.Objects.requireNonNull(days.get(version.since())),
              files,
              !same(version.geometry(), before)));
    }
    return entries;
  }

  private Entry entry(
      ContaminatedSite version,
      SiteStore.@Nullable Transition step,
      SiteStore.Origin origin,
      LocalDate day,
      List<SiteDocuments.Attached> files,
      boolean geometryChanged) {
    Geometry geometry = version.geometry();
    return new Entry(
        version.since(),
        day,
        origin.committedAt(),
        origin.actor(),
        step != null ? "STEP" : origin.origin(),
        version.importJob(),
        step == null ? null : step.id(),
        step == null ? null : step.step(),
        step == null ? null : texts.say(step.step().wording()),
        version.status(),
        texts.say(version.status().wording()),
        version.isListed(),
        version.needsControlZone(),
        step == null ? null : step.document(),
        step == null
            ? List.of()
            : files.stream().filter(f -> Long.valueOf(step.id()).equals(f.transition())).toList(),
        version.areaSquareMetres(),
        geometryChanged,
        geometryChanged && geometry != null ? GeoJson.writeGeometry(geometry) : null);
  }

  private static boolean same(@Nullable Geometry one, @Nullable Geometry other) {
    return one == null ? other == null : other != null && one.equalsExact(other);
  }
}
