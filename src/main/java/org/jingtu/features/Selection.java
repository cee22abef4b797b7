package org.jingtu.features;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jingtu.access.Territory;
import org.jspecify.annotations.Nullable;

/**
 * Which features of a collection are meant: all conditions together.
 *
 * @param version data version as of which to read, or null for the current one
 * @param bbox {west, south, east, north} in degrees of EPSG:4490, met by the extent of a feature;
 *     or null for everywhere
 * @param filter further condition, or null for none
 * @param area prefix of the administrative codes, or null for all
 */
public record Selection(
    @Nullable Long version,
    double @Nullable [] bbox,
    @Nullable FeatureFilter filter,
    @Nullable String area) {

  /** A selection of every area. */
  public Selection(
      @Nullable Long version, double @Nullable [] bbox, @Nullable FeatureFilter filter) {
    this(version, bbox, filter, null);
  }

  /** The same within the area of the reader, if that is limited to one. */
  Selection within(Optional<Territory> territory) {
    return territory.isEmpty()
        ? this
        : new Selection(version, bbox, filter, territory.get().prefix());
  }

  /** The condition on the table {@code t}; its parameters are {@link #parameters}. */
  public String where() {
    StringBuilder where =
        new StringBuilder(
            version == null
                ? "t.until is null"
                : "t.since <= ? and (t.until is null or t.until > ?)");
    if (bbox != null) {
      where.append(" and t.geom && st_makeenvelope(?, ?, ?, ?, 4490)");
    }
    if (filter != null) {
      where.append(" and (").append(filter.sql()).append(')');
    }
    if (area != null) {
      where.append(" and starts_with(t.adcode, ?)");
    }
    return where.toString();
  }

  /** The values of the question marks of {@link #where}. */
  public List<Object> parameters() {
    List<Object> parameters = new ArrayList<>();
    if (version != null) {
      parameters.add(version);
      parameters.add(version);
    }
    if (bbox != null) {
      for (double side : bbox) {
        parameters.add(side);
      }
    }
    if (filter != null) {
      parameters.addAll(filter.parameters());
    }
    if (area != null) {
      parameters.add(area);
    }
    return parameters;
  }
}
