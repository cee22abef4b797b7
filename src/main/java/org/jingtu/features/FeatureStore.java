package org.jingtu.features;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jingtu.access.Territory;
import org.jingtu.catalog.Attribute;
import org.jingtu.catalog.Collection;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads versions of features; all its SQL is here and in {@link TableSql}. */
@Component
class FeatureStore {

  private static final TypeReference<Map<String, @Nullable Object>> MAP = new TypeReference<>() {};
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final JdbcTemplate jdbc;

  FeatureStore(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  Optional<FeatureVersion> findCurrent(Collection collection, long feature) {
    return list(collection, "t.feature = ? and t.until is null", feature).stream().findFirst();
  }

  Optional<FeatureVersion> findCurrentByCode(Collection collection, String code) {
    return list(collection, "t.code = ? and t.until is null", code).stream().findFirst();
  }

  List<FeatureVersion> listCurrentByCodes(
      Collection collection, java.util.Collection<String> codes) {
    return list(
        collection, "t.code = any(?) and t.until is null", (Object) codes.toArray(String[]::new));
  }

  Set<String> listCurrentCodes(Collection collection, java.util.Collection<String> codes) {
    return new HashSet<>(
        jdbc.queryForList(
            new TableSql(collection).selectCodes(),
            String.class,
            (Object) codes.toArray(String[]::new)));
  }

  long countInCounties(Collection collection, List<String> counties) {
    return jdbc.queryForObject(
        "select count(*) from %s where until is null and left(adcode, 6) = any(?)"
            .formatted(collection.table()),
        Long.class,
        (Object) counties.toArray(String[]::new));
  }

  boolean isEmpty(Collection collection) {
    return jdbc.queryForList(
            "select 1 from %s where until is null limit 1".formatted(collection.table()),
            Integer.class)
        .isEmpty();
  }

  Optional<FeatureVersion> findAt(Collection collection, long feature, long version) {
    return list(
            collection,
            "t.feature = ? and t.since <= ? and (t.until is null or t.until > ?)",
            feature,
            version,
            version)
        .stream()
        .findFirst();
  }

  /** Every version of a feature, the newest first. */
  List<FeatureVersion> listHistory(Collection collection, long feature) {
    return list(collection, "t.feature = ? order by t.since desc", feature);
  }

  /**
   * A page of features, by feature id.
   *
   * @param version null = current
   * @param area prefix of the administrative codes, or null for all
   */
  List<FeatureVersion> listPage(
      Collection collection,
      @Nullable Long version,
      double @Nullable [] bbox,
      @Nullable FeatureFilter filter,
      Optional<Territory> area,
      long after,
      int limit) {
    Selection selection = new Selection(version, bbox, filter).within(area);
    StringBuilder where = new StringBuilder(selection.where());
    List<Object> parameters = selection.parameters();
    where.append(" and t.feature > ? order by t.feature limit ?");
    parameters.add(after);
    parameters.add(limit);
    return list(collection, where.toString(), parameters.toArray());
  }

  /** Versions by a condition on the table {@code t}, which may go on with their order. */
  List<FeatureVersion> listWhere(Collection collection, String where, Object... parameters) {
    return list(collection, where, parameters);
  }

  private List<FeatureVersion> list(Collection collection, String where, Object... parameters) {
    WKBReader wkb = new WKBReader();
    return jdbc.query(
        new TableSql(collection).selectVersions(where),
        (rs, i) -> version(collection, rs, wkb),
        parameters);
  }

  private static FeatureVersion version(Collection collection, ResultSet rs, WKBReader wkb)
      throws SQLException {
    Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
    for (Attribute attribute : collection.attributes()) {
      Object value = value(attribute, rs);
      if (value != null) {
        attributes.put(attribute.name(), value);
      }
    }
    long until = rs.getLong("until");
    boolean ended = !rs.wasNull();
    Timestamp untilTime = rs.getTimestamp("until_time");
    String extra = rs.getString("extra");
    return new FeatureVersion(
        collection.id(),
        rs.getLong("feature"),
        rs.getLong("since"),
        ended ? until : null,
        rs.getTimestamp("since_time").toInstant(),
        untilTime == null ? null : untilTime.toInstant(),
        attributes,
        geometry(rs.getBytes("geom"), wkb),
        rs.getInt("source_srid"),
        rs.getDouble("area_square_metres"),
        extra == null ? Map.of() : JSON.readValue(extra, MAP));
  }

  private static @Nullable Object value(Attribute attribute, ResultSet rs) throws SQLException {
    String column = attribute.column();
    return switch (attribute.type()) {
      case TEXT, CODE -> rs.getString(column);
      case BOOLEAN -> rs.getObject(column, Boolean.class);
      case INTEGER -> rs.getObject(column, Long.class);
      case DECIMAL -> rs.getObject(column, Double.class);
      case DATE -> rs.getObject(column, LocalDate.class);
    };
  }

  static @Nullable Geometry geometry(byte @Nullable [] bytes, WKBReader wkb) {
    if (bytes == null) {
      return null;
    }
    try {
      return wkb.read(bytes);
    } catch (ParseException e) {
      throw new IllegalStateException("stored geometry is not WKB", e);
    }
  }
}
