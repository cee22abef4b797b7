package org.jingtu.checks;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jingtu.catalog.Attribute;
import org.jingtu.catalog.Collection;
import org.jingtu.features.DataChange;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Finds the watched features that a change can touch; never too few. */
@Component
class ConflictTouch {

  /**
   * Registered edges are straight in their own CRS and bend by up to 1.6 m on 10 km in longitude
   * and latitude, in which the windows are drawn.
   */
  static final double SLACK_METRES = 5;

  /** Every statement below ends with the same list of watched features. */
  private static final String WITHIN =
      """
      select distinct w.feature from p
      cross join lateral (
        select w.feature from %s w where w.until is null and w.geom && %s offset 0) w
      """;

  private final JdbcTemplate jdbc;
  private final ConflictWatch watch;

  ConflictTouch(JdbcTemplate jdbc, ConflictWatch watch) {
    this.jdbc = jdbc;
    this.watch = watch;
  }

  /**
   * The features that a data version registered or ended.
   *
   * @param needed of a large change only those that have or had it: others were never judged
   */
  List<Long> listChanged(DataChange change, Optional<ConflictWatch.Needed> needed) {
    if (change.features() != null) {
      return List.copyOf(change.features());
    }
    String changed =
        "select distinct feature from %s where (since = ? or until = ?)"
            .formatted(change.collection().table());
    if (needed.isEmpty()) {
      return jdbc.queryForList(changed, Long.class, change.version(), change.version());
    }
    return jdbc.queryForList(
        changed + " and %s = any(?)".formatted(needed.get().attribute().column()),
        Long.class,
        change.version(),
        change.version(),
        needed.get().values().toArray(String[]::new));
  }

  /**
   * The watched features within reach of what a data version registered or ended, by its pieces; of
   * a large change all those within reach of its extent.
   *
   * <p>Feature by feature: given a list of them, a planner that has not heard of new history yet
   * goes through all that the collection ever ended.
   */
  List<Long> listTouched(DataChange change, Collection watched, double reachMetres) {
    String within = within(watched, reachMetres);
    if (change.features() == null) {
      return jdbc.queryForList(
          "with p as materialized (select st_setsrid(st_extent(geom)::geometry, 4490) as geom from %s where since = ? or until = ?) "
                  .formatted(change.collection().table())
              + within,
          Long.class,
          change.version(),
          change.version());
    }
    if (change.features().isEmpty()) {
      return List.of();
    }
    Long[] ids = change.features().toArray(Long[]::new);
    return jdbc.queryForList(
        """
        with p as materialized (
          select p.geom from unnest(?::bigint[]) a(feature)
          cross join lateral (
            select geom from overlay_piece
            where until is null and collection = ? and feature = a.feature and since = ?
            union all
            select geom from overlay_piece
            where until is not null and collection = ? and feature = a.feature and until = ?) p)
        """
            + within,
        Long.class,
        ids,
        change.collection().number(),
        change.version(),
        change.collection().number(),
        change.version());
  }

  /** A piece that is a point may be that of a feature that reaches further. */
  private String within(Collection watched, double reachMetres) {
    double metresOfAreas = reachMetres + SLACK_METRES;
    String metres =
        "(case when st_dimension(p.geom) = 0 then %s else %s end)"
            .formatted(metresOfAreas + watch.pointMetres(), metresOfAreas);
    return WITHIN.formatted(watched.table(), ConflictSource.widened("p.geom", metres));
  }

  /**
   * The watched features within reach of the target's features whose dates are between two days.
   *
   * @param dates attributes that hold the dates
   */
  List<Long> listTouchedByDate(
      Collection target,
      List<Attribute> dates,
      Collection watched,
      double reachMetres,
      LocalDate from,
      LocalDate to) {
    List<Object> parameters = new ArrayList<>();
    parameters.add(target.number());
    String between =
        dates.stream()
            .map(
                a -> {
                  parameters.add(from);
                  parameters.add(to);
                  return "t." + a.column() + " between ? and ?";
                })
            .collect(Collectors.joining(" or "));
    return jdbc.queryForList(
        """
        with p as materialized (
          select p.geom from %s t
          join overlay_piece p on p.until is null and p.collection = ? and p.feature = t.feature
          where t.until is null and (%s))
        """
                .formatted(target.table(), between)
            + within(watched, reachMetres),
        Long.class,
        parameters.toArray());
  }

