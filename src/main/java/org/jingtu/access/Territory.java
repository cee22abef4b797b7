package org.jingtu.access;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The area for which a user works, by its administrative code (GB/T 2260, GB/T 10114): 2 digits for
 * a province, 4 a city, 6 a county, 9 a township, 12 a village. Zeros that only fill a code up to
 * its usual length count for nothing: 130800 is the city 1308.
 *
 * @param prefix with which the codes of everything in it begin
 */
public record Territory(String prefix) {

  /** Where the codes of province, city, county and township end. */
  private static final int[] ENDS = {9, 6, 4, 2};

  /** The area of an actor; empty if it is not limited to one. Administrators never are. */
  public static Optional<Territory> of(Actor actor) {
    return actor.adcode() == null || actor.hasRole(Roles.ADMIN)
        ? Optional.empty()
        : Optional.of(new Territory(shorten(actor.adcode())));
  }

  /** Whether something with this administrative code lies in it; without a code nothing does. */
  public boolean holds(@Nullable String adcode) {
    return adcode != null && adcode.startsWith(prefix);
  }

  /**
   * Passes if something with this administrative code lies in it.
   *
   * @throws NotPermitted otherwise
   */
  public void require(@Nullable String adcode) {
    if (!holds(adcode)) {
      throw NotPermitted.outsideTerritory(adcode == null ? "–" : adcode, prefix);
    }
  }

  private static String shorten(String adcode) {
    String shortest = adcode;
    for (int end : ENDS) {
      if (shortest.length() > end && shortest.substring(end).matches("0+")) {
        shortest = shortest.substring(0, end);
      }
    }
    return shortest;
  }
}
