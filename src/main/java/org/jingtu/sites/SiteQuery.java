package org.jingtu.sites;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which sites are asked for; null = no such condition.
 *
 * @param bbox {west, south, east, north} in degrees of EPSG:4490
 * @param near {longitude, latitude} in degrees of EPSG:4490
 * @param radiusMetres ellipsoidal distance from {@code near} to the site's boundary or point
 * @param adcode beginning of the administrative code
 * @param text part of code or name
 * @param overdue whether a deadline must be past ({@code true}) or none ({@code false})
 * @param deadline a deadline that must run
 * @param after id of the feature after which the page begins
 */
record SiteQuery(
    Set<SiteStatus> status,
    @Nullable Boundary boundary,
    @Nullable String adcode,
    @Nullable String text,
    double @Nullable [] bbox,
    double @Nullable [] near,
    double radiusMetres,
    @Nullable Boolean overdue,
    @Nullable SiteDeadline deadline,
    long after,
    int limit) {

  /** A metre in degrees of latitude is never more; of longitude up to 54° N not more than twice. */
  private static final double DEGREES_PER_METRE = 1 / 110_500.0;

  /** The condition on {@code c}, with {@code m} for the months of the deadlines. */
  String where(List<Object> parameters) {
    StringBuilder where = new StringBuilder("c.until is null and c.feature > ?");
    parameters.add(after);
    add(where, parameters, " and c.status = any(?)", statuses());
    add(where, parameters, " and c.adcode like ? || '%'", adcode);
    if (text != null) {
      String part = "%" + text.replaceAll("([\\\\%_])", "\\\\$1") + "%";
      where.append(" and (c.code ilike ? or c.name ilike ?)");
      parameters.addAll(List.of(part, part));
    }
    if (boundary != null) {
      where.append(
          switch (boundary) {
            case MISSING -> " and c.geom is null";
            case POINT -> " and geometrytype(c.geom) = 'POINT'";
            case POLYGON -> " and geometrytype(c.geom) = 'MULTIPOLYGON'";
          });
    }
    addPlaces(where, parameters);
    addDeadlines(where, parameters);
    return where.toString();
  }

  private String @Nullable [] statuses() {
    return status.isEmpty() ? null : status.stream().map(Enum::name).toArray(String[]::new);
  }

  private void addPlaces(StringBuilder where, List<Object> parameters) {
    if (bbox != null) {
      where.append(" and c.geom && st_makeenvelope(?, ?, ?, ?, 4490)");
      parameters.addAll(List.of(bbox[0], bbox[1], bbox[2], bbox[3]));
    }
    if (near != null) {
      double dy = radiusMetres * DEGREES_PER_METRE;
      where.append(
          """
           and c.geom && st_makeenvelope(?, ?, ?, ?, 4490)
           and st_dwithin(c.geom::geography, st_setsrid(st_makepoint(?, ?), 4490)::geography, ?)
          """);
      parameters.addAll(List.of(near[0] - 2 * dy, near[1] - dy, near[0] + 2 * dy, near[1] + dy));
      parameters.addAll(List.of(near[0], near[1], radiusMetres));
    }
  }

  private void addDeadlines(StringBuilder where, List<Object> parameters) {
    if (deadline != null) {
      where.append(
          " and exists (select from site_clock k where k.feature = c.feature and k.kind = ?)");
      parameters.add(deadline.name());
    }
    if (overdue != null) {
      where
          .append(overdue ? " and exists " : " and not exists ")
          .append(
              """
              (select from site_clock k join m on m.kind = k.kind
               where k.feature = c.feature
                 and (k.starts_on + make_interval(months => m.months))::date < (now() at time zone 'Asia/Shanghai')::date)
              """);
    }
  }

  private static void add(
      StringBuilder where, List<Object> parameters, String condition, @Nullable Object value) {
    if (value != null) {
      where.append(condition);
      parameters.add(value);
    }
  }

  /** Parameters of a query before those of the condition. */
  static List<Object> parameters(SiteStore store) {
    return new ArrayList<>(List.of(store.kinds(), store.months()));
  }
}