  /**
   * A coverage that a data version declared or ended.
   *
   * @param adcode county, or null when an area was declared
   * @param before whether it was declared before too, with the date {@code beforeDate}
   * @param after whether it is declared now, with the date {@code afterDate}
   */
  record CoverageChange(
      @Nullable String adcode,
      boolean before,
      @Nullable LocalDate beforeDate,
      boolean after,
      @Nullable LocalDate afterDate) {}

  List<CoverageChange> listCoverageChanges(DataChange change) {
    return jdbc.query(
        """
        select adcode, bool_or(until = ?) is true, min(source_date) filter (where until = ?),
               bool_or(since = ?), min(source_date) filter (where since = ?)
        from dataset_coverage where collection = ? and (since = ? or until = ?) group by adcode
        """,
        (rs, i) ->
            new CoverageChange(
                rs.getString(1),
                rs.getBoolean(2),
                rs.getObject(3, LocalDate.class),
                rs.getBoolean(4),
                rs.getObject(5, LocalDate.class)),
        change.version(),
        change.version(),
        change.version(),
        change.version(),
        change.collection().id(),
        change.version(),
        change.version());
  }

  /** The watched features of a county. */
  List<Long> listOfCounty(Collection watched, String adcode) {
    return jdbc.queryForList(
        "select feature from %s where until is null and left(adcode, 6) = ?"
            .formatted(watched.table()),
        Long.class,
        adcode);
  }

  /** The watched features in the areas that a data version declared or ended. */
  List<Long> listOfAreas(Collection watched, DataChange change) {
    return jdbc.queryForList(
        """
        select distinct w.feature from dataset_coverage c
        join %s w on w.until is null and w.geom && c.area
        where c.collection = ? and c.area is not null and (c.since = ? or c.until = ?)
        """
            .formatted(watched.table()),
        Long.class,
        change.collection().id(),
        change.version(),
        change.version());
  }

  /** The watched features in the areas that are declared with data of this date. */
  List<Long> listOfDatedAreas(Collection watched, Collection target, LocalDate sourceDate) {
    return jdbc.queryForList(
        """
        select distinct w.feature from dataset_coverage c
        join %s w on w.until is null and w.geom && c.area
        where c.collection = ? and c.until is null and c.area is not null and c.source_date = ?
        """
            .formatted(watched.table()),
        Long.class,
        target.id(),
        sourceDate);
  }

  /** A current coverage with the date of its data; county null = declared by area. */
  record Dated(@Nullable String adcode, LocalDate sourceDate) {}

  List<Dated> listDatedCoverage(Collection target) {
    return jdbc.query(
        "select adcode, source_date from dataset_coverage where collection = ? and until is null and source_date is not null",
        (rs, i) -> new Dated(rs.getString(1), rs.getObject(2, LocalDate.class)),
        target.id());
  }

  /** How many current features a watched collection has. */
  long count(Collection watched) {
    Long count =
        jdbc.queryForObject(
            "select count(*) from %s where until is null".formatted(watched.table()), Long.class);
    return count == null ? 0 : count;
  }

  /**
   * The next features, in the order of their ids, that are watched or have a conflict that is not
   * closed.
   */
  List<Long> listPage(Collection watched, long after, int limit) {
    return jdbc.queryForList(
        """
        select feature from (
          (select feature from %s where until is null and feature > ? order by feature limit ?)
          union
          (select distinct feature from conflict
           where collection = ? and state <> 'CLOSED' and feature > ? order by feature limit ?)) f
        order by feature limit ?
        """
            .formatted(watched.table()),
        Long.class,
        after,
        limit,
        watched.id(),
        after,
        limit,
        limit);
  }
}
