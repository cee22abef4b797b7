package org.jingtu.checks;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jingtu.catalog.Catalog;
import org.jingtu.checks.CheckRequest.ParcelRequest;
import org.jingtu.checks.ZoneImpactAnswer.Change;
import org.jingtu.checks.ZoneImpactAnswer.Difference;
import org.jingtu.checks.ZoneImpactAnswer.Judged;
import org.jingtu.checks.ZoneImpactAnswer.ParcelChange;
import org.jingtu.checks.ZoneImpactAnswer.PlanChange;
import org.jingtu.features.FeatureVersion;
import org.jingtu.features.Features;
import org.jingtu.features.Overlay;
import org.jingtu.geo.CoordinateSystems;
import org.jingtu.problems.Problem;
import org.jingtu.rules.Evaluation;
import org.jingtu.rules.Finding;
import org.jingtu.rules.Pack;
import org.jingtu.rules.PackEnglish;
import org.jingtu.rules.Packs;
import org.jingtu.rules.Question;
import org.jingtu.rules.Verdict;
import org.jingtu.zones.Zone;
import org.jingtu.zones.ZoneState;
import org.jingtu.zones.Zones;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * A dry run of a zone: parcels and plan features near it are judged twice by the rules in force,
 * with the data as it is and with the zone added (and the zone of the same code that it would
 * supersede taken away). Nothing is stored.
 */
@Component
class ZoneImpact {

  /** More than any rule about zones reaches; told in the answer. */
  private static final int WITHIN_METRES = 2_000;

  private static final int MOST = 2_000;
  private static final String PLAN = "plan-land-use";
  private static final String PLAN_STAGE = "SUPPLY";
  private static final Set<ZoneState> TO_COME =
      Set.of(ZoneState.DRAFT, ZoneState.SUBMITTED, ZoneState.APPROVED, ZoneState.PUBLISHED);

  private final Zones zones;
  private final ZoneImpactStore store;
  private final Plots plots;
  private final Questions questions;
  private final Overlay overlay;
  private final Packs packs;
  private final Features features;
  private final Catalog catalog;
  private final CoordinateSystems systems;
  private final ReaderTexts texts;
  private final JsonMapper json;

  ZoneImpact(
      Zones zones,
      ZoneImpactStore store,
      Plots plots,
      Questions questions,
      Overlay overlay,
      Packs packs,
      Features features,
      Catalog catalog,
      CoordinateSystems systems,
      ReaderTexts texts,
      JsonMapper json) {
    this.zones = zones;
    this.store = store;
    this.plots = plots;
    this.questions = questions;
    this.overlay = overlay;
    this.packs = packs;
    this.features = features;
    this.catalog = catalog;
    this.systems = systems;
    this.texts = texts;
    this.json = json;
  }

  /** A zone that is in force or has ended can have no impact to come. */
  static class ZoneNotToCome extends Problem {
    ZoneNotToCome(ZoneState state) {
      super("ZONE_NOT_TO_COME", HttpStatus.CONFLICT, state.wording());
      member("state", state);
    }
  }

  /**
   * The dry run.
   *
   * @throws ZoneNotToCome if the zone is in force or has ended
   */
  ZoneImpactAnswer of(String id) {
    Zone zone = zones.getZone(id);
    if (!TO_COME.contains(zone.state())) {
      throw new ZoneNotToCome(zone.state());
    }
    LocalDate day = firstDay(zone);
    ComingZone candidate = ComingZone.of(zone, day, catalog, systems, features);
    Envelope window = window(zone.geometry().getEnvelopeInternal());
    List<ZoneImpactStore.LatestCheck> checks = store.listLatest(window, MOST);
    List<ParcelChange> parcels = new ArrayList<>();
    for (ZoneImpactStore.LatestCheck check : checks) {
      parcelChange(check, candidate, day).ifPresent(parcels::add);
    }
    double[] bbox = {window.getMinX(), window.getMinY(), window.getMaxX(), window.getMaxY()};
    List<FeatureVersion> plan =
        features.listFeatures(catalog.getCollection(PLAN), null, bbox, null, 0, MOST);
    List<PlanChange> planChanges = new ArrayList<>();
    for (FeatureVersion feature : plan) {
      planChange(feature, candidate, day).ifPresent(planChanges::add);
    }
    long changed =
        parcels.stream().filter(p -> p.change().verdictChanged()).count()
            + planChanges.stream().filter(p -> p.change().verdictChanged()).count();
    return new ZoneImpactAnswer(
        id,
        zone.code(),
        zone.state().name(),
        day,
        parcels,
        planChanges,
        checks.size(),
        plan.size(),
        (int) changed,
        WITHIN_METRES,
        checks.size() < MOST && plan.size() < MOST);
  }

  private static LocalDate firstDay(Zone zone) {
    LocalDate today = LocalDate.now(Judging.CHINA);
    Zone.Announcement announcement = zone.announcement();
    return announcement == null || announcement.inForceFrom().isBefore(today)
        ? today
        : announcement.inForceFrom();
  }

