package org.jingtu.checks;

import java.util.List;
import org.jingtu.geo.Flaw;
import org.jingtu.problems.Phrase;
import org.jingtu.problems.Problem;
import org.springframework.http.HttpStatus;

/** Failures of a check, as facts. */
final class CheckProblems {

  private CheckProblems() {}

  /** No registered parcel has the number. */
  static class ParcelNotFound extends Problem {
    ParcelNotFound(String parcelNo) {
      super("PARCEL_NOT_FOUND", HttpStatus.NOT_FOUND, parcelNo);
    }
  }

  /** Neither a number nor a geometry was given, or both. */
  static class ParcelNotStated extends Problem {
    ParcelNotStated() {
      super("PARCEL_NOT_STATED", HttpStatus.UNPROCESSABLE_CONTENT);
    }
  }

  /** A fact of the request is missing or not a known value. */
  static class FactNotUnderstood extends Problem {
    FactNotUnderstood(String name, String value, String allowed) {
      super("FACT_NOT_UNDERSTOOD", HttpStatus.UNPROCESSABLE_CONTENT, name, value, allowed);
      member("field", name);
    }

    FactNotUnderstood(String name, String value, Phrase allowed) {
      super("FACT_NOT_UNDERSTOOD", HttpStatus.UNPROCESSABLE_CONTENT, name, value, allowed);
      member("field", name);
    }
  }

  /** The geometry of the plot is not valid; the location is in its own CRS. */
  static class ParcelGeometryInvalid extends Problem {
    ParcelGeometryInvalid(Flaw flaw, String message) {
      super(
          "PARCEL_GEOMETRY_INVALID",
          HttpStatus.UNPROCESSABLE_CONTENT,
          message,
          Double.toString(flaw.location().getX()),
          Double.toString(flaw.location().getY()));
      member("flaw", flaw.code());
      member("location", List.of(flaw.location().getX(), flaw.location().getY()));
    }
  }

  /** The geometry of the plot is not a polygon, lies outside China, or is too large. */
  static class ParcelGeometryRefused extends Problem {
    ParcelGeometryRefused(String code, Object... arguments) {
      super(code, HttpStatus.UNPROCESSABLE_CONTENT, arguments);
    }
  }

  /** A file of the clear remainder was asked for, and all of the plot is taken. */
  static class ClearRemainderEmpty extends Problem {
    ClearRemainderEmpty() {
      super("CLEAR_REMAINDER_EMPTY", HttpStatus.CONFLICT);
    }
  }

  /** Computed again from what is stored, another clear area comes out than was answered. */
  static class ClearRemainderDiffers extends Problem {
    ClearRemainderDiffers(double answered, double computed) {
      super(
          "CLEAR_REMAINDER_DIFFERS",
          HttpStatus.CONFLICT,
          Double.toString(answered),
          Double.toString(computed));
    }
  }

  /** There is no check with the id. */
  static class CheckNotFound extends Problem {
    CheckNotFound(String id) {
      super("CHECK_NOT_FOUND", HttpStatus.NOT_FOUND, id);
    }
  }

  /** A check cannot be asked as of the future. */
  static class AsOfInFuture extends Problem {
    AsOfInFuture(String asOf) {
      super("AS_OF_IN_FUTURE", HttpStatus.UNPROCESSABLE_CONTENT, asOf);
    }
  }

  /** No answer with this hash was given. */
  static class AnswerNotFound extends Problem {
    AnswerNotFound() {
      super("ANSWER_NOT_FOUND", HttpStatus.NOT_FOUND);
    }
  }

  /** The answer has no finding of the rule against the feature. */
  static class FindingNotFound extends Problem {
    FindingNotFound(String rule, String feature) {
      super("FINDING_NOT_FOUND", HttpStatus.NOT_FOUND, rule, feature);
    }
  }

  /** The finding is set aside already. */
  static class FindingOverridden extends Problem {
    FindingOverridden(long override) {
      super("FINDING_OVERRIDDEN", HttpStatus.CONFLICT, Long.toString(override));
    }
  }

  /** Who asked cannot set a finding of the answer aside. */
  static class OverrideOfOwnCheck extends Problem {
    OverrideOfOwnCheck() {
      super("OVERRIDE_OF_OWN_CHECK", HttpStatus.FORBIDDEN);
    }
  }

  /** The check has no override with the id. */
  static class OverrideNotFound extends Problem {
    OverrideNotFound(String id) {
      super("OVERRIDE_NOT_FOUND", HttpStatus.NOT_FOUND, id);
    }
  }

  /** The override was withdrawn before. */
  static class OverrideWithdrawn extends Problem {
    OverrideWithdrawn(String id) {
      super("OVERRIDE_WITHDRAWN", HttpStatus.CONFLICT, id);
    }
  }
}
