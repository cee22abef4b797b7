package org.jingtu.sites;

import jakarta.persistence.EntityManager;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jingtu.access.Actors;
import org.jingtu.access.AuditTrail;
import org.jingtu.access.Permissions;
import org.jingtu.catalog.Catalog;
import org.jingtu.catalog.Collection;
import org.jingtu.features.FeatureDraft;
import org.jingtu.features.FeatureDrafts;
import org.jingtu.features.FeatureVersion;
import org.jingtu.features.Features;
import org.jingtu.problems.Wording;
import org.jingtu.problems.Wordings;
import org.jingtu.sites.SiteProblems.AttributeNotSettable;
import org.jingtu.sites.SiteProblems.DocumentInsufficient;
import org.jingtu.sites.SiteProblems.SiteNotFound;
import org.jingtu.sites.SiteProblems.TransitionRefused;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The contaminated sites: read, and moved through their life. */
@Component
class Sites {

  static final String COLLECTION = "contaminated-sites";

  /** The public law of the day: documents are dated in China. */
  static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

  /** What a step may state beside what it decides itself. */
  private static final Set<String> SETTABLE =
      Set.of(
          "pollutionLevel",
          "pollutants",
          "industry",
          "plannedUse",
          "measure",
          "aftercare",
          "responsibleParty");

  private final EntityManager entities;
  private final SiteStore store;
  private final SiteGuard guard;
  private final Features features;
  private final FeatureDrafts drafts;
  private final Collection collection;
  private final Permissions permissions;
  private final Actors actors;
  private final AuditTrail audit;
  private final Wordings texts;

  Sites(
      EntityManager entities,
      SiteStore store,
      SiteGuard guard,
      Features features,
      FeatureDrafts drafts,
      Catalog catalog,
      Permissions permissions,
      Actors actors,
      AuditTrail audit,
      Wordings texts) {
    this.entities = entities;
    this.store = store;
    this.guard = guard;
    this.features = features;
    this.drafts = drafts;
    this.collection = catalog.getCollection(COLLECTION);
    this.permissions = permissions;
    this.actors = actors;
    this.audit = audit;
    this.texts = texts;
  }

  /**
   * A step to be taken.
   *
   * @param to the status to reach; may be null where {@code step} names the step
   * @param step the step; needed where the status is kept
   * @param attributes values of attributes that the document states, by name
   * @param expected the version that was read; null = whichever is current
   */
  record Move(
      @Nullable SiteStatus to,
      @Nullable SiteStep step,
      SiteDocument document,
      Map<String, @Nullable Object> attributes,
      @Nullable Long expected) {}

  /** What a site may do next: the step, and what stands against it for now. */
  record Option(SiteStep step, @Nullable String blockedBy) {}

  /**
   * Takes a step: registers the new version and records the step with its document, both or
   * neither.
   *
   * @return the id of the recorded step
   * @throws org.jingtu.problems.Problem SITE_NOT_FOUND, SITE_TRANSITION_REFUSED with what is
   *     possible, SITE_DOCUMENT_INSUFFICIENT, FEATURE_CHANGED_MEANWHILE, WRITE_NOT_PERMITTED
   */
  @Transactional
  long move(String code, Move move) {
    permissions.requireWrite(collection.department());
    ContaminatedSite site = getSite(code);
    SiteStep step = chosen(site, move);
    String obstacle = step.obstacle(site);
    if (obstacle != null) {
      throw refused(site, step.wording(), new Wording("sites.obstacle." + obstacle));
    }
    requireCarried(step.document(), move.document());
    FeatureVersion current = features.getFeature(collection, site.feature(), null);
    long expected = move.expected() == null ? current.since() : move.expected();
    FeatureDraft draft = drafts.change(collection, current, changes(site.status(), step, move));
    FeatureVersion next =
        guard.stepping(() -> features.replace(collection, site.feature(), expected, draft));
    long id =
        store.insertTransition(
            site.feature(),
            next.since(),
            code,
            step,
            site.status(),
            move.document(),
            actors.current());
    audit.record(
        "SITE_STEP_TAKEN",
        COLLECTION + "/" + site.feature(),
        Map.of("step", step, "document", move.document(), "dataVersion", next.since()));
    return id;
  }

