package org.jingtu.checks;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jingtu.catalog.Catalog;
import org.jingtu.checks.CheckAnswer.FindingAnswer;
import org.jingtu.checks.CheckAnswer.IgnoredAnswer;
import org.jingtu.checks.CheckAnswer.OverlapAnswer;
import org.jingtu.checks.CheckAnswer.PackAnswer;
import org.jingtu.checks.CheckAnswer.ParcelAnswer;
import org.jingtu.geo.GeoJson;
import org.jingtu.rules.Evaluation;
import org.jingtu.rules.Finding;
import org.jingtu.rules.Ignored;
import org.jingtu.rules.Pack;
import org.jingtu.rules.Question;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Composes the answer of a check from what was found and judged. */
@Component
class Answers {

  /** A registered area that differs by more than this from the measured one is worth a look. */
  private static final double NOTEWORTHY_DIFFERENCE_PERCENT = 1;

  /** Members that differ between two equal checks stand before and after the others. */
  private static final String AFTER = ",\"asOf\":";

  private static final String NO_HASH = "\"hash\":\"\"}";

  /** Facts of the parcel that stand elsewhere in the answer. */
  private static final Set<String> SHOWN_ELSEWHERE =
      Set.of(
          "parcelNo",
          "name",
          "adcode",
          "currentUse",
          "plannedUse",
          "survey",
          "surveyState",
          SiteSurveys.SOURCE,
          PlanStages.SOURCE,
          "registeredAreaSquareMetres");

  private final JsonMapper json;
  private final Doubts doubts;

  Answers(JsonMapper json, Catalog catalog) {
    this.json = json;
    this.doubts = new Doubts(catalog);
  }

  /** An answer and its JSON. */
  record Written(CheckAnswer answer, String json) {}

  /**
   * Composes the answer and writes it once. Its hash is SHA-256 over the JSON without what differs
   * between two equal checks: id, times, and the hash itself. It covers plot, facts, findings,
   * figures, data versions and pack.
   */
  Written write(Judgement judgement, Instant asOf, Instant now) {
    CheckAnswer answer = draft(judgement, asOf, now);
    String text = json.writeValueAsString(answer);
    String before = "{\"id\":\"" + answer.id() + "\",";
    int end = text.lastIndexOf(AFTER);
    if (!text.startsWith(before) || end < 0 || !text.endsWith(NO_HASH)) {
      throw new IllegalStateException("an answer is not written in the order of its members");
    }
    String hash = hash(text.substring(before.length(), end));
    String whole = text.substring(0, text.length() - 2) + hash + "\"}";
    return new Written(answer.withHash(hash), whole);
  }

  private CheckAnswer draft(Judgement judgement, Instant asOf, Instant now) {
    Plot plot = judgement.plot();
    Pack pack = judgement.pack();
    Survey survey = judgement.survey();
    Evaluation evaluation = judgement.evaluation();
    double clear = survey.clearAreaSquareMetres(evaluation);
    return new CheckAnswer(
        UUID.randomUUID(),
        evaluation.verdict(),
        evaluation.verdict().title(),
        evaluation.incomplete(),
        doubts.reasons(evaluation),
        parcel(plot),
        facts(judgement.question()),
        evaluation.findings().stream().map(Answers::finding).toList(),
        evaluation.ignored().stream().map(Answers::ignored).toList(),
        doubts.unlocated(evaluation),
        survey.describe(evaluation),
        evaluation.missingFacts(),
        Figures.two(clear),
        Figures.mu(clear),
        new PackAnswer(pack.id(), pack.version(), pack.digest()),
        asOf,
        now,
        "");
  }

  private static ParcelAnswer parcel(Plot plot) {
    Double registered = plot.registeredAreaSquareMetres();
    Double difference =
        registered == null ? null : 100 * (plot.areaSquareMetres() - registered) / registered;
    return new ParcelAnswer(
        plot.parcelNo(),
        plot.name(),
        plot.adcode(),
        Figures.two(plot.areaSquareMetres()),
        Figures.mu(plot.areaSquareMetres()),
        registered,
        difference == null ? null : Figures.two(difference),
        difference == null ? null : Math.abs(difference) > NOTEWORTHY_DIFFERENCE_PERCENT,
        GeoJson.writeGeometry(plot.geometry()));
  }

  private static Map<String, Object> facts(Question question) {
    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    facts.put("stage", question.stage());
    facts.put("currentUse", question.currentUse());
    facts.put("plannedUse", question.plannedUse());
    facts.put("planStage", question.planStage());
    facts.put(PlanStages.SOURCE, question.parcel().get(PlanStages.SOURCE));
    Object survey = question.parcel().get("survey");
    facts.put("survey", survey == null ? question.parcel().get("surveyState") : survey);
    facts.put(SiteSurveys.SOURCE, question.parcel().get(SiteSurveys.SOURCE));
    Map<String, @Nullable Object> further = new LinkedHashMap<>(question.parcel());
    further.keySet().removeAll(SHOWN_ELSEWHERE);
    facts.put("parcel", further.isEmpty() ? null : further);
    facts.put("project", question.project());
    facts.put("today", question.today().toString());
    facts.values().removeIf(java.util.Objects::isNull);
    return facts;
  }

  private static FindingAnswer finding(Finding f) {
    boolean onFeature = f.featureId() != null;
    OverlapAnswer overlap =
        onFeature
            ? new OverlapAnswer(
                Figures.two(f.areaSquareMetres()),
                Figures.mu(f.areaSquareMetres()),
                Figures.two(f.percentOfParcel()))
            : null;
    return new FindingAnswer(
        f.rule(),
        f.severity(),
        f.severity().title(),
        f.title(),
        f.basis(),
        f.action(),
        f.responsible(),
        f.collection(),
        f.featureId(),
        f.featureCode(),
        f.featureName(),
        overlap,
        onFeature ? Figures.two(f.distanceMetres()) : null,
        f.parameters(),
        f.dependsOn(),
        f.possible() ? Boolean.TRUE : null);
  }

  private static IgnoredAnswer ignored(Ignored i) {
    return new IgnoredAnswer(
        i.hit().collection(),
        i.hit().featureId(),
        i.hit().featureCode(),
        Figures.two(i.hit().areaSquareMetres()),
        Figures.two(i.hit().meanWidthMetres()),
        i.rules(),
        i.reason());
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256:" + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
