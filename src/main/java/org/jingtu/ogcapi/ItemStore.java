package org.jingtu.ogcapi;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jingtu.catalog.Collection;
import org.jingtu.features.FeatureFilter;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCreator;
import org.springframework.stereotype.Component;

/**
 * Reads items row by row. The database's cursor hands out few rows at a time, and none of them has
 * a large geometry: those are fetched one by one. A page of more than {@link #FIRST_ROWS} belongs
 * to the caller's transaction, since a cursor lives only in one; data version and rows come from
 * one statement, hence one snapshot.
 */
@Component
class ItemStore {

  /** Bytes of rows that are fetched at a time. */
  private static final int FETCH_BYTES = 1 << 20;

  /** Rows of the first fetch: what a short page has, comes at once. */
  static final int FIRST_ROWS = 64;

  /** The next fetches are larger, but not so large that database and writer wait for each other. */
  private static final int MOST_ROWS = 512;

  private static final int GROWTH = 3;

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

  /** Takes the features of a page, one after the other. */
  interface Taker {

    /**
     * Hears first which data version is read.
     *
     * @return whether the page is wanted
     */
    boolean begin(long version);

    void take(ItemRow row);
  }

  /**
   * A number of features.
   *
   * @param version current data version of the collection at that moment
   */
  record Count(long features, long version) {}

  /**
   * How a page ended.
   *
   * @param rows features that were handed out
   * @param next sort keys and id of the last feature if there is another page, else null; version
   *     and number are not known here
   */
  record End(long version, long rows, @Nullable Cursor next) {}

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

  /**
   * Read once a data version, then remembered.
   *
   * @param area administrative code to which it is limited, or an empty text
   */
  Summary summary(Collection collection, String area) {
    long version = currentVersion(collection);
    String key = collection.id() + "/" + area;
    Summary known = summaries.get(key);
    if (known != null && known.version() == version) {
      return known;
    }
    Summary read =
        jdbc.queryForObject(
            """
            select s.n, st_xmin(s.e), st_ymin(s.e), st_xmax(s.e), st_ymax(s.e), s.a, s.b, d.version
            from (select count(*) as n, st_extent(geom) as e, min(source_date) as a, max(source_date) as b
                  from %s where until is null and starts_with(adcode, ?)) s, dataset d where d.collection = ?
            """
                .formatted(collection.table()),
            (rs, i) -> summary(rs),
            area,
            collection.id());
    summaries.put(key, read);
    return read;
  }

  private static Summary summary(ResultSet rs) throws SQLException {
    double west = rs.getDouble(2);
    double[] extent =
        rs.wasNull()
            ? null
            : new double[] {west, rs.getDouble(3), rs.getDouble(4), rs.getDouble(5)};
    return new Summary(
        rs.getLong(8),
        rs.getLong(1),
        extent,
        rs.getObject(6, LocalDate.class),
        rs.getObject(7, LocalDate.class));
  }

  /**
   * How many features a request meets.
   *
   * @param past data version that is asked about, or null for the current one
   */
  Count count(ItemsQuery query, @Nullable Long past) {
    ItemSql sql = new ItemSql(query, past);
    String count = sql.count();
    return computed(
        () ->
            jdbc.queryForObject(
                count,
                (rs, i) -> new Count(rs.getLong(1), rs.getLong(2)),
                sql.parameters().toArray()));
  }

  /** One feature by its id. */
  Optional<ItemRow> find(ItemsQuery query, long feature, @Nullable Long past) {
    ItemSql sql = new ItemSql(query, past);
    return jdbc
        .query(
            statement(sql.one(feature), sql, 0),
            (rs, i) -> Objects.requireNonNull(reader(query, rs).row()))
        .stream()
        .findFirst();
  }

  /**
   * Hands out the features of a page.
   *
   * @param past data version to read, or null for the current one
   * @param expected what the current one is expected to be, or null for whatever it is
   * @return how the page ended; null if the current version is another one than expected, or the
   *     page is not wanted
   */
  @Nullable End page(ItemsQuery query, @Nullable Long past, @Nullable Long expected, Taker taker) {
    ItemSql sql = new ItemSql(query, past);
    return computed(
        () ->
            jdbc.query(
                statement(sql.page(), sql, FIRST_ROWS),
                rs -> {
                  return read(query, rs, past, expected, taker);
                }));
  }

  private static PreparedStatementCreator statement(String text, ItemSql sql, int rows) {
    return connection -> {
      PreparedStatement statement =
          connection.prepareStatement(
              text, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
      statement.setFetchSize(rows);
      // binary from the first row: geometries as text would be twice as long
      statement.unwrap(PGStatement.class).setPrepareThreshold(-1);
      int at = 1;
      for (Object parameter : sql.parameters()) {
        statement.setObject(at++, parameter);
      }
      return statement;
    };
  }

  /** Large geometries come by the connection of the rows: to wait for another could be forever. */
  private static ItemReader reader(ItemsQuery query, ResultSet rs) throws SQLException {
    Connection connection = rs.getStatement().getConnection();
    String large =
        "select st_asbinary(geom) from %s where feature = ? and since = ?"
            .formatted(query.collection().table());
    return new ItemReader(
        query,
        rs,
        (feature, since) -> {
          try (PreparedStatement statement = connection.prepareStatement(large)) {
            statement.setLong(1, feature);
            statement.setLong(2, since);
            try (ResultSet geometry = statement.executeQuery()) {
              geometry.next();
              return geometry.getBytes(1);
            }
          }
        });
  }

  private @Nullable End read(
      ItemsQuery query, ResultSet rs, @Nullable Long past, @Nullable Long expected, Taker taker)
      throws SQLException {
    ItemReader reader = reader(query, rs);
    rs.next(); // there is always one, with the data version
    long version = past == null ? reader.version() : past;
    if (expected != null && expected != version || !taker.begin(version)) {
      return null;
    }
    int rows = 0;
    int largest = 1;
    List<@Nullable String> keys = List.of();
    long last = 0;
    for (ItemRow row = reader.row(); row != null; row = rs.next() ? reader.row() : null) {
      if (rows == query.limit()) {
        return new End(version, rows, new Cursor(0, 0, keys, last));
      }
      largest = Math.max(largest, 200 + (row.wkb() == null ? 0 : row.wkb().length));
      if (++rows % FIRST_ROWS == 0) {
        int next = Math.min(Math.min(MOST_ROWS, GROWTH * rows), FETCH_BYTES / largest);
        rs.setFetchSize(Math.max(FIRST_ROWS, next));
      }
      taker.take(row);
      if (rows == query.limit()) {
        last = row.feature();
        keys = reader.sortValues();
      }
    }
    return new End(version, rows, null);
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
