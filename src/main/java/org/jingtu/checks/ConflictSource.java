package org.jingtu.checks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jingtu.catalog.Attribute;
import org.jingtu.catalog.Catalog;
import org.jingtu.catalog.Collection;
import org.jingtu.features.Overlay;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads what conflicts are made of: watched features, and what lies at or near them. */
@Component
class ConflictSource {

  /**
   * Widens a geometry by metres: a degree of latitude is at least 110.57 km, one of longitude at
   * least 111.32 km · cos(lat). The rest is slack; what is too far is measured and left out later.
   */
  private static final String WIDENED =
      "st_expand(%s, %s / (111320 * cos(radians(st_ymax(%1$s) + 0.1))) * 1.001, %2$s / 110570 * 1.001)";

  private final JdbcTemplate jdbc;
  private final Catalog catalog;

  ConflictSource(JdbcTemplate jdbc, Catalog catalog) {
    this.jdbc = jdbc;
    this.catalog = catalog;
  }

  /**
   * A window round a watched feature.
   *
   * @param collections bit n set: collection number n is looked for in it
   * @param metres how far it is widened
   */
  record Window(long feature, long collections, double metres) {}

  /** Makes a geometry's expression into that of its window; both are SQL. */
  static String widened(String geometry, String metres) {
    return WIDENED.formatted(geometry, metres);
  }

  /** The current versions of these features; those that have ended are left out. */
  List<Watched> listWatched(Collection collection, List<Long> features) {
    return list(collection, "t.feature = any(?)", (Object) features.toArray(Long[]::new));
  }

  /**
   * The current features without geometry.
   *
   * @param adcode beginning of their adcode, or null for everywhere
   */
  List<Watched> listUnlocated(Collection collection, @Nullable String adcode) {
    return list(
        collection, "t.geom is null and t.adcode like ?", adcode == null ? "%" : adcode + "%");
  }

  private List<Watched> list(Collection collection, String which, Object parameter) {
    return jdbc.query(
        "select t.source_srid, t.area_square_metres, t.feature, coalesce(st_dimension(t.geom), -1), %s from %s t where t.until is null and %s order by t.feature"
            .formatted(columns(collection), collection.table(), which),
        (rs, i) ->
            new Watched(
                collection,
                rs.getLong(3),
                attributes(collection, rs, 5),
                rs.getInt(1),
                rs.getDouble(2),
                rs.getInt(4)),
        parameter);
  }

  /** The geometries of current features, EPSG:4490, longitude first. */
  Map<Long, Geometry> geometries(Collection collection, List<Long> features) {
    WKBReader wkb = new WKBReader();
    Map<Long, Geometry> geometries = new HashMap<>();
    jdbc.query(
        "select feature, st_asbinary(geom) from %s where until is null and feature = any(?)"
            .formatted(collection.table()),
        rs -> {
          geometries.put(rs.getLong(1), geometry(rs.getBytes(2), wkb));
        },
        (Object) features.toArray(Long[]::new));
    return geometries;
  }

  /** What lies in the windows, by watched feature; itself is never among them. */
  Map<Long, List<Overlay.Candidate>> candidates(Collection watched, List<Window> windows) {
    Map<Long, Map<Long, Pieces>> found = new HashMap<>();
    WKBReader wkb = new WKBReader();
    jdbc.query(
        """
        select a.feature, p.collection, p.feature, p.since, st_asbinary(p.geom)
        from unnest(?::bigint[], ?::bigint[], ?::float8[]) a(feature, collections, metres)
        join %s w on w.feature = a.feature and w.until is null
        cross join lateral (
          select p.collection, p.feature, p.since, p.geom from overlay_piece p
          where p.until is null and p.geom && %s
            and (a.collections >> p.collection) & 1 = 1 and (p.collection <> %d or p.feature <> a.feature)
          offset 0) p
        """
            .formatted(watched.table(), widened("w.geom", "a.metres"), watched.number()),
        rs -> {
          found
              .computeIfAbsent(rs.getLong(1), f -> new LinkedHashMap<>())
              .computeIfAbsent(rs.getLong(3), f -> Pieces.of(rs))
              .list()
              .add(geometry(rs.getBytes(5), wkb));
        },
        windows.stream().map(Window::feature).toArray(Long[]::new),
        windows.stream().map(Window::collections).toArray(Long[]::new),
        windows.stream().map(Window::metres).toArray(Double[]::new));
    return complete(found);
  }

