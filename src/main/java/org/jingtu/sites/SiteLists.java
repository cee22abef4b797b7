package org.jingtu.sites;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Lists of sites, by any of the conditions of {@link SiteQuery}. */
@Component
class SiteLists {

  private final JdbcTemplate jdbc;
  private final SiteStore store;

  SiteLists(JdbcTemplate jdbc, SiteStore store) {
    this.jdbc = jdbc;
    this.store = store;
  }

  /**
   * A site as a list shows it.
   *
   * @param position {longitude, latitude} on the site, degrees of EPSG:4490; null if unknown
   * @param distanceMetres from the point asked for; null if none was
   * @param due deadlines that run, the earliest first
   */
  record Item(
      long feature,
      String code,
      @Nullable String name,
      String adcode,
      SiteStatus status,
      boolean listed,
      boolean heldUndeveloped,
      Boundary boundary,
      double @Nullable [] position,
      double areaSquareMetres,
      @Nullable Double distanceMetres,
      List<DueDate> due) {

    boolean overdue() {
      return due.stream().anyMatch(DueDate::overdue);
    }
  }

  /** A page of sites in the order of their features. */
  List<Item> list(SiteQuery query) {
    List<Object> parameters = SiteQuery.parameters(store);
    String distance = "null::float8";
    if (query.near() != null) {
      distance = "st_distance(c.geom::geography, st_setsrid(st_makepoint(?, ?), 4490)::geography)";
      parameters.addAll(List.of(query.near()[0], query.near()[1]));
    }
    String where = query.where(parameters);
    parameters.add(query.limit());
    List<Item> items =
        jdbc.query(
            """
            with m as (select * from unnest(?, ?) m(kind, months))
            select c.feature, c.code, c.name, c.adcode, c.status, c.listed, c.held_undeveloped,
                   geometrytype(c.geom) as kind, st_x(st_pointonsurface(c.geom)) as x, st_y(st_pointonsurface(c.geom)) as y,
                   c.area_square_metres, %s as distance
            from contaminated_sites c where %s order by c.feature limit ?
            """
                .formatted(distance, where),
            (rs, i) -> item(rs, List.of()),
            parameters.toArray());
    Map<Long, List<DueDate>> due = store.listDue(items.stream().map(Item::feature).toList());
    List<Item> complete = new ArrayList<>();
    for (Item i : items) {
      complete.add(withDue(i, due.getOrDefault(i.feature(), List.of())));
    }
    return complete;
  }

  private static Item withDue(Item i, List<DueDate> due) {
    return new Item(
        i.feature(),
        i.code(),
        i.name(),
        i.adcode(),
        i.status(),
        i.listed(),
        i.heldUndeveloped(),
        i.boundary(),
        i.position(),
        i.areaSquareMetres(),
        i.distanceMetres(),
        due);
  }

  private static Item item(ResultSet rs, List<DueDate> due) throws SQLException {
    SiteStatus status = SiteStatus.valueOf(rs.getString("status"));
    String kind = rs.getString("kind");
    double[] position = kind == null ? null : new double[] {rs.getDouble("x"), rs.getDouble("y")};
    return new Item(
        rs.getLong("feature"),
        rs.getString("code"),
        rs.getString("name"),
        rs.getString("adcode"),
        status,
        status.isListed() || rs.getBoolean("listed"),
        rs.getBoolean("held_undeveloped"),
        kind == null ? Boundary.MISSING : kind.equals("POINT") ? Boundary.POINT : Boundary.POLYGON,
        position,
        rs.getDouble("area_square_metres"),
        rs.getObject("distance", Double.class),
        due);
  }
}
