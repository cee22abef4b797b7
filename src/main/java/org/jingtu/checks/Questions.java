package org.jingtu.checks;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jingtu.catalog.Attribute;
import org.jingtu.catalog.Catalog;
import org.jingtu.catalog.ValueReader;
import org.jingtu.checks.CheckProblems.FactNotUnderstood;
import org.jingtu.problems.Wording;
import org.jingtu.rules.Question;
import org.jingtu.rules.Stage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Gathers the facts by which the rules decide: what the request states wins over what the parcel
 * record says; what neither says stays unknown.
 */
@Component
class Questions {

  private static final Set<String> PLAN_STAGES =
      new TreeSet<>(Set.of("DRAFT", "REVIEWED", "SUBMITTED", "APPROVED"));
  private static final Set<String> SURVEYS =
      new TreeSet<>(Set.of("NONE", "PRELIMINARY", "DETAILED"));
  private static final Set<String> CROPS = new TreeSet<>(Set.of("EDIBLE", "FODDER", "NONE"));

  private final ValueReader landUse;

  Questions(Catalog catalog) {
    Attribute plannedUse =
        catalog.getCollection("parcels").findAttribute("plannedUse").orElseThrow();
    this.landUse = new ValueReader(plannedUse);
  }

  /**
   * @param today the day of the question, in China
   * @throws FactNotUnderstood naming a fact that is not a known value
   */
  Question ask(CheckRequest request, Plot plot, LocalDate today) {
    Map<String, @Nullable Object> parcel = new LinkedHashMap<>(plot.attributes());
    if (request.survey() != null) {
      parcel.put("survey", oneOf("survey", request.survey(), SURVEYS));
    }
    if (request.parcel() != null) {
      put(parcel, "toxicFormerUse", request.parcel().toxicFormerUse());
      put(parcel, "changedSinceSurvey", request.parcel().changedSinceSurvey());
      put(parcel, "meetsFarmlandStandard", request.parcel().meetsFarmlandStandard());
    }
    return new Question(
        stage(request.stage()),
        use("currentUse", request.currentUse(), plot),
        use("plannedUse", request.plannedUse(), plot),
        request.planStage() == null ? null : oneOf("planStage", request.planStage(), PLAN_STAGES),
        parcel,
        project(request.project()),
        plot.areaSquareMetres(),
        today);
  }

  /** What the request does not say leaves what the record says. */
  private static void put(
      Map<String, @Nullable Object> facts, String name, @Nullable Boolean stated) {
    if (stated != null) {
      facts.put(name, stated);
    }
  }

  private static String stage(@Nullable String stage) {
    if (stage == null || Stage.findStage(stage).isEmpty()) {
      throw new FactNotUnderstood("stage", String.valueOf(stage), Stage.listing());
    }
    return stage;
  }

  private @Nullable String use(String name, @Nullable String stated, Plot plot) {
    if (stated == null) {
      return (String) plot.attributes().get(name);
    }
    ValueReader.Reading reading = landUse.read(stated);
    if (reading.value() == null) {
      throw new FactNotUnderstood(name, stated, "0701");
    }
    return (String) reading.value();
  }

  private static Map<String, @Nullable Object> project(
      CheckRequest.@Nullable ProjectRequest project) {
    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    if (project == null) {
      return facts;
    }
    if (project.industry() != null) {
      if (!project.industry().matches("[A-T][0-9]{0,4}")) {
        throw new FactNotUnderstood("project.industry", project.industry(), "C263");
      }
      facts.put("industry", project.industry());
    }
    facts.put("key", project.key());
    facts.put("unavoidable", project.unavoidable());
    facts.put("remediation", project.remediation());
    facts.put("outdatedCapacity", project.outdatedCapacity());
    if (project.crops() != null) {
      facts.put("crops", oneOf("project.crops", project.crops(), CROPS));
    }
    facts.values().removeIf(java.util.Objects::isNull);
    return facts;
  }

  private static String oneOf(String name, String value, Set<String> allowed) {
    if (!allowed.contains(value)) {
      throw new FactNotUnderstood(name, value, Wording.listNames(new TreeSet<>(allowed)));
    }
    return value;
  }
}
