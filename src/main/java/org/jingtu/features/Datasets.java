package org.jingtu.features;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.postgis.jdbc.PGbox2d;
import org.jingtu.catalog.Catalog;
import org.jingtu.catalog.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What is known of each collection as a whole: version, size, extent, coverage. */
@Component
public class Datasets {

  private final JdbcTemplate jdbc;
  private final Catalog catalog;

  Datasets(JdbcTemplate jdbc, Catalog catalog) {
    this.jdbc = jdbc;
    this.catalog = catalog;
  }

  /**
   * State of a collection.
   *
   * @param count current features
   * @param version current data version; 0 if nothing was ever loaded
   * @param updatedAt when that version was committed, or null
   * @param extent {west, south, east, north} in degrees of EPSG:4490, or null when empty
   * @param coverage what it was declared to cover
   */
  public record DatasetState(
      long count,
      long version,
      @Nullable Instant updatedAt,
      double @Nullable [] extent,
      List<Coverage> coverage) {}

  /**
   * A declared coverage.
   *
   * @param adcode county code of six digits, or null when an area was declared
   * @param declaredArea whether an area was declared
   * @param sourceDate date of the data, or null if unknown
   */
  public record Coverage(
      @Nullable String adcode, boolean declaredArea, @Nullable LocalDate sourceDate) {}

  /** The state of one collection. */
  public DatasetState getState(Collection collection) {
    List<Coverage> coverage = listCoverage(collection);
    return jdbc.queryForObject(
        """
        select (select count(*) from %s where until is null), d.version, v.committed_at,
               (select st_extent(geom) from %s where until is null)
        from dataset d
        left join dataset_version v on v.collection = d.collection and v.version = d.version
        where d.collection = ?
        """
            .formatted(collection.table(), collection.table()),
        (rs, i) ->
            new DatasetState(
                rs.getLong(1),
                rs.getLong(2),
                instant(rs.getTimestamp(3)),
                extent(rs.getString(4)),
                coverage),
        collection.id());
  }

  /** What a collection is declared to cover now. */
  public List<Coverage> listCoverage(Collection collection) {
    return jdbc.query(
        """
        select adcode, area is not null, source_date from dataset_coverage
        where collection = ? and until is null order by adcode, since
        """,
        (rs, i) ->
            new Coverage(rs.getString(1), rs.getBoolean(2), rs.getObject(3, LocalDate.class)),
        collection.id());
  }

  /** Current data version of every collection, by collection id. */
  public Map<String, Long> currentVersions() {
    Map<String, Long> versions = new LinkedHashMap<>();
    jdbc.query(
        "select collection, version from dataset order by number",
        rs -> {
          versions.put(rs.getString(1), rs.getLong(2));
        });
    return versions;
  }

  /**
   * Data versions that were current at a moment, by collection id; 0 where nothing had been loaded.
   */
  public Map<String, Long> versionsAt(Instant moment) {
    Map<String, Long> versions = new HashMap<>();
    catalog.listCollections().forEach(c -> versions.put(c.id(), 0L));
    jdbc.query(
        "select collection, max(version) from dataset_version where committed_at <= ? group by collection",
        rs -> {
          versions.put(rs.getString(1), rs.getLong(2));
        },
        Timestamp.from(moment));
    return versions;
  }

  private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
    return timestamp == null ? null : timestamp.toInstant();
  }

  private static double @Nullable [] extent(@Nullable String box) {
    if (box == null) {
      return null;
    }
    try {
      PGbox2d b = new PGbox2d(box);
      return new double[] {b.getLLB().x, b.getLLB().y, b.getURT().x, b.getURT().y};
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException("not a box: " + box, e);
    }
  }
}
