package org.jingtu.checks;

import java.util.Map;
import java.util.Objects;
import org.jingtu.catalog.Collection;
import org.jspecify.annotations.Nullable;

/**
 * A registered feature whose conflicts are kept in step, without its geometry.
 *
 * @param attributes typed values by attribute name; absent = no value
 * @param sourceSrid EPSG code of the CRS in which its edges are straight
 * @param areaSquareMetres ellipsoidal area, m²
 * @param dimension 0 point, 1 line, 2 area, {@link org.jingtu.rules.Hit#NO_GEOMETRY}
 */
record Watched(
    Collection collection,
    long feature,
    Map<String, @Nullable Object> attributes,
    int sourceSrid,
    double areaSquareMetres,
    int dimension) {

  String code() {
    return Objects.requireNonNull(text("code"));
  }

  @Nullable String name() {
    return text("name");
  }

  /** 6 to 12 digits. */
  String adcode() {
    return Objects.requireNonNull(text("adcode"));
  }

  @Nullable String text(String attribute) {
    return (String) attributes.get(attribute);
  }
}
