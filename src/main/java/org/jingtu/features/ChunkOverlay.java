package org.jingtu.features;

import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jingtu.catalog.Catalog;
import org.jingtu.catalog.Collection;
import org.jingtu.features.Overlay.Answer;
import org.jingtu.features.Overlay.Window;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.WKBWriter;
import org.postgresql.PGStatement;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * What {@link Overlay} finds for one plot, for some hundreds of plots by one statement: their
 * windows are joined with the pieces by the spatial index, and the attributes of a feature are read
 * once, however many of the plots it lies on. The answers are those that each plot would get alone
 * at the same data versions.
 */
@Component
public class ChunkOverlay {

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
    ChunkRows rows = new ChunkRows(catalog, asks);
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
    parameters.add(described(asks));
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
        rows);
    return rows.answers();
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

  /** Numbers of the collections whose attributes one of the plots needs. */
  private Integer[] described(List<Ask> asks) {
    Set<String> described = new HashSet<>();
    for (Ask ask : asks) {
      Set<String> wanted = ask.window().described();
      if (wanted == null) {
        return overlaid().map(Collection::number).toArray(Integer[]::new);
      }
      described.addAll(wanted);
    }
    return described.stream().map(id -> catalog.getCollection(id).number()).toArray(Integer[]::new);
  }

  /**
   * Pieces, then attributes once a feature, then data versions, then coverage by county and by
   * area. The look-up of pieces is kept a loop over the windows ({@code offset 0}), each part of
   * which goes by its own partial index; nothing else finds them in milliseconds: all that is on
   * the plots, and in the wider windows the sparse collections; the dense ones only where a rule
   * reaches for them ({@code around_dense} is null where none does).
   */
  private String sql() {
    return """
        with v as materialized (
          select d.number, a.version, d.collection
          from unnest(?::text[], ?::bigint[]) a(collection, version) join dataset d using (collection)
        ), w as materialized (
          select a.i - 1 as i, e.around, st_makeenvelope(a.px0, a.py0, a.px1, a.py1, 4490) as box, e.far,
                 case when e.far && array[%2$s] then e.around end as around_dense,
                 a.county, st_setsrid(a.plot::geometry, 4490) as plot
          from unnest(?::float8[], ?::float8[], ?::float8[], ?::float8[],
                      ?::float8[], ?::float8[], ?::float8[], ?::float8[], ?::text[], ?::text[], ?::text[])
            with ordinality as a(x0, y0, x1, y1, px0, py0, px1, py1, far, county, plot, i)
          cross join lateral (
            select st_makeenvelope(a.x0, a.y0, a.x1, a.y1, 4490) as around, string_to_array(a.far, ',')::int[] as far) e
        ), p as materialized (
          select w.i, q.collection, q.feature, q.since, st_asbinary(q.geom) as geom
          from w
          cross join lateral (
            select o.collection, o.feature, o.since, o.until, o.geom from overlay_piece o
            where o.until is null and o.geom && w.box
            union all
            select o.collection, o.feature, o.since, o.until, o.geom from overlay_piece o
            where o.until is null and o.collection not in (%2$s) and o.geom && w.around
              and case when o.geom && w.box then false else o.collection = any(w.far) end
            union all
            select o.collection, o.feature, o.since, o.until, o.geom from overlay_piece o
            where o.until is null and o.geom && w.around_dense
              and case when o.geom && w.box then false else o.collection = any(w.far) and o.collection in (%2$s) end
            union all
            select o.collection, o.feature, o.since, o.until, o.geom from overlay_piece o
            where o.until is not null and o.geom && w.around and (o.geom && w.box or o.collection = any(w.far))
            offset 0) q
          join v on v.number = q.collection
          where q.since <= v.version and (q.until is null or q.until > v.version)
        ), f as materialized (
          select distinct collection, feature, since from p where collection = any(?)
        )
        select 1 as kind, p.i, p.collection, p.feature, p.since, p.geom, null as text, null::date as source_date
        from p
        %1$s
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
        %3$s
        """
        .formatted(
            overlaid().map(ChunkOverlay::attributesSql).collect(Collectors.joining()),
            TableSql.DENSE,
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
        from f
        cross join lateral (
          select t.feature, t.since, %s as attributes
          from %s t where t.feature = f.feature and t.since = f.since offset 0) t
        where f.collection = %d
        """
        .formatted(
            collection.number(),
            new TableSql(collection).attributesJson(),
            collection.table(),
            collection.number());
  }
}