  private SiteStep chosen(ContaminatedSite site, Move move) {
    Optional<SiteStep> found =
        move.step() != null
            ? SiteStep.from(site.status()).stream()
                .filter(s -> s == move.step())
                .filter(s -> move.to() == null || s.to(site.status()) == move.to())
                .findFirst()
            : Optional.ofNullable(move.to()).flatMap(to -> SiteStep.findStep(site.status(), to));
    return found.orElseThrow(
        () -> {
          Wording wanted =
              move.step() != null
                  ? move.step().wording()
                  : move.to() != null ? move.to().wording() : new Wording("sites.step.none");
          return refused(site, wanted, new Wording("sites.obstacle.notFromHere"));
        });
  }

  private TransitionRefused refused(ContaminatedSite site, Wording wanted, Wording reason) {
    List<SitesController.StepOption> possible =
        listOptions(site).stream()
            .map(o -> SitesController.StepOption.of(o, site.status(), texts))
            .toList();
    return new TransitionRefused(site.status(), wanted, reason, possible);
  }

  private static void requireCarried(SiteDocumentKind kind, SiteDocument document) {
    for (String need : kind.needs()) {
      Object value =
          switch (need) {
            case "title" -> filled(document.title(), 200);
            case "number" -> filled(document.number(), 100);
            case "unit" -> filled(document.unit(), 200);
            case "date" -> document.date();
            default -> document.result();
          };
      if (value == null) {
        throw insufficient(kind, need, "missing");
      }
    }
    if (Objects.requireNonNull(document.date()).isAfter(LocalDate.now(CHINA))) {
      throw insufficient(kind, "date", "future");
    }
    if (document.result() == SiteDocument.Result.FAILED) {
      throw insufficient(kind, "result", "notPassed");
    }
  }

  private static DocumentInsufficient insufficient(
      SiteDocumentKind kind, String field, String reason) {
    return new DocumentInsufficient(kind, field, new Wording("sites.document." + reason));
  }

  private static @Nullable String filled(@Nullable String text, int longest) {
    return text == null || text.isBlank() || text.length() > longest ? null : text;
  }

  private static Map<String, @Nullable Object> changes(
      SiteStatus status, SiteStep step, Move move) {
    Map<String, @Nullable Object> changes = new LinkedHashMap<>();
    move.attributes()
        .forEach(
            (name, value) -> {
              if (!SETTABLE.contains(name)) {
                throw new AttributeNotSettable(name, new java.util.TreeSet<>(SETTABLE));
              }
              changes.put(name, value);
            });
    changes.putAll(step.changes(status, Objects.requireNonNull(move.document().date())));
    return changes;
  }

  /** What a site may do next. */
  List<Option> listOptions(ContaminatedSite site) {
    return SiteStep.from(site.status()).stream()
        .map(
            step -> {
              String obstacle = step.obstacle(site);
              return new Option(
                  step, obstacle == null ? null : texts.say("sites.obstacle." + obstacle));
            })
        .toList();
  }

  /**
   * The current version of a site.
   *
   * @throws SiteNotFound if no current site has the code, or it lies outside of the actor's area
   */
  ContaminatedSite getSite(String code) {
    return findSite(code)
        .filter(site -> permissions.isWithinTerritory(site.adcode()))
        .orElseThrow(() -> new SiteNotFound(code));
  }

  /** The current version of the site with this code. */
  Optional<ContaminatedSite> findSite(String code) {
    return entities
        .createQuery(
            "from ContaminatedSite s where s.code = :code and s.until is null",
            ContaminatedSite.class)
        .setParameter("code", code)
        .getResultList()
        .stream()
        .findFirst();
  }

  /** Every version of a site, the newest first. */
  List<ContaminatedSite> listVersions(long feature) {
    return entities
        .createQuery(
            "from ContaminatedSite s where s.feature = :feature order by s.since desc",
            ContaminatedSite.class)
        .setParameter("feature", feature)
        .getResultList();
  }
}
