package org.jingtu.features;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jingtu.features.DraftReader.DraftProblem;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Refuses drafts: every fault with its code, place and text in the reader's language. */
@Component
class DraftRefusals {

  private final MessageSource texts;

  DraftRefusals(MessageSource texts) {
    this.texts = texts;
  }

  /** The refusal for these faults; locations are in the CRS of the draft as it was given. */
  Problems.FeatureInvalid invalid(List<DraftProblem> problems) {
    return new Problems.FeatureInvalid(problems.stream().map(this::member).toList());
  }

  private Map<String, Object> member(DraftProblem problem) {
    Map<String, Object> member = new LinkedHashMap<>();
    member.put("code", problem.code());
    if (problem.attribute() != null) {
      member.put("field", problem.attribute());
    }
    if (problem.value() != null) {
      member.put("value", problem.value().toString());
    }
    if (problem.location() != null) {
      member.put("location", List.of(problem.location().getX(), problem.location().getY()));
    }
    member.put(
        "message",
        String.valueOf(
            texts.getMessage(
                "import." + problem.code(),
                problem.arguments().toArray(),
                problem.code(),
                LocaleContextHolder.getLocale())));
    return member;
  }
}
