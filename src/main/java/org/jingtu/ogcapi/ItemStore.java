package org.jingtu.ogcapi;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jingtu.catalog.Collection;
import org.jingtu.features.FeatureFilter;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Reads items row by row: the database's cursor hands out few rows at a time, fewer where
 * geometries are large. Everything belongs to the caller's transaction.
 */
@Component
class ItemStore {

  /** Bytes of rows that are fetched at a time. */
  private static final int FETCH_BYTES = 2 << 20;

  private static final int FIRST_ROWS = 32;
  private static final int MOST_ROWS = 2000;

  private final JdbcTemplate jdbc;
  private final Map<String, Summary> summaries = new ConcurrentHashMap<>();

  ItemStore(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * What is known of a collection as a whole.
   *
   * @param version the data version of which this holds
   * @param count current features
   * @param extent {west, south, east, north} in degrees, or null if there is no geometry
   * @param from earliest source date, or null
   * @param to latest source date, or null
   */
  record Summary(
      long version,
      long count,
      double @Nullable [] extent,
      @Nullable LocalDate from,
      @Nullable LocalDate to) {}

  /** One feature as it is read. */
  interface Row {
    long feature();

    double areaSquareMetres();

    byte @Nullable [] wkb();

    /** Values of the properties asked for, in their order. */
    @Nullable Object value(int index);
  }

  /** Takes features, one after the other; the row is only good until it returns. */
  interface Taker {
    void take(Row row);
  }

  /** The current data version of a collection. */
  long currentVersion(Collection collection) {
    return jdbc.queryForObject(
        "select version from dataset where collection = ?", Long.class, collection.id());
  }

  /** The data version that was current at a moment; 0 where nothing had been loaded. */
  long versionAt(Collection collection, Instant moment) {
    return jdbc.queryForObject(
        "select coalesce(max(version), 0) from dataset_version where collection = ? and committed_at <= ?",
        Long.class,
        collection.id(),
        Timestamp.from(moment));
  }

  /** When a data version was replaced by the next. */
  Instant replacedAt(Collection collection, long version) {
    return jdbc
        .query(
            "select min(committed_at) from dataset_version where collection = ? and version > ?",
            (rs, i) -> rs.getTimestamp(1),
            collection.id(),
            version)
        .stream()
        .map(time -> time == null ? Instant.MAX : time.toInstant())
        .findFirst()
        .orElse(Instant.MAX);
  }

  /** Read once a data version, then remembered. */
  Summary summary(Collection collection) {
    long version = currentVersion(collection);
    Summary known = summaries.get(collection.id());
    if (known != null && known.version() == version) {
      return known;
    }
    Summary read =
        jdbc.queryForObject(
            """
            select s.n, st_xmin(s.e), st_ymin(s.e), st_xmax(s.e), st_ymax(s.e), s.a, s.b
            from (select count(*) as n, st_extent(geom) as e, min(source_date) as a, max(source_date) as b
                  from %s where until is null) s
            """
                .formatted(collection.table()),
            (rs, i) -> summary(version, rs));
    summaries.put(collection.id(), read);
    return read;
  }

  private static Summary summary(long version, ResultSet rs) throws SQLException {
    double west = rs.getDouble(2);
    double[] extent =
        rs.wasNull()
            ? null
            : new double[] {west, rs.getDouble(3), rs.getDouble(4), rs.getDouble(5)};
    return new Summary(
        version,
        rs.getLong(1),
        extent,
        rs.getObject(6, LocalDate.class),
        rs.getObject(7, LocalDate.class));
  }

  /** How many features a request meets. */
  long count(ItemsQuery query, @Nullable Long version) {
    if (version == null && query.everything()) {
      Summary known = summaries.get(query.collection().id());
      if (known != null && known.version() == currentVersion(query.collection())) {
        return known.count();
      }
    }
    ItemSql sql = new ItemSql(query, version);
    return computed(() -> jdbc.queryForObject(sql.count(), Long.class, sql.parameters().toArray()));
  }

  /**
   * Hands out the features of a page.
   *
   * @return where the page ended if there is another one, else null
   */
  @Nullable Cursor page(ItemsQuery query, @Nullable Long version, Taker taker) {
    ItemSql sql = new ItemSql(query, version);
    String page = sql.page();
    return computed(
        () ->
            jdbc.query(
                connection -> {
                  PreparedStatement statement =
                      connection.prepareStatement(
                          page, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
                  statement.setFetchSize(FIRST_ROWS);
                  // binary from the first row: geometries as text would be twice as long
                  statement.unwrap(PGStatement.class).setPrepareThreshold(-1);
                  int at = 1;
                  for (Object parameter : sql.parameters()) {
                    statement.setObject(at++, parameter);
                  }
                  return statement;
                },
                rs -> {
                  return read(query, rs, taker);
                }));
  }

  private static @Nullable Cursor read(ItemsQuery query, ResultSet rs, Taker taker)
      throws SQLException {
    ItemRow row = new ItemRow(query, rs);
    List<@Nullable String> keys = List.of();
    long last = 0;
    int rows = 0;
    int largest = 1;
    while (rs.next()) {
      if (rows == query.limit()) {
        return new Cursor(0, 0, keys, last);
      }
      row.read();
      largest = Math.max(largest, row.bytes());
      if (++rows % FIRST_ROWS == 0) {
        rs.setFetchSize(Math.max(1, Math.min(MOST_ROWS, FETCH_BYTES / largest)));
      }
      taker.take(row);
      if (rows == query.limit()) {
        last = row.feature();
        keys = row.sortValues();
      }
    }
    return null;
  }

  private interface Work<T> {
    T run();
  }

  /** PostgreSQL's class 22: a value that cannot be computed, which only a filter can bring. */
  private static <T> T computed(Work<T> work) {
    try {
      return work.run();
    } catch (DataAccessException e) {
      if (e.getRootCause() instanceof SQLException sql
          && String.valueOf(sql.getSQLState()).startsWith("22")) {
        throw FeatureFilter.uncomputable(
            String.valueOf(sql.getMessage()).lines().findFirst().orElse(""));
      }
      throw e;
    }
  }
}
