package org.jingtu.features;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jingtu.catalog.Catalog;
import org.jingtu.catalog.Collection;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.WKBWriter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Finds everything that may concern a plot, in all collections, by one SQL statement over the
 * overlay pieces and their one spatial index. One statement is one snapshot: candidates, data
 * versions and coverage belong together.
 */
@Component
public class Overlay {

  private final JdbcTemplate jdbc;
  private final Catalog catalog;
  private final String current;
  private final String past;

  Overlay(JdbcTemplate jdbc, Catalog catalog) {
    this.jdbc = jdbc;
    this.catalog = catalog;
    this.current = sql("p.until is null", "c.until is null");
    this.past =
        sql(
            "p.since <= v.version and p.until is null or p.since <= v.version and p.until > v.version and p.until is not null",
            "c.since <= v.version and (c.until is null or c.until > v.version)");
  }

  /**
   * A feature with pieces in the window.
   *
   * @param since data version of the collection in which this version of the feature began
   * @param code empty where the collection was not asked to be described
   * @param name null also where it was not
   * @param attributes typed values by attribute name; absent = no value; empty where it was not
   * @param pieces its pieces in the window, EPSG:4490, longitude first
   */
  public record Candidate(
      Collection collection,
      long feature,
      long since,
      String code,
      @Nullable String name,
      Map<String, @Nullable Object> attributes,
      List<Geometry> pieces) {}

  /**
   * What is known of a collection at the plot.
   *
   * @param version data version that was read; 0 = nothing was ever loaded
   * @param covered whether a declared coverage holds the plot
   * @param sourceDate date of the oldest data that covers it, or null if unknown
   */
  public record State(
      Collection collection, long version, boolean covered, @Nullable LocalDate sourceDate) {}

  /**
   * All candidates, and the state of every collection that is overlaid.
   *
   * @param unlocated features without geometry that are registered in the plot's county, or
   *     anywhere if that is not known; they have no pieces
   */
  public record Answer(List<Candidate> candidates, List<State> states, List<Candidate> unlocated) {

    /** An answer without features of unknown place. */
    public Answer(List<Candidate> candidates, List<State> states) {
      this(candidates, states, List.of());
    }
  }

  /**
   * Where to look, degrees of EPSG:4490.
   *
   * @param onPlot the plot's extent
   * @param around the same, widened by how far a feature of interest may be
   * @param farCollections ids of the collections that matter in the whole of {@code around}; the
   *     others matter on the plot only
   * @param described ids of the collections whose features are wanted with code, name and
   *     attributes, or null for all; of the others the pieces suffice
   */
  public record Window(
      Envelope onPlot,
      Envelope around,
      Set<String> farCollections,
      @Nullable Set<String> described) {

    /** With the attributes of all features. */
    public Window(Envelope onPlot, Envelope around, Set<String> farCollections) {
      this(onPlot, around, farCollections, null);
    }

    /** The same with attributes of these collections only. */
    public Window describing(Set<String> collections) {
      return new Window(onPlot, around, farCollections, Set.copyOf(collections));
    }
  }

  /**
   * Reads the candidates.
   *
   * @param window where to look
   * @param plot the plot itself, for the coverage by area; EPSG:4490
   * @param county county code of six digits of the plot, or null if unknown
   * @param versions data version by collection id to read as of, or null for the current ones
   */
  public Answer read(
      Window window, Geometry plot, @Nullable String county, @Nullable Map<String, Long> versions) {
    OverlayRows rows = new OverlayRows(catalog);
    List<Object> parameters = new ArrayList<>();
    if (versions != null) {
      parameters.add(versions.keySet().toArray(String[]::new));
      parameters.add(versions.values().toArray(Long[]::new));
    }
    parameters.add(described(window).toArray(Integer[]::new));
    addSides(parameters, window.around());
    addSides(parameters, window.onPlot());
    parameters.add(numbers(window.farCollections()).toArray(Integer[]::new));
    parameters.add(county);
    parameters.add(new WKBWriter().write(plot));
    overlaid().stream().filter(c -> c.geometry().allowsNone()).forEach(c -> parameters.add(county));
    jdbc.query(versions == null ? current : past, rows, parameters.toArray());
    return rows.answer();
  }

