package org.jingtu.checks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.WKBWriter;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The plain and slow way to the figures of a check: whole geometries, never cut, pair by pair by
 * PostGIS. Its areas follow geodesics; edges are cut to 1e-4 degrees (11 m) first, which keeps them
 * straight in longitude and latitude to 3 µm and areas to 1e-8.
 */
final class PlainReference {

  private final JdbcTemplate jdbc;

  PlainReference(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
    jdbc.execute("drop table if exists plain_feature, plain_plot, plain_pair");
    jdbc.execute(
        "create unlogged table plain_feature (collection text, feature bigint, geom geometry(Geometry, 4490))");
    jdbc.execute("create unlogged table plain_plot (id int, geom geometry(Geometry, 4490))");
  }

  /** A pair that meets. */
  record Pair(int plot, String collection, long feature) {}

  /** Its figures. */
  record Figures(double areaSquareMetres, double perimeterMetres) {}

  void addFeature(String collection, long feature, Geometry dense) {
    jdbc.update(
        "insert into plain_feature values (?, ?, st_geomfromwkb(?, 4490))",
        collection,
        feature,
        new WKBWriter().write(dense));
  }

  void addPlot(int id, Geometry dense) {
    jdbc.update(
        "insert into plain_plot values (?, st_geomfromwkb(?, 4490))",
        id,
        new WKBWriter().write(dense));
  }

  /** Shared area and its perimeter by pair; pairs that only touch have none. */
  Map<Pair, Figures> pairs() {
    jdbc.execute(
        """
        create unlogged table plain_pair as
        select p.id, f.collection, f.feature,
               st_collectionextract(st_intersection(p.geom, f.geom), 3) as geom
        from plain_plot p join plain_feature f on st_intersects(p.geom, f.geom)
        """);
    Map<Pair, Figures> pairs = new HashMap<>();
    jdbc.query(
        """
        select id, collection, feature, st_area(g), st_perimeter(g)
        from (select *, st_segmentize(geom, 0.0001)::geography as g from plain_pair) p
        where not st_isempty(geom)
        """,
        rs -> {
          pairs.put(
              new Pair(rs.getInt(1), rs.getString(2), rs.getLong(3)),
              new Figures(rs.getDouble(4), rs.getDouble(5)));
        });
    return pairs;
  }

  /** Area that features take together of a plot, m². */
  double unionAreaSquareMetres(int plot, List<Long> features) {
    return area(
        "select st_union(geom) from plain_pair where id = ? and feature = any(?)",
        plot,
        features.toArray(Long[]::new));
  }

  double plotAreaSquareMetres(int plot) {
    return area("select geom from plain_plot where id = ?", plot);
  }

  private double area(String geometry, Object... parameters) {
    Double area =
        jdbc.queryForObject(
            "select coalesce(st_area(st_segmentize(st_collectionextract((%s), 3), 0.0001)::geography), 0)"
                .formatted(geometry),
            Double.class,
            parameters);
    return area == null ? 0 : area;
  }

  void drop() {
    jdbc.execute("drop table if exists plain_feature, plain_plot, plain_pair");
  }
}
