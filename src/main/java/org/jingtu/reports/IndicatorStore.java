package org.jingtu.reports;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

/** The SQL of the indicators: for each the features that are concerned, and which of them count. */
@Component
class IndicatorStore {

  /** Farmland of the two lower classes. */
  private static final String FARMLAND =
      """
      select f.feature, f.code, f.name, f.adcode, f.township, f.area_square_metres as area, f.geom, %s as counts
      from farmland_classes f
      where f.since <= :farmland and (f.until is null or f.until > :farmland)
        and f.adcode like :adcode and f.soil_class in ('SAFE_USE', 'STRICT_CONTROL')
      """;

  private static final String SITES =
      """
      select s.feature, s.code, s.name, s.adcode, null::text as township, s.area_square_metres as area, s.geom, %s as counts
      from contaminated_sites s
      where s.since <= :sites and (s.until is null or s.until > :sites)
        and s.adcode like :adcode and %s
      """;

  private static final String CONTAMINATED =
      "s.status in ('CONFIRMED', 'RISK_ACCEPTABLE', 'LISTED', 'UNDER_CONTROL', 'UNDER_REMEDIATION', 'DELISTED')";

  private static final String SAFE =
      "(s.target_met is true or s.status in ('RISK_ACCEPTABLE', 'DELISTED'))";

  /** Parcels supplied or built that share area with the site: touching is not overlapping. */
  private static final String REUSED =
      """
      exists (select 1 from parcels p
        where p.since <= :parcels and (p.until is null or p.until > :parcels)
          and p.supply_state in ('SUPPLIED', 'BUILT') and p.geom && s.geom
          and st_area(st_intersection(p.geom, s.geom)::geography) >= 0.01)
      """;

  private static final String CONTROLLED =
      """
      (s.measure is not null or exists (select 1 from control_zones z
        where z.since <= :zones and (z.until is null or z.until > :zones)
          and z.site_code = s.code and (z.in_force_from is null or z.in_force_from <= :day)
          and (z.in_force_to is null or z.in_force_to >= :day)))
      """;

  /**
   * Parcels of a use of 07 or 08 whose previous version had another, the change lying in the
   * period; and what the last check before it said.
   */
  private static final String TURNED =
      """
      select p.feature, p.code, p.name, p.adcode, null::text as township, p.area_square_metres as area, p.geom,
             coalesce((select not c.incomplete and c.verdict not in ('PROHIBITED', 'SUSPENDED')
               from parcel_check c
               where c.parcel_no = p.parcel_no and c.created_at <= v.committed_at
                 and (c.answer #>> '{question,plannedUse}') ~ '^0[78]'
               order by c.created_at desc limit 1), false) as counts
      from parcels p
      join dataset_version v on v.collection = 'parcels' and v.version = p.since
      join parcels b on b.feature = p.feature and b.until = p.since
      where p.adcode like :adcode and p.since <= :parcels
        and v.committed_at >= :start and v.committed_at < :end
        and p.planned_use ~ '^0[78]' and b.planned_use is not null and b.planned_use !~ '^0[78]'
      """;

  private final NamedParameterJdbcTemplate jdbc;

