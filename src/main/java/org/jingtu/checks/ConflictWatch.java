package org.jingtu.checks;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jingtu.catalog.Attribute;
import org.jingtu.catalog.Catalog;
import org.jingtu.catalog.Collection;
import org.jingtu.rules.Pack;
import org.jingtu.rules.Packs;
import org.jingtu.rules.Parameter;
import org.jingtu.rules.Question;
import org.jingtu.rules.Rule;
import org.jingtu.rules.Stage;
import org.jingtu.rules.Subject;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What is under watch, and how it is judged. Planned land use is judged as at PLANNING, with its
 * use and plan stage; a parcel on its way at the step that comes next: SUPPLY while it is planned
 * for or in supply, CONSTRUCTION once supplied and not yet built. Besides, every collection that a
 * rule between layers has for its subject is judged by those rules. No project is known of either,
 * so rules that need its facts find nothing here.
 */
@Component
class ConflictWatch {

  static final String PLAN = "plan-land-use";
  static final String PARCELS = "parcels";

  private static final String SUPPLY_STATE = "supplyState";

  private static final Map<String, Stage> PIPELINE =
      Map.of("PLANNED", Stage.SUPPLY, "IN_PROGRESS", Stage.SUPPLY, "SUPPLIED", Stage.CONSTRUCTION);
  private static final Map<String, Set<Stage>> STAGES =
      Map.of(PLAN, Set.of(Stage.PLANNING), PARCELS, Set.of(Stage.SUPPLY, Stage.CONSTRUCTION));

  private final Packs packs;
  private final Catalog catalog;
  private final Map<String, Map<String, Double>> reach = new TreeMap<>();
  private final Map<String, Set<String>> outside = new TreeMap<>();
  private final Set<String> dated = new TreeSet<>();
  private double pointMetres;

  ConflictWatch(Packs packs, Catalog catalog) {
    this.packs = packs;
    this.catalog = catalog;
    STAGES.keySet().forEach(id -> reach.put(id, new TreeMap<>()));
    for (Pack pack : packs.listPacks()) {
      pack.rules().forEach(rule -> add(pack, rule));
    }
  }

  private void add(Pack pack, Rule rule) {
    String subject = rule.subject();
    if (subject != null) {
      add(subject, pack, rule);
    }
    STAGES.forEach(
        (watched, stages) -> {
          if (rule.stages().stream().anyMatch(stages::contains)) {
            add(watched, pack, rule);
          }
        });
  }

  private void add(String watched, Pack pack, Rule rule) {
    Map<String, Double> targets = reach.computeIfAbsent(watched, w -> new TreeMap<>());
    for (Rule.Against against : rule.against()) {
      String target = against.collection();
      if (target == null || target.equals("parcel")) {
        continue;
      }
      double within = against.within() == null ? 0 : against.within().value();
      targets.merge(target, within + uncertainty(pack, watched), Math::max);
      pointMetres = Math.max(pointMetres, uncertainty(pack, target));
      if (against.outside()) {
        outside.computeIfAbsent(target, t -> new TreeSet<>()).add(watched);
      }
      if (mentionsToday(rule, against)) {
        dated.add(target);
      }
    }
  }

  /** How far what is known as a point alone may reach. */
  private static double uncertainty(Pack pack, String collection) {
    return pack.findUncertainty(collection).map(Parameter::value).orElse(0.0);
  }

  private static boolean mentionsToday(Rule rule, Rule.Against against) {
    return (against.where() + " " + rule.when() + " " + rule.outcomes()).contains("today");
  }

  /**
   * What features of a watched collection must have to be judged at all.
   *
   * @param attribute of the collection
   * @param values one of them is needed
   */
  record Needed(Attribute attribute, Set<String> values) {}

  /** Empty where every feature of the collection is judged. */
  Optional<Needed> findNeeded(Collection watched) {
    boolean subject =
        packs.listPacks().stream().anyMatch(pack -> pack.subjects().contains(watched.id()));
    return watched.id().equals(PARCELS) && !subject
        ? watched.findAttribute(SUPPLY_STATE).map(a -> new Needed(a, PIPELINE.keySet()))
        : Optional.empty();
  }

  /** The collections whose features are under watch. */
  List<Collection> listWatched() {
    return reach.keySet().stream().map(catalog::getCollection).toList();
  }

  Collection collection(String id) {
    return catalog.getCollection(id);
  }

  boolean isWatched(Collection collection) {
    return reach.containsKey(collection.id());
  }

