package org.jingtu.reports;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jingtu.reports.FarmlandAnswer.CountyEdition;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

/** The SQL over the editions of the farmland classes. */
@Component
class FarmlandStore {

  /** Below this a difference is what rounding leaves over, m². */
  private static final double TOUCHING_SQUARE_METRES = 0.01;

  /**
   * What is left of a feature beside the other edition, if it is more than a seam: an edge that is
   * straight in the plane is not in degrees, so a part of it leaves slivers of under 2 mm.
   */
  private static final String REMAINS =
      "%1$s.area_square_metres - coalesce(s.area, 0) >= :touching and %1$s.area_square_metres - coalesce(s.area, 0) >= 0.001 * st_perimeter(%1$s.geom::geography)";

  /** The rows of both editions; parameters: counties, fromVersions, toVersions, adcode. */
  private static final String EDITIONS =
      """
      with edition as materialized (
        select * from unnest(:counties::text[], :fromVersions::bigint[], :toVersions::bigint[])
          e(county, from_version, to_version)),
      old as materialized (
        select f.* from farmland_classes f join edition e on e.county = left(f.adcode, 6)
        where f.adcode like :adcode and f.since <= e.from_version
          and (f.until is null or f.until > e.from_version)),
      new as materialized (
        select f.* from farmland_classes f join edition e on e.county = left(f.adcode, 6)
        where f.adcode like :adcode and f.since <= e.to_version
          and (f.until is null or f.until > e.to_version))
      """;

  /** What both editions share, feature by feature; the same polygon is not intersected anew. */
  private static final String SHARED =
      """
      , shared as materialized (
        select o.feature as old_feature, n.feature as new_feature, o.soil_class as old_class,
               n.soil_class as new_class, o.township, o.code as old_code, n.code as new_code,
               case when o.geom = n.geom then o.area_square_metres
                    else st_area(st_intersection(o.geom, n.geom)::geography) end as area,
               case when o.soil_class = 'PRIORITY_PROTECTION' and n.soil_class <> o.soil_class
                    then st_intersection(o.geom, n.geom) end as geom
        from old o join new n on o.geom && n.geom and st_intersects(o.geom, n.geom))
      """;

  private final NamedParameterJdbcTemplate jdbc;

  FarmlandStore(NamedParameterJdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Which editions there are for a division: of each county those that were ever declared. */
  List<CountyEdition> listEditions(String adcode) {
    return jdbc.query(
        """
        select c.adcode, coalesce(c.until - 1, d.version), c.source_date, v.committed_at
        from dataset_coverage c
        join dataset d using (collection)
        left join dataset_version v on v.collection = c.collection and v.version = c.since
        where c.collection = 'farmland-classes' and c.adcode is not null
          and (c.adcode like :prefix or :adcode like c.adcode || '%')
        order by c.adcode, c.since
        """,
        new MapSqlParameterSource("adcode", adcode).addValue("prefix", adcode + "%"),
        (rs, i) ->
            new CountyEdition(
                rs.getString(1),
                rs.getLong(2),
                rs.getObject(3, LocalDate.class),
                at(rs.getTimestamp(4))));
  }

  private static @Nullable Instant at(@Nullable Timestamp time) {
    return time == null ? null : time.toInstant();
  }

  /** Area of a class in a township, m², in each edition. */
  record ClassArea(@Nullable String township, String soilClass, double from, double to) {}

  List<ClassArea> listAreas(MapSqlParameterSource editions) {
    return jdbc.query(
        EDITIONS
            + """
            select township, soil_class, sum(before), sum(after) from (
              select township, soil_class, area_square_metres as before, 0 as after from old
              union all
              select township, soil_class, 0, area_square_metres from new) a
            group by township, soil_class order by township nulls last, soil_class
            """,
        editions,
        (rs, i) ->
            new ClassArea(rs.getString(1), rs.getString(2), rs.getDouble(3), rs.getDouble(4)));
  }

  /** Area that went from class to class, m²; null = not classed. */
  record Moved(@Nullable String from, @Nullable String to, double area) {}

  List<Moved> listTransitions(MapSqlParameterSource editions) {
    return jdbc.query(
        EDITIONS
            + SHARED
            + """
            select old_class, new_class, sum(area) from shared where area >= :touching group by 1, 2
            union all
            select o.soil_class, null, sum(greatest(0, o.area_square_metres - coalesce(s.area, 0)))
            from old o left join (select old_feature, sum(area) as area from shared group by 1) s
              on s.old_feature = o.feature
            where %s group by 1
            union all
            select null, n.soil_class, sum(greatest(0, n.area_square_metres - coalesce(s.area, 0)))
            from new n left join (select new_feature, sum(area) as area from shared group by 1) s
              on s.new_feature = n.feature
            where %s group by 2
            order by 1 nulls last, 2 nulls last
            """
                .formatted(REMAINS.formatted("o"), REMAINS.formatted("n")),
        editions.addValue("touching", TOUCHING_SQUARE_METRES),
        (rs, i) -> new Moved(rs.getString(1), rs.getString(2), rs.getDouble(3)));
  }

  /** A place where priority protection was lost; geometry as GeoJSON text. */
  record Lost(
      String fromCode,
      @Nullable String township,
      @Nullable String toCode,
      @Nullable String toClass,
      double area,
      String geometry,
      int all) {}

  /** The largest places; {@code all} says how many there are. */
  List<Lost> listLost(MapSqlParameterSource editions, int limit) {
    return jdbc.query(
        EDITIONS
            + SHARED
            + """
            , lost as (
              select old_code, township, new_code, new_class, area, geom from shared
              where geom is not null and area >= :touching
              union all
              select o.code, o.township, null, null, st_area(g.rest::geography), g.rest
              from old o
              left join (select old_feature, sum(area) as area from shared group by 1) s
                on s.old_feature = o.feature
              cross join lateral (
                select st_difference(o.geom, coalesce(
                  (select st_union(n.geom) from new n where n.geom && o.geom),
                  st_setsrid('polygon empty'::geometry, 4490))) as rest) g
              where o.soil_class = 'PRIORITY_PROTECTION'
                and %s)
            select old_code, township, new_code, new_class, area,
                   st_asgeojson(st_collectionextract(geom, 3), 9), count(*) over ()
            from lost order by area desc, old_code limit :limit
            """
                .formatted(REMAINS.formatted("o")),
        editions.addValue("touching", TOUCHING_SQUARE_METRES).addValue("limit", limit),
        (rs, i) ->
            new Lost(
                rs.getString(1),
                rs.getString(2),
                rs.getString(3),
                rs.getString(4),
                rs.getDouble(5),
                rs.getString(6),
                rs.getInt(7)));
  }
}
