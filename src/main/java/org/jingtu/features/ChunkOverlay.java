package org.jingtu.features;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jingtu.catalog.Catalog;
import org.jingtu.catalog.Collection;
import org.jingtu.features.Overlay.Answer;
import org.jingtu.features.Overlay.Candidate;
import org.jingtu.features.Overlay.State;
import org.jingtu.features.Overlay.Window;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.WKBReader;
import org.locationtech.jts.io.WKBWriter;
import org.postgresql.PGStatement;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;

/**
 * What {@link Overlay} finds for one plot, for some hundreds of plots by one statement: their
 * windows are joined with the pieces by the spatial index, and the attributes of a feature are read
 * once, however many of the plots it lies on. The answers are those that each plot would get alone
 * at the same data versions.
 */
@Component
public class ChunkOverlay {

  /** Kinds of rows of the statement. */
  private static final int PIECE = 1;

  private static final int FEATURE = 2;
  private static final int VERSION = 3;
  private static final int COUNTY = 4;
  private static final int UNLOCATED = 6;

  private final JdbcTemplate jdbc;
  private final Catalog catalog;
  private final String sql;

  ChunkOverlay(JdbcTemplate jdbc, Catalog catalog) {
    this.jdbc = jdbc;
    this.catalog = catalog;
    this.sql = sql();
  }

  /**
   * A plot.
   *
   * @param window where to look
   * @param plot the plot itself, for the coverage by area; EPSG:4490
   * @param county county code of six digits of the plot, or null if unknown
   */
  public record Ask(Window window, Geometry plot, @Nullable String county) {}

  /**
   * Reads the candidates of each plot.
   *
   * @param versions data version by collection id to read as of
   * @return the answers, in the order of the plots
   */
  public List<Answer> read(List<Ask> asks, Map<String, Long> versions) {
    Reading reading = new Reading(asks);
    List<Object> parameters = new ArrayList<>();
    parameters.add(versions.keySet().toArray(String[]::new));
    parameters.add(versions.values().toArray(Long[]::new));
    for (ToDoubleFunction<Envelope> side : SIDES) {
      parameters.add(sides(asks, ask -> side.applyAsDouble(ask.window().around())));
    }
    for (ToDoubleFunction<Envelope> side : SIDES) {
      parameters.add(sides(asks, ask -> side.applyAsDouble(ask.window().onPlot())));
    }
    parameters.add(asks.stream().map(this::farNumbers).toArray(String[]::new));
    parameters.add(asks.stream().map(Ask::county).toArray(String[]::new));
    parameters.add(
        asks.stream()
            .map(ask -> WKBWriter.toHex(new WKBWriter().write(ask.plot())))
            .toArray(String[]::new));
    jdbc.query(
        connection -> {
          PreparedStatement statement = connection.prepareStatement(sql);
          // binary from the first row: geometries as text would be twice as long
          statement.unwrap(PGStatement.class).setPrepareThreshold(-1);
          for (int i = 0; i < parameters.size(); i++) {
            statement.setObject(i + 1, parameters.get(i));
          }
          return statement;
        },
        reading);
    return reading.answers();
  }

  private static final List<ToDoubleFunction<Envelope>> SIDES =
      List.of(Envelope::getMinX, Envelope::getMinY, Envelope::getMaxX, Envelope::getMaxY);

  private static Double[] sides(List<Ask> asks, ToDoubleFunction<Ask> side) {
    return asks.stream().map(ask -> side.applyAsDouble(ask)).toArray(Double[]::new);
  }

  private String farNumbers(Ask ask) {
    return ask.window().farCollections().stream()
        .map(id -> Integer.toString(catalog.getCollection(id).number()))
        .collect(Collectors.joining(","));
  }