  private record Pieces(int collection, long feature, long since, List<Geometry> list) {
    static Pieces of(ResultSet rs) {
      try {
        return new Pieces(rs.getInt(2), rs.getLong(3), rs.getLong(4), new ArrayList<>(1));
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Adds the attributes, looked up once a feature. */
  private Map<Long, List<Overlay.Candidate>> complete(Map<Long, Map<Long, Pieces>> found) {
    Map<Integer, Map<Long, Map<String, @Nullable Object>>> attributes = new HashMap<>();
    found.values().stream()
        .flatMap(f -> f.values().stream())
        .collect(
            Collectors.groupingBy(
                Pieces::collection, Collectors.mapping(Pieces::feature, Collectors.toSet())))
        .forEach(
            (number, features) ->
                attributes.put(
                    number, attributesOf(catalog.getCollection(number), List.copyOf(features))));
    Map<Long, List<Overlay.Candidate>> candidates = new HashMap<>();
    found.forEach(
        (feature, pieces) ->
            candidates.put(
                feature,
                pieces.values().stream()
                    .map(p -> candidate(p, attributes.get(p.collection()).get(p.feature())))
                    .toList()));
    return candidates;
  }

  private Overlay.Candidate candidate(Pieces pieces, Map<String, @Nullable Object> attributes) {
    return new Overlay.Candidate(
        catalog.getCollection(pieces.collection()),
        pieces.feature(),
        pieces.since(),
        String.valueOf(attributes.get("code")),
        (String) attributes.get("name"),
        attributes,
        pieces.list());
  }

  private Map<Long, Map<String, @Nullable Object>> attributesOf(
      Collection collection, List<Long> features) {
    Map<Long, Map<String, @Nullable Object>> attributes = new HashMap<>();
    listWatched(collection, features).forEach(w -> attributes.put(w.feature(), w.attributes()));
    return attributes;
  }

  /**
   * A declared coverage that holds a watched feature.
   *
   * @param sourceDate date of the oldest data that covers it, or null if unknown
   */
  record Covered(long feature, String collection, @Nullable LocalDate sourceDate) {}

  /** Which of the collections cover which of the watched features. */
  List<Covered> listCovered(Collection watched, List<Long> features, List<String> collections) {
    return jdbc.query(
        """
        select w.feature, c.collection, min(c.source_date)
        from %s w
        join dataset_coverage c on c.until is null and c.collection = any(?)
          and (c.adcode = left(w.adcode, 6) or c.area is not null and st_covers(c.area, w.geom))
        where w.until is null and w.feature = any(?)
        group by w.feature, c.collection
        """
            .formatted(watched.table()),
        (rs, i) -> new Covered(rs.getLong(1), rs.getString(2), rs.getObject(3, LocalDate.class)),
        collections.toArray(String[]::new),
        features.toArray(Long[]::new));
  }

  private static String columns(Collection collection) {
    return collection.attributes().stream()
        .map(a -> "t." + a.column())
        .collect(Collectors.joining(", "));
  }

  private static Map<String, @Nullable Object> attributes(
      Collection collection, ResultSet rs, int first) throws SQLException {
    Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
    int column = first;
    for (Attribute attribute : collection.attributes()) {
      Object value = rs.getObject(column++);
      if (value instanceof java.sql.Date date) {
        attributes.put(attribute.name(), date.toLocalDate());
      } else if (value != null) {
        attributes.put(attribute.name(), value);
      }
    }
    return attributes;
  }

  static Geometry geometry(byte[] bytes, WKBReader wkb) {
    try {
      return wkb.read(bytes);
    } catch (ParseException e) {
      throw new IllegalStateException("stored geometry is not WKB", e);
    }
  }
}