  /** Numbers of the collections whose features are wanted with their attributes. */
  private Stream<Integer> described(Window window) {
    Set<String> described = window.described();
    return described == null
        ? catalog.listCollections().stream().map(Collection::number)
        : numbers(described);
  }

  private Stream<Integer> numbers(Set<String> collections) {
    return collections.stream().map(id -> catalog.getCollection(id).number());
  }

  /** Features by collection and id. */
  static final Comparator<Candidate> IN_ORDER =
      Comparator.comparingInt((Candidate c) -> c.collection().number())
          .thenComparingLong(Candidate::feature);

  private static void addSides(List<Object> parameters, Envelope box) {
    parameters.addAll(List.of(box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY()));
  }

  /** The statement for current data, as {@code EXPLAIN} and the bench want it. */
  String currentSql() {
    return current;
  }

  /**
   * Pieces, then attributes once a feature, then states. The attributes are looked up collection by
   * collection: asking every collection for every piece takes three times as long. {@code offset 0}
   * keeps the look-up by key, whatever the planner thinks of how many there are; {@code case} keeps
   * it from joining a second index for what the first has found. Most features are land use, which
   * few rules ask about: where none does, their attributes are not looked up.
   */
  private String sql(String pieceHolds, String coverageHolds) {
    boolean asOf = pieceHolds.contains("v.version");
    String versions =
        asOf
            ? "select d.number, a.version, d.collection from unnest(?, ?) a(collection, version) join dataset d using (collection)"
            : "select number, version, collection from dataset";
    return """
        with v as (%s),
        p as materialized (
          select p.collection, p.feature, p.since, p.collection = any(?) as described, st_asbinary(p.geom) as geom
          from overlay_piece p %s
          where p.geom && st_makeenvelope(?, ?, ?, ?, 4490)
            and case when p.geom && st_makeenvelope(?, ?, ?, ?, 4490) then true else p.collection = any(?) end
            and (%s)
        )
        select p.collection, p.feature, p.since, p.geom, null as attributes,
               null::bigint as version, null::boolean as covered, null::date as source_date
        from p
        %s
        union all
        select v.number, null, null, null, null, v.version, c.covered, c.source_date
        from v
        cross join lateral (
          select count(*) > 0 as covered, min(c.source_date) as source_date
          from dataset_coverage c
          where c.collection = v.collection and %s
            and (c.adcode = ? or st_covers(c.area, st_geomfromwkb(?, 4490)))) c
        %s
        """
        .formatted(
            versions,
            asOf ? "join v on v.number = p.collection" : "",
            pieceHolds,
            overlaid().stream().map(Overlay::attributesSql).collect(Collectors.joining()),
            coverageHolds,
            overlaid().stream()
                .filter(c -> c.geometry().allowsNone())
                .map(c -> unlocatedSql(c, asOf))
                .collect(Collectors.joining()));
  }

  /** Marked by {@code covered}: nobody can say that the plot is not concerned. */
  private static String unlocatedSql(Collection collection, boolean asOf) {
    return """
        union all
        select %d, t.feature, t.since, null, %s::text, null, true, null
        from %s t %s
        where t.geom is null and %s and coalesce(left(t.adcode, 6) = ?, true)
        """
        .formatted(
            collection.number(),
            new TableSql(collection).attributesJson(),
            collection.table(),
            asOf ? "join v on v.number = " + collection.number() : "",
            asOf
                ? "t.since <= v.version and (t.until is null or t.until > v.version)"
                : "t.until is null");
  }

  private static String attributesSql(Collection collection) {
    return """
        union all
        select %d, t.feature, t.since, null, t.attributes::text, null, null, null
        from (select distinct feature, since from p where collection = %d and described) d
        cross join lateral (
          select t.feature, t.since, %s as attributes
          from %s t where t.feature = d.feature and t.since = d.since offset 0) t
        """
        .formatted(
            collection.number(),
            collection.number(),
            new TableSql(collection).attributesJson(),
            collection.table());
  }

  private List<Collection> overlaid() {
    return catalog.listCollections().stream().filter(Collection::overlaid).toList();
  }
}
