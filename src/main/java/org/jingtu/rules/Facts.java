package org.jingtu.rules;

import java.time.LocalDate;
import java.time.temporal.TemporalAccessor;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What conditions are evaluated on: a question, and one hit at a time. Not thread-safe; one for
 * each evaluation.
 *
 * <p>Dates are ISO text, so that they compare as text. Blank text counts as missing.
 */
final class Facts {

  private static final String FEATURE = "feature.";

  /** Attribute names by operand: there are as many as packs have, and cutting them anew is dear. */
  private static final Map<String, String> ATTRIBUTES = new ConcurrentHashMap<>();

  private final Map<String, Object> known;
  private @Nullable Hit hit;

  Facts(Collection<Parameter> parameters, Question question) {
    this.known = new HashMap<>(64);
    parameters.forEach(p -> put("parameter." + p.name(), p.value()));
    question.parcel().forEach((name, value) -> put("parcel." + name, value));
    question.project().forEach((name, value) -> put("project." + name, value));
    put("stage", question.stage());
    put("today", question.today());
    put("plan.stage", question.planStage());
    put("parcel.currentUse", question.currentUse());
    put("parcel.plannedUse", question.plannedUse());
    put("parcel.areaSquareMetres", question.parcelAreaSquareMetres());
    if (!known.containsKey("parcel.survey")) {
      put("parcel.survey", known.get("parcel.surveyState"));
    }
  }

  Facts(Collection<Parameter> parameters, Subject subject, @Nullable LocalDate today) {
    this.known = new HashMap<>(64);
    parameters.forEach(p -> put("parameter." + p.name(), p.value()));
    subject.attributes().forEach((name, value) -> put("subject." + name, value));
    put("today", today);
    put("subject.code", subject.featureCode());
    put("subject.name", subject.featureName());
    put("subject.areaSquareMetres", subject.areaSquareMetres());
  }

  /** Of nothing but the pack's numbers and the day. */
  Facts(Collection<Parameter> parameters, LocalDate today) {
    this.known = new HashMap<>(64);
    parameters.forEach(p -> put("parameter." + p.name(), p.value()));
    put("today", today);
  }

  private void put(String name, @Nullable Object value) {
    Object plain = plain(value);
    if (plain != null) {
      known.put(name, plain);
    }
  }

  /** Turns to the next hit; null for conditions on the parcel alone. */
  void turnTo(@Nullable Hit next) {
    this.hit = next;
  }

  @Nullable Object get(String operand) {
    Hit at = hit;
    if (at == null) {
      return known.get(operand);
    }
    if (operand.startsWith(FEATURE)) {
      return feature(at, ATTRIBUTES.computeIfAbsent(operand, o -> o.substring(FEATURE.length())));
    }
    if (!at.isLocated() && (operand.equals("distance") || operand.startsWith("overlap."))) {
      return null;
    }
    return switch (operand) {
      case "distance" -> at.distanceMetres();
      case "overlap.areaSquareMetres" -> at.areaSquareMetres();
      case "overlap.percentOfParcel", "overlap.percentOfSubject" -> at.percentOfParcel();
      case "overlap.meanWidthMetres" -> at.meanWidthMetres();
      default -> known.get(operand);
    };
  }

  private static @Nullable Object feature(Hit hit, String attribute) {
    return switch (attribute) {
      case "code" -> hit.featureCode();
      case "name" -> plain(hit.featureName());
      default -> plain(hit.attributes().get(attribute));
    };
  }

  private static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof String text) {
      boolean plainlyThere = !text.isEmpty() && text.charAt(0) > ' ';
      return plainlyThere || !text.isBlank() ? text : null;
    }
    return value instanceof TemporalAccessor
            || value instanceof Date // the one that a database driver gives writes itself in ISO
            || value instanceof Enum<?>
        ? value.toString()
        : value;
  }
}