  private static Envelope window(Envelope zone) {
    Envelope window = new Envelope(zone);
    double latitude = Math.toRadians(Math.abs(zone.getMaxY()) + 0.1);
    window.expandBy(WITHIN_METRES / (111_320 * Math.cos(latitude)), WITHIN_METRES / 110_570.0);
    return window;
  }

  private Optional<ParcelChange> parcelChange(
      ZoneImpactStore.LatestCheck check, ComingZone zone, LocalDate day) {
    CheckRequest asked = json.readValue(check.request(), CheckRequest.class);
    ParcelRequest parcel = asked.parcel();
    CheckRequest again =
        new CheckRequest(
            new ParcelRequest(
                check.parcelNo(),
                null,
                null,
                null,
                parcel == null ? null : parcel.toxicFormerUse(),
                parcel == null ? null : parcel.changedSinceSurvey(),
                parcel == null ? null : parcel.meetsFarmlandStandard(),
                null),
            asked.stage(),
            asked.currentUse(),
            asked.plannedUse(),
            asked.survey(),
            asked.project(),
            asked.planStage(),
            asked.pack(),
            null);
    Plot plot = plots.getPlot(again.parcel(), null);
    Pack pack = packs.choose(again.pack(), plot.county());
    Question question = questions.ask(again, plot, day);
    return change(plot, pack, question, zone)
        .map(
            change ->
                new ParcelChange(
                    check.parcelNo(),
                    check.supplyState(),
                    question.stage(),
                    pack.id(),
                    check.id(),
                    check.verdict(),
                    check.checkedAt(),
                    change));
  }

  private Optional<PlanChange> planChange(FeatureVersion feature, ComingZone zone, LocalDate day) {
    String landUse = (String) feature.attributes().get("landUse");
    String adcode = (String) feature.attributes().get("adcode");
    Geometry geometry = Objects.requireNonNull(feature.geometry());
    Geometry dense = systems.densify(geometry, systems.getCrs("EPSG:" + feature.sourceSrid()));
    Plot plot =
        new Plot(null, null, adcode, geometry, dense, feature.areaSquareMetres(), null, Map.of());
    Question question =
        new Question(
            PLAN_STAGE, null, landUse, null, Map.of(), Map.of(), feature.areaSquareMetres(), day);
    Pack pack = packs.choose(null, plot.county());
    return change(plot, pack, question, zone)
        .map(
            change ->
                new PlanChange(
                    Long.toString(feature.feature()),
                    String.valueOf(feature.attributes().get("code")),
                    (String) feature.attributes().get("name"),
                    landUse,
                    PLAN_STAGE,
                    pack.id(),
                    change));
  }

  /** What would change, or empty if nothing would. */
  private Optional<Change> change(Plot plot, Pack pack, Question question, ComingZone coming) {
    Overlay.Candidate zone = coming.zone();
    Map<String, Double> reach = pack.reach().metresByCollection(question);
    Double metres = reach.get(zone.collection().id());
    if (metres == null
        || !Judging.window(plot, Map.of(zone.collection().id(), metres))
            .around()
            .intersects(coming.extent())) {
      return Optional.empty(); // no rule of this step sees the zone from there
    }
    Overlay.Answer now =
        overlay.read(Judging.window(plot, reach), plot.geometry(), plot.county(), null);
    List<Overlay.Candidate> with = new ArrayList<>(now.candidates());
    with.removeIf(c -> c.collection().equals(zone.collection()) && c.code().equals(zone.code()));
    with.add(zone);
    Evaluation before = judge(plot, now, pack, question);
    Evaluation after =
        judge(plot, new Overlay.Answer(with, now.states(), now.unlocated()), pack, question);
    Optional<PackEnglish> english = texts.words(pack);
    List<Difference> added = differences(after, before, english);
    List<Difference> gone = differences(before, after, english);
    boolean changed =
        before.verdict() != after.verdict() || before.incomplete() != after.incomplete();
    if (!changed && added.isEmpty() && gone.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Change(changed, judged(before), judged(after), added, gone));
  }

  private Judged judged(Evaluation evaluation) {
    Verdict verdict = evaluation.verdict();
    return new Judged(verdict, texts.title(verdict), evaluation.incomplete());
  }

  private static Evaluation judge(
      Plot plot, Overlay.Answer overlaid, Pack pack, Question question) {
    return Judgement.of(plot, overlaid, pack, question).evaluation();
  }

  /** Findings of the one that the other has not: by rule and feature. */
  private static List<Difference> differences(
      Evaluation one, Evaluation other, Optional<PackEnglish> english) {
    Set<List<Object>> known = new HashSet<>();
    other.findings().forEach(f -> known.add(key(f)));
    return one.findings().stream()
        .filter(f -> !known.contains(key(f)))
        .map(f -> Difference.of(f, english))
        .toList();
  }

  private static List<Object> key(Finding f) {
    return List.of(
        f.rule(), f.severity(), String.valueOf(f.featureCode()), Figures.two(f.areaSquareMetres()));
  }
}