  /**
   * Pieces, then attributes once a feature, then data versions, then coverage by county and by
   * area. The look-up of pieces is kept a loop over the windows ({@code offset 0}), each part of
   * which goes by its own partial index; nothing else finds them in milliseconds.
   */
  private String sql() {
    return """
        with v as materialized (
          select d.number, a.version, d.collection
          from unnest(?::text[], ?::bigint[]) a(collection, version) join dataset d using (collection)
        ), w as materialized (
          select a.i - 1 as i, st_makeenvelope(a.x0, a.y0, a.x1, a.y1, 4490) as around,
                 st_makeenvelope(a.px0, a.py0, a.px1, a.py1, 4490) as box,
                 string_to_array(a.far, ',')::int[] as far, a.county, st_setsrid(a.plot::geometry, 4490) as plot
          from unnest(?::float8[], ?::float8[], ?::float8[], ?::float8[],
                      ?::float8[], ?::float8[], ?::float8[], ?::float8[], ?::text[], ?::text[], ?::text[])
            with ordinality as a(x0, y0, x1, y1, px0, py0, px1, py1, far, county, plot, i)
        ), p as materialized (
          select w.i, q.collection, q.feature, q.since, st_asbinary(q.geom) as geom
          from w
          cross join lateral (
            select o.collection, o.feature, o.since, o.until, o.geom from overlay_piece o
            where o.until is null and o.geom && w.around
            union all
            select o.collection, o.feature, o.since, o.until, o.geom from overlay_piece o
            where o.until is not null and o.geom && w.around
            offset 0) q
          join v on v.number = q.collection
          where q.since <= v.version and (q.until is null or q.until > v.version)
            and (q.geom && w.box or q.collection = any(w.far))
        )
        select 1 as kind, p.i, p.collection, p.feature, p.since, p.geom, null as text, null::date as source_date
        from p
        %s
        union all
        select 3, null, v.number, v.version, null, null, null, null from v
        union all
        select 4, null, v.number, null, null, null, c.adcode, min(c.source_date)
        from dataset_coverage c join v on v.collection = c.collection
        where c.since <= v.version and (c.until is null or c.until > v.version)
          and c.adcode = any(select w.county from w)
        group by v.number, c.adcode
        union all
        select 5, w.i, v.number, null, null, null, null, min(c.source_date)
        from dataset_coverage c
        join v on v.collection = c.collection
        join w on st_covers(c.area, w.plot)
        where c.since <= v.version and (c.until is null or c.until > v.version)
        group by w.i, v.number
        %s
        """
        .formatted(
            overlaid().map(ChunkOverlay::attributesSql).collect(Collectors.joining()),
            overlaid()
                .filter(c -> c.geometry().allowsNone())
                .map(ChunkOverlay::unlocatedSql)
                .collect(Collectors.joining()));
  }

  private Stream<Collection> overlaid() {
    return catalog.listCollections().stream().filter(Collection::overlaid);
  }

  /** Features without geometry in the counties of the plots; in all where one is not known. */
  private static String unlocatedSql(Collection collection) {
    return """
        union all
        select 6, null, %d, t.feature, t.since, null, %s::text, null
        from %s t join v on v.number = %d
        where t.geom is null and t.since <= v.version and (t.until is null or t.until > v.version)
          and exists (select 1 from w where w.county is null or w.county = left(t.adcode, 6))
        """
        .formatted(
            collection.number(),
            new TableSql(collection).attributesJson(),
            collection.table(),
            collection.number());
  }

