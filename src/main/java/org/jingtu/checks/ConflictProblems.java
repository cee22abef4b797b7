package org.jingtu.checks;

import org.jingtu.problems.Problem;
import org.springframework.http.HttpStatus;

/** Failures about conflicts, as facts. */
final class ConflictProblems {

  private ConflictProblems() {}

  /** There is no conflict with the id. */
  static class ConflictNotFound extends Problem {
    ConflictNotFound(String id) {
      super("CONFLICT_NOT_FOUND", HttpStatus.NOT_FOUND, id);
    }
  }

  /** What no longer is found needs nobody to deal with it. */
  static class ConflictClosed extends Problem {
    ConflictClosed(long id) {
      super("CONFLICT_CLOSED", HttpStatus.CONFLICT, Long.toString(id));
    }
  }

  /** Only the department that it is assigned to may settle it. */
  static class ConflictOfOtherDepartment extends Problem {
    ConflictOfOtherDepartment(long id, String department) {
      super("CONFLICT_OF_OTHER_DEPARTMENT", HttpStatus.FORBIDDEN, Long.toString(id), department);
    }
  }

  /** There is no computation of all conflicts with this id. */
  static class RecomputationNotFound extends Problem {
    RecomputationNotFound(String id) {
      super("RECOMPUTATION_NOT_FOUND", HttpStatus.NOT_FOUND, id);
    }
  }
}
