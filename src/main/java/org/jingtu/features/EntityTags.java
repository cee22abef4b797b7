package org.jingtu.features;

import org.jingtu.catalog.Collection;
import org.jingtu.problems.BadParameter;
import org.jingtu.problems.Problem;
import org.jspecify.annotations.Nullable;

/** Ids and versions of features as they stand in addresses and headers. */
public final class EntityTags {

  private EntityTags() {}

  /**
   * The id in an address.
   *
   * @throws org.jingtu.problems.Problem FEATURE_NOT_FOUND if it can be no id
   */
  public static long parseId(Collection collection, String feature) {
    if (!feature.matches("[0-9]{1,18}")) {
      throw notFound(collection, feature);
    }
    return Long.parseLong(feature);
  }

  /** FEATURE_NOT_FOUND: there is no such feature, or none that the caller may see. */
  public static Problem notFound(Collection collection, String feature) {
    return new Problems.FeatureNotFound(collection.wording(), feature);
  }

  /**
   * The version that a change expects.
   *
   * @param ifMatch the header If-Match
   * @throws org.jingtu.problems.Problem IF_MATCH_MISSING, or BAD_PARAMETER if it is no entity tag
   *     of a feature
   */
  public static long parseVersion(@Nullable String ifMatch) {
    if (ifMatch == null) {
      throw new Problems.IfMatchMissing();
    }
    String version = ifMatch.strip().replace("W/", "").replace("\"", "");
    if (!version.matches("[0-9]{1,18}")) {
      throw new BadParameter("If-Match", ifMatch, "\"17\"");
    }
    return Long.parseLong(version);
  }
}
