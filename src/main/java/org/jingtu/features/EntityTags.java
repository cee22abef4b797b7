package org.jingtu.features;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jingtu.catalog.Collection;
import org.jingtu.problems.BadParameter;
import org.jingtu.problems.Problem;
import org.jspecify.annotations.Nullable;

/** Ids and versions of features as they stand in addresses and headers. */
public final class EntityTags {

  /** Proxies that compress make a tag weak; some programs leave the quotes out. */
  private static final Pattern TAG = Pattern.compile("(?:W/)?\"?([0-9]{1,18})(?:-[A-Za-z-]+)?\"?");

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
   * The version that a change expects. The tag of any form in which a feature was read is good:
   * what stands behind the hyphen tells the form.
   *
   * @param ifMatch the header If-Match
   * @throws org.jingtu.problems.Problem IF_MATCH_MISSING, or BAD_PARAMETER if it is no entity tag
   *     of a feature
   */
  public static long parseVersion(@Nullable String ifMatch) {
    if (ifMatch == null) {
      throw new Problems.IfMatchMissing();
    }
    Matcher tag = TAG.matcher(ifMatch.strip());
    if (!tag.matches()) {
      throw new BadParameter("If-Match", ifMatch, "\"17\"");
    }
    return Long.parseLong(tag.group(1));
  }
}
