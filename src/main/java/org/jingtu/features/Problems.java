package org.jingtu.features;

import java.util.List;
import java.util.Map;
import org.jingtu.problems.Problem;
import org.jingtu.problems.Wording;
import org.springframework.http.HttpStatus;

/** Failures of this room, as facts. */
final class Problems {

  private Problems() {}

  /** There is no such feature, or not at that time. */
  static class FeatureNotFound extends Problem {
    FeatureNotFound(Wording collection, String feature) {
      super("FEATURE_NOT_FOUND", HttpStatus.NOT_FOUND, collection, feature);
    }
  }

  /** The feature was changed by somebody else since it was read. */
  static class FeatureChangedMeanwhile extends Problem {
    FeatureChangedMeanwhile(String expected, String current) {
      super("FEATURE_CHANGED_MEANWHILE", HttpStatus.PRECONDITION_FAILED, expected, current);
    }
  }

  /** A change without If-Match would overwrite what others did. */
  static class IfMatchMissing extends Problem {
    IfMatchMissing() {
      super("IF_MATCH_MISSING", HttpStatus.PRECONDITION_REQUIRED);
    }
  }

  /** Another current feature has this code. */
  static class CodeInUse extends Problem {
    CodeInUse(String code) {
      super("CODE_IN_USE", HttpStatus.CONFLICT, code);
    }
  }

  /** The feature has faults; they are listed in the member {@code problems}. */
  static class FeatureInvalid extends Problem {
    FeatureInvalid(List<Map<String, Object>> problems) {
      super("FEATURE_INVALID", HttpStatus.UNPROCESSABLE_CONTENT, problems.size());
      member("problems", problems);
    }
  }
}
