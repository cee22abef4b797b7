package org.jingtu.checks;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
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
import tools.jackson.databind.node.ObjectNode;

/** Composes the answer of a check from what was found and judged. */
@Component
class Answers {

  /** A registered area that differs by more than this from the measured one is worth a look. */
  private static final double NOTEWORTHY_DIFFERENCE_PERCENT = 1;

  private final JsonMapper json;

  Answers(JsonMapper json) {
    this.json = json;
  }

  CheckAnswer compose(
      Plot plot,
      Question question,
      Pack pack,
      Survey survey,
      Evaluation evaluation,
      Instant asOf,
      Instant now) {
    double clear = survey.clearAreaSquareMetres(evaluation);
    CheckAnswer answer =
        new CheckAnswer(
            UUID.randomUUID(),
            evaluation.verdict(),
            evaluation.verdict().title(),
            evaluation.incomplete(),
            parcel(plot),
            facts(question),
            evaluation.findings().stream().map(Answers::finding).toList(),
            evaluation.ignored().stream().map(Answers::ignored).toList(),
            survey.describe(evaluation),
            evaluation.missingFacts(),
            Figures.two(clear),
            Figures.mu(clear),
            new PackAnswer(pack.id(), pack.version(), pack.digest()),
            asOf,
            now,
            "");
    return answer.withHash(hash(answer));
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
    Object survey = question.parcel().get("survey");
    facts.put("survey", survey == null ? question.parcel().get("surveyState") : survey);
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
        f.dependsOn());
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

  /**
   * SHA-256 over the answer without what differs between two equal checks: id, times, and the hash
   * itself. It covers plot, facts, findings, figures, data versions and pack.
   */
  private String hash(CheckAnswer answer) {
    ObjectNode node = json.valueToTree(answer);
    node.remove(java.util.List.of("id", "hash", "asOf", "evaluatedAt"));
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(json.writeValueAsString(node).getBytes(StandardCharsets.UTF_8));
      return "sha256:" + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