  IndicatorStore(NamedParameterJdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * What is asked.
   *
   * @param adcode division code; features of it and of what lies in it are counted
   * @param versions data version of each collection as of which is reckoned
   */
  record Scope(String adcode, Period period, Instant asOf, Map<String, Long> versions) {}

  /** Numbers and areas (m²) of what is concerned and of what counts. */
  record Sums(long all, double allSquareMetres, long counting, double countingSquareMetres) {
    static final Sums NOTHING = new Sums(0, 0, 0, 0);
  }

  /** A feature behind an indicator; the geometry is GeoJSON in EPSG:4490 or null. */
  record Member(
      long feature,
      String code,
      @Nullable String name,
      double areaSquareMetres,
      boolean counts,
      @Nullable String geometry) {}

  Sums sum(Indicator indicator, Scope scope) {
    return Objects.requireNonNull(
        jdbc.queryForObject(
            """
            select count(*), coalesce(sum(area), 0), count(*) filter (where counts),
                   coalesce(sum(area) filter (where counts), 0)
            from (%s) m
            """
                .formatted(members(indicator)),
            parameters(scope),
            (rs, i) -> new Sums(rs.getLong(1), rs.getDouble(2), rs.getLong(3), rs.getDouble(4))));
  }

  /**
   * A part of a division.
   *
   * @param adcode its code, six digits a county, nine a township
   * @param township name of a township that no code tells, empty if it is not known at all; null
   *     for a county and where the code tells
   * @param title what the layer calls the township, or null
   */
  record Part(String adcode, @Nullable String township, @Nullable String title) {}

  /** By county, or by township: by the code where it has nine digits, else by the name. */
  private static final Map<IndicatorAnswer.By, String> PARTS =
      Map.of(
          IndicatorAnswer.By.COUNTY,
          "left(adcode, 6) as part, null::text as part_name",
          IndicatorAnswer.By.TOWNSHIP,
          "case when length(adcode) >= 9 then left(adcode, 9) else left(adcode, 6) end as part,"
              + " case when length(adcode) < 9 then coalesce(township, '') end as part_name");

  /** The sums of each part in which anything is concerned. */
  Map<Part, Sums> sumParts(Indicator indicator, Scope scope, IndicatorAnswer.By by) {
    Map<Part, Sums> parts = new LinkedHashMap<>();
    jdbc.query(
        """
        select part, part_name, case when length(part) = 9 then max(township) else nullif(part_name, '') end,
               count(*), coalesce(sum(area), 0), count(*) filter (where counts),
               coalesce(sum(area) filter (where counts), 0)
        from (select m.*, %s from (%s) m) p group by part, part_name order by part, part_name nulls first
        """
            .formatted(PARTS.get(by), members(indicator)),
        parameters(scope),
        rs -> {
          parts.put(
              new Part(rs.getString(1), rs.getString(2), rs.getString(3)),
              new Sums(rs.getLong(4), rs.getDouble(5), rs.getLong(6), rs.getDouble(7)));
        });
    return parts;
  }

  /**
   * The features behind it, in the order of their ids, those after {@code after}.
   *
   * @param township name of a township of those whose code does not tell it; empty: not known
   */
  List<Member> listMembers(
      Indicator indicator,
      Scope scope,
      @Nullable String township,
      @Nullable Boolean counting,
      long after,
      int limit) {
    return jdbc.query(
        """
        select feature, code, name, area, counts, st_asgeojson(geom, 9) from (%s) m
        where feature > :after and (:counting::boolean is null or counts = :counting::boolean)
          and (:township::text is null or (length(adcode) < 9 and coalesce(township, '') = :township))
        order by feature limit :limit
        """
            .formatted(members(indicator)),
        parameters(scope)
            .addValue("after", after)
            .addValue("counting", counting)
            .addValue("township", township)
            .addValue("limit", limit),
        (rs, i) ->
            new Member(
                rs.getLong(1),
                rs.getString(2),
                rs.getString(3),
                rs.getDouble(4),
                rs.getBoolean(5),
                rs.getString(6)));
  }

  /** Whether a collection was declared to hold the counties of the division, as of a version. */
  boolean isCovered(String collection, Scope scope) {
    return Boolean.TRUE.equals(
        jdbc.queryForObject(
            """
            select exists (select 1 from dataset_coverage c
              where c.collection = :collection and c.since <= :version
                and (c.until is null or c.until > :version)
                and (c.adcode like :adcode or :code like c.adcode || '%' or c.area is not null))
            """,
            new MapSqlParameterSource()
                .addValue("collection", collection)
                .addValue("version", scope.versions().getOrDefault(collection, 0L))
                .addValue("adcode", scope.adcode() + "%")
                .addValue("code", scope.adcode()),
            Boolean.class));
  }

  private static String members(Indicator indicator) {
    return switch (indicator) {
      case FARMLAND_SAFE_USE_RATE -> FARMLAND.formatted("coalesce(f.measures_effective, false)");
      case FARMLAND_CONTROL_COVERAGE -> FARMLAND.formatted("f.measures is not null");
      case KEY_CONSTRUCTION_SAFE_USE_RATE -> TURNED;
      case REUSED_SITE_SAFE_USE_RATE -> SITES.formatted(SAFE, CONTAMINATED + " and " + REUSED);
      case SITE_TARGET_MET_RATE ->
          SITES.formatted(
              SAFE,
              CONTAMINATED + " and s.held_undeveloped is not true and s.planned_use is not null");
      case HELD_SITE_CONTROL_COVERAGE ->
          SITES.formatted(CONTROLLED, CONTAMINATED + " and s.held_undeveloped");
    };
  }

  private static MapSqlParameterSource parameters(Scope scope) {
    Map<String, Long> versions = scope.versions();
    return new MapSqlParameterSource()
        .addValue("adcode", scope.adcode() + "%")
        .addValue("farmland", versions.getOrDefault("farmland-classes", 0L))
        .addValue("sites", versions.getOrDefault("contaminated-sites", 0L))
        .addValue("zones", versions.getOrDefault("control-zones", 0L))
        .addValue("parcels", versions.getOrDefault("parcels", 0L))
        .addValue("day", java.sql.Date.valueOf(scope.asOf().atZone(Period.CHINA).toLocalDate()))
        .addValue("start", Timestamp.from(scope.period().start()))
        .addValue("end", Timestamp.from(scope.period().end()));
  }
}
