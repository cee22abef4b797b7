package org.jingtu.features;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jingtu.access.Actors;
import org.jingtu.access.AuditTrail;
import org.jingtu.access.Permissions;
import org.jingtu.access.Territory;
import org.jingtu.catalog.Collection;
import org.jingtu.features.CollectionWriter.Changes;
import org.jingtu.features.DraftReader.DraftProblem;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The registered features of all collections: read, and edited one at a time. For a user who is
 * limited to an area, what lies outside of it is not found.
 */
@Component
public class Features {

  private final FeatureStore store;
  private final CollectionWriters writers;
  private final Datasets datasets;
  private final List<FeatureGuard> guards;
  private final DraftRefusals refusals;
  private final Permissions permissions;
  private final Actors actors;
  private final AuditTrail audit;

  Features(
      FeatureStore store,
      CollectionWriters writers,
      Datasets datasets,
      List<FeatureGuard> guards,
      DraftRefusals refusals,
      Permissions permissions,
      Actors actors,
      AuditTrail audit) {
    this.store = store;
    this.writers = writers;
    this.datasets = datasets;
    this.guards = guards;
    this.refusals = refusals;
    this.permissions = permissions;
    this.actors = actors;
    this.audit = audit;
  }

  /** The current feature with this code. */
  public Optional<FeatureVersion> findByCode(Collection collection, String code) {
    return store.findCurrentByCode(collection, code);
  }

  /** The current features that have one of these codes. */
  public List<FeatureVersion> listByCodes(
      Collection collection, java.util.Collection<String> codes) {
    return codes.isEmpty() ? List.of() : store.listCurrentByCodes(collection, codes);
  }

  /** Which of these codes current features have. */
  public Set<String> listRegisteredCodes(
      Collection collection, java.util.Collection<String> codes) {
    return codes.isEmpty() ? Set.of() : store.listCurrentCodes(collection, codes);
  }

  /**
   * How many current features lie in counties.
   *
   * @param counties county codes of six digits
   */
  public long countInCounties(Collection collection, List<String> counties) {
    return store.countInCounties(collection, counties);
  }

  /** Whether the collection has any current feature. */
  public boolean isEmpty(Collection collection) {
    return store.isEmpty(collection);
  }

  /**
   * A feature as it is, or as it was.
   *
   * @param asOf the moment, or null for now
   * @throws org.jingtu.problems.Problem FEATURE_NOT_FOUND
   */
  public FeatureVersion getFeature(Collection collection, long feature, @Nullable Instant asOf) {
    return findFeature(collection, feature, asOf)
        .orElseThrow(
            () -> new Problems.FeatureNotFound(collection.wording(), Long.toString(feature)));
  }

  /** The same; empty if there is none that the caller may see. */
  public Optional<FeatureVersion> findFeature(
      Collection collection, long feature, @Nullable Instant asOf) {
    Optional<FeatureVersion> found =
        asOf == null
            ? store.findCurrent(collection, feature)
            : store.findAt(collection, feature, versionAt(collection, asOf));
    return found.filter(
        version -> permissions.findTerritory().stream().allMatch(t -> t.holds(version.adcode())));
  }

  /** A feature as it was in a data version of its collection; empty if it was not there then. */
  public Optional<FeatureVersion> findAtVersion(
      Collection collection, long feature, long dataVersion) {
    return store.findAt(collection, feature, dataVersion);
  }

  /**
   * A page of features in the order of their ids.
   *
   * @param asOf the moment, or null for now
   * @param bbox {west, south, east, north} in degrees, or null for everywhere
   * @param filter a further condition, or null for none
   * @param after the id after which the page begins
   * @param limit how many at the most
   */
  public List<FeatureVersion> listFeatures(
      Collection collection,
      @Nullable Instant asOf,
      double @Nullable [] bbox,
      @Nullable FeatureFilter filter,
      long after,
      int limit) {
    Long version = asOf == null ? null : versionAt(collection, asOf);
    return store.listPage(
        collection, version, bbox, filter, permissions.findTerritory(), after, limit);
  }

  /** Every version of a feature, the newest first. */
  public List<FeatureVersion> listHistory(Collection collection, long feature) {
    List<FeatureVersion> history = store.listHistory(collection, feature);
    Optional<Territory> territory = permissions.findTerritory();
    if (history.isEmpty()
        || territory.isPresent() && !territory.get().holds(history.get(0).adcode())) {
      throw new Problems.FeatureNotFound(collection.wording(), Long.toString(feature));
    }
    return history;
  }

  /** What the writer's area and the guards of the collection say against a proposed version. */
  public List<DraftProblem> judge(
      Collection collection, @Nullable FeatureVersion current, FeatureDraft proposed) {
    return judge(collection, current, proposed, guard -> guard.judge(current, proposed));
  }

