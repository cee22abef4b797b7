package org.jingtu.sites;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jingtu.problems.BadParameter;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of requests about sites; what is none is a {@link BadParameter}. */
final class SiteParameters {

  private SiteParameters() {}

  /** Statuses parted by commas; empty for none. */
  static Set<SiteStatus> statuses(@Nullable String status) {
    if (status == null || status.isBlank()) {
      return Set.of();
    }
    try {
      return Arrays.stream(status.split(","))
          .map(s -> SiteStatus.valueOf(s.strip()))
          .collect(Collectors.toSet());
    } catch (IllegalArgumentException e) {
      throw new BadParameter(
          "status",
          status,
          Arrays.stream(SiteStatus.values()).map(Enum::name).collect(Collectors.joining(",")));
    }
  }

  /** {longitude, latitude} in degrees; null for none. */
  static double @Nullable [] point(@Nullable String near) {
    if (near == null) {
      return null;
    }
    if (near.matches("-?[0-9.]{1,20},-?[0-9.]{1,20}")) {
      try {
        return Arrays.stream(near.split(",")).mapToDouble(Double::parseDouble).toArray();
      } catch (NumberFormatException e) {
        // said below
      }
    }
    throw new BadParameter("near", near, "117.15,40.95");
  }

  /** The version of an If-Match header; null for none. */
  static @Nullable Long version(@Nullable String ifMatch) {
    if (ifMatch == null) {
      return null;
    }
    String version = ifMatch.strip().replace("W/", "").replace("\"", "");
    if (!version.matches("[0-9]{1,18}")) {
      throw new BadParameter("If-Match", ifMatch, "\"17\"");
    }
    return Long.parseLong(version);
  }
}