  private static String attributesSql(Collection collection) {
    return """
        union all
        select 2, null, %d, t.feature, t.since, null, t.attributes::text, null
        from (select distinct feature, since from p where collection = %d) d
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

  /**
   * A version of a feature; the number of its collection is quick to hash, the collection is not.
   */
  private record Feature(int collection, long feature, long since) {}

  /** What covers: since when at the oldest, or null where no date is known. */
  private record Cover(@Nullable LocalDate sourceDate) {}

  /** Gathers the rows. */
  private final class Reading implements RowCallbackHandler {
    private final List<Ask> asks;
    private final List<Map<Feature, List<Geometry>>> pieces = new ArrayList<>();
    private final Map<Feature, Map<String, @Nullable Object>> attributes = new HashMap<>();
    private final Map<Collection, Long> versions =
        new TreeMap<>(Comparator.comparingInt(Collection::number));
    private final Map<List<Object>, Cover> covers = new HashMap<>();
    private final List<Candidate> unlocated = new ArrayList<>();
    private final WKBReader wkb = new WKBReader();

    Reading(List<Ask> asks) {
      this.asks = asks;
      asks.forEach(ask -> pieces.add(new LinkedHashMap<>()));
    }

    @Override
    public void processRow(ResultSet rs) throws SQLException {
      Collection collection = catalog.getCollection(rs.getInt(3));
      switch (rs.getInt(1)) {
        case PIECE ->
            pieces
                .get(rs.getInt(2))
                .computeIfAbsent(feature(rs), feature -> new ArrayList<>())
                .add(Objects.requireNonNull(FeatureStore.geometry(rs.getBytes(6), wkb)));
        case FEATURE ->
            attributes.put(feature(rs), Overlay.attributes(collection, rs.getString(7)));
        case UNLOCATED -> {
          attributes.put(feature(rs), Overlay.attributes(collection, rs.getString(7)));
          unlocated.add(candidate(feature(rs), List.of()));
        }
        case VERSION -> versions.put(collection, rs.getLong(4));
        case COUNTY ->
            covers.put(
                List.of(collection.id(), rs.getString(7)),
                new Cover(rs.getObject(8, LocalDate.class)));
        default ->
            covers.put(
                List.of(collection.id(), rs.getInt(2)),
                new Cover(rs.getObject(8, LocalDate.class)));
      }
    }

    private static Feature feature(ResultSet rs) throws SQLException {
      return new Feature(rs.getInt(3), rs.getLong(4), rs.getLong(5));
    }

    List<Answer> answers() {
      List<Answer> answers = new ArrayList<>(asks.size());
      for (int i = 0; i < asks.size(); i++) {
        List<Candidate> candidates = new ArrayList<>();
        pieces.get(i).forEach((feature, found) -> candidates.add(candidate(feature, found)));
        answers.add(new Answer(candidates, states(i), unlocatedOf(asks.get(i).county())));
      }
      return answers;
    }

    private List<Candidate> unlocatedOf(@Nullable String county) {
      return unlocated.stream()
          .filter(
              c ->
                  county == null || String.valueOf(c.attributes().get("adcode")).startsWith(county))
          .sorted(Overlay.IN_ORDER)
          .toList();
    }

    private Candidate candidate(Feature feature, List<Geometry> found) {
      Map<String, @Nullable Object> values = Objects.requireNonNull(attributes.get(feature));
      return new Candidate(
          catalog.getCollection(feature.collection()),
          feature.feature(),
          feature.since(),
          (String) Objects.requireNonNull(values.get("code")),
          (String) values.get("name"),
          values,
          found);
    }

    private List<State> states(int i) {
      String county = asks.get(i).county();
      List<State> states = new ArrayList<>();
      versions.forEach(
          (collection, version) -> {
            if (collection.overlaid()) {
              Cover byCounty = county == null ? null : covers.get(List.of(collection.id(), county));
              Cover byArea = covers.get(List.of(collection.id(), i));
              states.add(
                  new State(
                      collection,
                      version,
                      byCounty != null || byArea != null,
                      older(byCounty, byArea)));
            }
          });
      return states;
    }

    /** The older of the known dates. */
    private static @Nullable LocalDate older(@Nullable Cover one, @Nullable Cover other) {
      LocalDate a = one == null ? null : one.sourceDate();
      LocalDate b = other == null ? null : other.sourceDate();
      return a == null || b != null && b.isBefore(a) ? b : a;
    }
  }
}