  private List<DraftProblem> judge(
      Collection collection,
      @Nullable FeatureVersion current,
      FeatureDraft proposed,
      Function<FeatureGuard, List<DraftProblem>> opinion) {
    List<DraftProblem> problems = new ArrayList<>();
    permissions.findTerritory().ifPresent(area -> judgeArea(area, current, proposed, problems));
    for (FeatureGuard guard : guards) {
      if (guard.collection().equals(collection.id())) {
        problems.addAll(opinion.apply(guard));
      }
    }
    return problems;
  }

  private static void judgeArea(
      Territory area,
      @Nullable FeatureVersion current,
      FeatureDraft proposed,
      List<DraftProblem> problems) {
    Stream.of(proposed.adcode(), current == null ? proposed.adcode() : current.adcode())
        .filter(adcode -> !area.holds(adcode))
        .findFirst()
        .ifPresent(
            adcode ->
                problems.add(
                    new DraftProblem(
                        "OUTSIDE_TERRITORY",
                        "adcode",
                        adcode,
                        null,
                        List.of(adcode, area.prefix()))));
  }

  /** Registers a new feature. */
  @Transactional
  public FeatureVersion create(Collection collection, FeatureDraft draft) {
    permissions.requireWrite(collection.department());
    permissions.requireTerritory(draft.adcode());
    CollectionWriter writer = writers.open(collection, null);
    requireFreeCode(collection, draft, null);
    requireAllowed(collection, null, draft);
    long feature = writers.newIds().next();
    writer.insert(writer.encode(List.of(new EncodedBatch.Entry(feature, draft))));
    return finish(collection, writer, feature, null, new Changes(1, 0, 0));
  }

  /**
   * Registers a new version of a feature.
   *
   * @param expected the version that was read, from If-Match
   * @throws org.jingtu.problems.Problem FEATURE_CHANGED_MEANWHILE if it is no longer current
   */
  @Transactional
  public FeatureVersion replace(
      Collection collection, long feature, long expected, FeatureDraft draft) {
    permissions.requireWrite(collection.department());
    permissions.requireTerritory(draft.adcode());
    CollectionWriter writer = writers.open(collection, null);
    FeatureVersion current = requireCurrent(collection, feature, expected);
    requireFreeCode(collection, draft, feature);
    requireAllowed(collection, current, draft);
    writer.end(List.of(feature));
    writer.insert(writer.encode(List.of(new EncodedBatch.Entry(feature, draft))));
    return finish(collection, writer, feature, expected, new Changes(0, 1, 0));
  }

  /** Ends a feature; its history stays readable. */
  @Transactional
  public void remove(Collection collection, long feature, long expected) {
    permissions.requireWrite(collection.department());
    CollectionWriter writer = writers.open(collection, null);
    requireCurrent(collection, feature, expected);
    writer.end(List.of(feature));
    writer.finish(actors.current().username(), new Changes(0, 0, 1));
    record("FEATURE_ENDED", collection, feature, expected, writer.version());
  }

  private FeatureVersion finish(
      Collection collection,
      CollectionWriter writer,
      long feature,
      @Nullable Long before,
      Changes changes) {
    writer.finish(actors.current().username(), changes);
    String action = before == null ? "FEATURE_CREATED" : "FEATURE_REPLACED";
    record(action, collection, feature, before, writer.version());
    return store.findCurrent(collection, feature).orElseThrow();
  }

  /** Both versions stay readable: the entry names them. */
  private void record(
      String action, Collection collection, long feature, @Nullable Long before, long version) {
    Map<String, Object> details = new LinkedHashMap<>();
    if (before != null) {
      details.put("before", before);
    }
    details.put("dataVersion", version);
    audit.record(action, collection.id() + "/" + feature, details);
  }

  private long versionAt(Collection collection, Instant asOf) {
    return Objects.requireNonNull(datasets.versionsAt(asOf).get(collection.id()));
  }

  private FeatureVersion requireCurrent(Collection collection, long feature, long expected) {
    FeatureVersion current = getFeature(collection, feature, null);
    if (current.since() != expected) {
      throw new Problems.FeatureChangedMeanwhile(
          Long.toString(expected), Long.toString(current.since()));
    }
    return current;
  }

  private void requireFreeCode(Collection collection, FeatureDraft draft, @Nullable Long feature) {
    findByCode(collection, draft.code())
        .filter(other -> feature == null || other.feature() != feature)
        .ifPresent(
            other -> {
              throw new Problems.CodeInUse(draft.code());
            });
  }

  private void requireAllowed(
      Collection collection, @Nullable FeatureVersion current, FeatureDraft draft) {
    List<DraftProblem> problems =
        judge(collection, current, draft, guard -> guard.judgeEdit(current, draft));
    if (!problems.isEmpty()) {
      throw refusals.invalid(problems);
    }
  }
}
