package org.jingtu.zones;

import java.util.List;
import org.jingtu.problems.Problem;
import org.jingtu.problems.Wording;
import org.springframework.http.HttpStatus;

/** Failures of this room, as facts. */
final class ZoneProblems {

  private ZoneProblems() {}

  /** There is no zone with the id, or none that the reader may know of. */
  static class ZoneNotFound extends Problem {
    ZoneNotFound(String id) {
      super("ZONE_NOT_FOUND", HttpStatus.NOT_FOUND, id);
    }
  }

  /** The state of the zone does not allow the act; {@code possible} lists what it allows. */
  static class ZoneActRefused extends Problem {
    ZoneActRefused(ZoneState state, ZoneAct act, List<ZoneAct> possible) {
      super(
          "ZONE_ACT_REFUSED",
          HttpStatus.CONFLICT,
          state.wording(),
          act.wording(),
          Wording.list(possible.stream().map(ZoneAct::wording).toList()));
      member("state", state);
      member("possible", possible);
    }
  }

  /** The author may not approve what he wrote. */
  static class ApprovedByAuthor extends Problem {
    ApprovedByAuthor(String author) {
      super("ZONE_APPROVED_BY_AUTHOR", HttpStatus.CONFLICT, author);
    }
  }

  /** Another draft of the same code is under way. */
  static class ZoneUnderway extends Problem {
    ZoneUnderway(String code) {
      super("ZONE_UNDERWAY", HttpStatus.CONFLICT, code);
    }
  }

  /** A member of the request is missing or not understood. */
  static class ZoneRequestInvalid extends Problem {
    ZoneRequestInvalid(String field, String expected) {
      super("ZONE_REQUEST_INVALID", HttpStatus.UNPROCESSABLE_CONTENT, field, expected);
      member("field", field);
    }
  }

  /** The zone was changed by somebody else since it was read. */
  static class ZoneChangedMeanwhile extends Problem {
    ZoneChangedMeanwhile(long expected, long current) {
      super(
          "ZONE_CHANGED_MEANWHILE",
          HttpStatus.PRECONDITION_FAILED,
          Long.toString(expected),
          Long.toString(current));
    }
  }

  /** An announcement would name a site that the public may not know of. */
  static class AnnouncementNamesSite extends Problem {
    AnnouncementNamesSite(String field) {
      super("ZONE_NAMES_UNPUBLISHED_SITE", HttpStatus.CONFLICT, field);
      member("field", field);
    }
  }

  /** Zones in force would be ended or changed behind the publication's back. */
  static class ZonesKeptByPublication extends Problem {
    ZonesKeptByPublication(List<String> codes) {
      super("ZONES_KEPT_BY_PUBLICATION", HttpStatus.CONFLICT, String.join("、", codes));
      member("codes", codes);
    }
  }

  /** No zone can be proposed round a site that has no place. */
  static class SiteWithoutPlace extends Problem {
    SiteWithoutPlace(String code) {
      super("ZONE_SITE_WITHOUT_PLACE", HttpStatus.CONFLICT, code);
    }
  }

  /** The feature named in a request is not registered. */
  static class SubjectNotFound extends Problem {
    SubjectNotFound(Wording collection, String code) {
      super("ZONE_SUBJECT_NOT_FOUND", HttpStatus.NOT_FOUND, collection, code);
    }
  }

  /** Nothing is left of a proposal after clipping. */
  static class NothingLeft extends Problem {
    NothingLeft() {
      super("ZONE_NOTHING_LEFT", HttpStatus.CONFLICT);
    }
  }

  /** No boundary of the area was registered. */
  static class BoundaryNotFound extends Problem {
    BoundaryNotFound(String adcode) {
      super("BOUNDARY_NOT_FOUND", HttpStatus.NOT_FOUND, adcode);
    }
  }

  /** A boundary cannot be taken. */
  static class BoundaryRefused extends Problem {
    BoundaryRefused(String what, String expected) {
      super("BOUNDARY_REFUSED", HttpStatus.UNPROCESSABLE_CONTENT, what, expected);
    }
  }
}
