package org.jingtu.geo;

import org.jingtu.problems.Problem;
import org.jingtu.problems.Wording;
import org.springframework.http.HttpStatus;

/** A GeoJSON geometry that breaks RFC 7946. */
public final class MalformedGeoJson extends Problem {

  private final String reason;

  /**
   * @param pointer JSON pointer to the bad place, from the geometry; empty for the geometry itself
   * @param reason code of the reason, upper snake case; text under {@code geojson.REASON}
   */
  MalformedGeoJson(String pointer, String reason) {
    super(
        "MALFORMED_GEOJSON",
        HttpStatus.BAD_REQUEST,
        pointer.isEmpty() ? "/" : pointer,
        new Wording("geojson." + reason));
    this.reason = reason;
    member("pointer", pointer);
    member("reason", reason);
  }

  /** Code of the reason, for example {@code RING_NOT_CLOSED}. */
  public String reason() {
    return reason;
  }
}
