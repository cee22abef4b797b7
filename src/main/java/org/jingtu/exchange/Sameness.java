package org.jingtu.exchange;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import org.jingtu.features.FeatureDraft;
import org.jingtu.features.FeatureVersion;
import org.jspecify.annotations.Nullable;

/**
 * Whether a row says nothing new: the same attributes and extra values, the same shape (see {@link
 * SameShape}), and the same source CRS (in another one the edges would run elsewhere).
 */
final class Sameness {

  private Sameness() {}

  static boolean same(FeatureVersion registered, FeatureDraft draft) {
    return registered.sourceSrid() == draft.sourceSrid()
        && registered.attributes().equals(draft.attributes())
        && sameExtra(registered.extra(), draft.extra())
        && SameShape.same(registered.geometry(), draft.geometry());
  }

  /** Numbers are compared by value, since JSON keeps no type. */
  private static boolean sameExtra(
      Map<String, @Nullable Object> a, Map<String, @Nullable Object> b) {
    return a.keySet().equals(b.keySet())
        && a.entrySet().stream().allMatch(e -> sameValue(e.getValue(), b.get(e.getKey())));
  }

  private static boolean sameValue(@Nullable Object a, @Nullable Object b) {
    if (a instanceof Number && b instanceof Number) {
      return new BigDecimal(a.toString()).compareTo(new BigDecimal(b.toString())) == 0;
    }
    return Objects.equals(a, b);
  }
}