  /** How much further a target matters that is known as a point alone. */
  double pointMetres() {
    return pointMetres;
  }

  /** The stages at which watched features are judged, beside the rules between layers. */
  static Set<Stage> stages() {
    return STAGES.values().stream()
        .flatMap(Set::stream)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Stage.class)));
  }

  /** Whether the rule judges features of that collection: at their stages, or between layers. */
  static boolean judges(Rule rule, String collection) {
    return rule.subject() == null
        ? STAGES.getOrDefault(collection, Set.of()).stream().anyMatch(rule.stages()::contains)
        : rule.subject().equals(collection);
  }

  /** The collections that rules judge or judge by, and whose features may be of unknown place. */
  List<Collection> listPerhapsUnlocated() {
    Set<String> concerned = new TreeSet<>(reach.keySet());
    reach.values().forEach(targets -> concerned.addAll(targets.keySet()));
    return concerned.stream()
        .map(catalog::getCollection)
        .filter(c -> c.geometry().allowsNone())
        .toList();
  }

  /**
   * How far from a watched feature a target may matter, metres; empty if it never does. A target
   * that is known as a point alone matters {@link #pointMetres} further.
   */
  Optional<Double> findReach(Collection watched, Collection target) {
    return Optional.ofNullable(Objects.requireNonNull(reach.get(watched.id())).get(target.id()));
  }

  /** The watched collections that are judged by what of them lies outside the target. */
  List<Collection> listOutsideWatchers(Collection target) {
    return outside.getOrDefault(target.id(), Set.of()).stream()
        .map(catalog::getCollection)
        .toList();
  }

  /** The collections of which it must be known whether their silence can be relied on. */
  Set<String> outsideTargets() {
    return outside.keySet();
  }

  /** The attributes by which a target begins or ceases to matter as days pass. */
  Map<Collection, List<Attribute>> listDated() {
    return dated.stream()
        .map(catalog::getCollection)
        .collect(
            Collectors.toMap(
                c -> c,
                c ->
                    c.attributes().stream()
                        .filter(a -> a.type() == Attribute.Type.DATE)
                        .filter(a -> !a.name().equals("sourceDate"))
                        .toList()));
  }

  /** The packs in force, as one text: another text means other conflicts. */
  String packsDigest() {
    return packs.listPacks().stream()
        .map(p -> p.id() + " " + p.digest())
        .collect(Collectors.joining("\n"));
  }

  Pack pack(String adcode) {
    return packs.choose(null, adcode.substring(0, 6));
  }

  /** The pack of a county, or all of them for an area of unknown county. */
  List<Pack> packsOf(@Nullable String adcode) {
    return adcode == null ? packs.listPacks() : List.of(pack(adcode));
  }

  /** The question that a watched feature is judged by; empty if it is not on its way. */
  Optional<Question> findQuestion(Watched watched, LocalDate today) {
    return findStage(watched)
        .map(
            stage ->
                new Question(
                    stage.name(),
                    watched.text("currentUse"),
                    watched.text(watched.collection().id().equals(PLAN) ? "landUse" : "plannedUse"),
                    watched.text("planStage"),
                    parcelFacts(watched),
                    Map.of(),
                    watched.areaSquareMetres(),
                    today));
  }

  private static Optional<Stage> findStage(Watched watched) {
    return switch (watched.collection().id()) {
      case PLAN -> Optional.of(Stage.PLANNING);
      case PARCELS -> Optional.ofNullable(watched.text(SUPPLY_STATE)).map(PIPELINE::get);
      default -> Optional.empty();
    };
  }

  /** As a check has them that asks by the parcel's number. */
  private static Map<String, @Nullable Object> parcelFacts(Watched watched) {
    Map<String, @Nullable Object> facts = new TreeMap<>(watched.attributes());
    facts.keySet().retainAll(Parcel.FACTS);
    return watched.collection().id().equals(PARCELS) ? facts : Map.of();
  }

  /** The subject that a watched feature is for rules between layers; empty without such rules. */
  Optional<Subject> findSubject(Watched watched, Pack pack) {
    return pack.subjects().contains(watched.collection().id())
        ? Optional.of(
            new Subject(
                watched.collection().id(),
                Long.toString(watched.feature()),
                watched.code(),
                watched.name(),
                watched.attributes(),
                watched.areaSquareMetres(),
                watched.dimension()))
        : Optional.empty();
  }
}
