package org.jingtu.checks;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
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
  private static final byte[] AFTER = utf8(",\"asOf\":");

  private static final byte[] NO_HASH = utf8("\"hash\":\"\"}");
  private static final byte[] END = utf8("\"}");

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

  /** An answer and its JSON in UTF-8. */
  record Written(CheckAnswer answer, byte[] json) {}

  /**
   * Composes the answer and writes it once. Its hash is SHA-256 over the JSON without what differs
   * between two equal checks: id, times, and the hash itself. It covers plot, facts, findings,
   * figures, data versions and pack.
   */
  Written write(Judgement judgement, Instant asOf, Instant now) {
    CheckAnswer answer = draft(judgement, asOf, now);
    byte[] text = json.writeValueAsBytes(answer);
    byte[] before = utf8("{\"id\":\"" + answer.id() + "\",");
    int end = lastIndexOf(AFTER, text);
    if (!isAt(0, before, text) || end < 0 || !isAt(text.length - NO_HASH.length, NO_HASH, text)) {
      throw new IllegalStateException("an answer is not written in the order of its members");
    }
    String hash = hash(text, before.length, end);
    byte[] whole = Arrays.copyOf(text, text.length + hash.length());
    System.arraycopy(utf8(hash), 0, whole, text.length - END.length, hash.length());
    System.arraycopy(END, 0, whole, whole.length - END.length, END.length);
    return new Written(answer.withHash(hash), whole);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static boolean isAt(int index, byte[] part, byte[] text) {
    return index >= 0
        && index + part.length <= text.length
        && Arrays.equals(text, index, index + part.length, part, 0, part.length);
  }

  private static int lastIndexOf(byte[] part, byte[] text) {
    int index = text.length - part.length;
    while (index >= 0 && !isAt(index, part, text)) {
      index--;
    }
    return index;
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

  private static String hash(byte[] text, int from, int to) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(text, from, to - from);
      return "sha256:" + HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
