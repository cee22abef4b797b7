package org.jingtu.exchange;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteLimits;

/**
 * A GeoPackage opened so that nothing in it can act. The file is a stranger's database, and its
 * schema is SQL that SQLite parses, so:
 *
 * <ul>
 *   <li>it is opened immutable and read-only, without extensions, memory mapping or shared cache; a
 *       write-ahead log beside it is not looked for;
 *   <li>functions in the schema are not trusted, cells are checked, lengths are limited below what
 *       the file may claim, and the memory of all of SQLite is limited;
 *   <li>only ordinary tables are read, and of them only stored columns: a view, a virtual table or
 *       a generated column is SQL of the sender, which could compute for ever;
 *   <li>every step has a time limit, since crossed page links make a tree of endless width.
 * </ul>
 */
final class GpkgDatabase implements AutoCloseable {

  /** As the largest .shp record. */
  private static final int LONGEST_CELL_BYTES = 64 << 20;

  private static final long HEAP_BYTES = 512L << 20;
  private static final int OPERATIONS = 100_000;
  private static final long STEP_NANOS = 30_000_000_000L;
  private static final int MOST_ROWS_OF_METADATA = 10_000;

  private static final Pattern ORDINARY =
      Pattern.compile("\\s*CREATE\\s+TABLE\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private final Connection connection;
  private volatile long deadline;

  private GpkgDatabase(Connection connection) {
    this.connection = connection;
  }

  /**
   * A column of a table.
   *
   * @param type as declared, upper case, without a length
   * @param key whether it is part of the primary key
   */
  record Column(String name, String type, boolean key) {}

  static GpkgDatabase open(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.enableLoadExtension(false);
    config.setSharedCache(false);
    config.setTempStore(SQLiteConfig.TempStore.MEMORY);
    String url = "jdbc:sqlite:" + file.toUri() + "?immutable=1&mode=ro";
    GpkgDatabase database =
        new GpkgDatabase(org.sqlite.JDBC.createConnection(url, config.toProperties()));
    try {
      database.restrict();
      return database;
    } catch (SQLException | RuntimeException e) {
      database.close();
      throw e;
    }
  }

  private void restrict() throws SQLException {
    SQLiteConnection sqlite = connection.unwrap(SQLiteConnection.class);
    sqlite.setLimit(SQLiteLimits.SQLITE_LIMIT_LENGTH, LONGEST_CELL_BYTES);
    sqlite.setLimit(SQLiteLimits.SQLITE_LIMIT_SQL_LENGTH, 1_000_000);
    sqlite.setLimit(SQLiteLimits.SQLITE_LIMIT_COLUMN, GeometryLimits.MOST_FIELDS);
    sqlite.setLimit(SQLiteLimits.SQLITE_LIMIT_EXPR_DEPTH, 100);
    sqlite.setLimit(SQLiteLimits.SQLITE_LIMIT_COMPOUND_SELECT, 5);
    sqlite.setLimit(SQLiteLimits.SQLITE_LIMIT_ATTACHED, 0);
    sqlite.setLimit(SQLiteLimits.SQLITE_LIMIT_WORKER_THREADS, 0);
    beginStep();
    ProgressHandler.setHandler(
        connection,
        OPERATIONS,
        new ProgressHandler() {
          @Override
          protected int progress() {
            return System.nanoTime() - deadline > 0 ? 1 : 0;
          }
        });
    try (Statement statement = connection.createStatement()) {
      for (String pragma :
          List.of(
              "trusted_schema=off",
              "query_only=on",
              "cell_size_check=on",
              "mmap_size=0",
              "hard_heap_limit=" + HEAP_BYTES)) {
        statement.execute("pragma " + pragma);
      }
    }
  }

  /** From now on the time limit counts anew. */
  void beginStep() {
    deadline = System.nanoTime() + STEP_NANOS;
  }

  /** Whether this is a table with rows of its own: no view, no virtual table. */
  boolean isOrdinaryTable(String name) throws SQLException {
    return find(
            "select sql from sqlite_master where name = ?1 collate nocase and rootpage > 0", name)
        .filter(row -> row.get(0) != null && ORDINARY.matcher(row.get(0)).matches())
        .isPresent();
  }

  /** The first row of a query with one parameter, all values as text. */
  Optional<List<@Nullable String>> find(String sql, Object parameter) throws SQLException {
    return list(sql, parameter).stream().findFirst();
  }

  /** The rows of a query, at most ten thousand, all values as text. */
  List<List<@Nullable String>> list(String sql, Object... parameters) throws SQLException {
    beginStep();
    List<List<@Nullable String>> rows = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      try (ResultSet found = statement.executeQuery()) {
        int columns = found.getMetaData().getColumnCount();
        while (rows.size() < MOST_ROWS_OF_METADATA && found.next()) {
          List<@Nullable String> row = new ArrayList<>(columns);
          for (int i = 1; i <= columns; i++) {
            row.add(found.getString(i));
          }
          rows.add(row);
        }
      }
    }
    return rows;
  }

  /** The stored columns of a table. */
  List<Column> listColumns(String table) throws SQLException {
    List<Column> columns = new ArrayList<>();
    for (List<@Nullable String> row : list("pragma table_xinfo(" + quote(table) + ")")) {
      // cid, name, type, notnull, dflt_value, pk, hidden
      String name = row.get(1);
      if (name != null && "0".equals(row.get(6))) {
        String type = row.get(2) == null ? "" : row.get(2);
        int end = type.indexOf('(') < 0 ? type.length() : type.indexOf('(');
        String plain = type.substring(0, end).strip().toUpperCase(java.util.Locale.ROOT);
        columns.add(new Column(name, plain, !"0".equals(row.get(5))));
      }
    }
    return columns;
  }

  /**
   * Begins to read a table in the order of its row ids, never by an index.
   *
   * @param columns to read after the row id
   */
  ResultSet read(String table, String rowId, List<String> columns) throws SQLException {
    beginStep();
    StringBuilder sql = new StringBuilder("select ").append(rowId);
    columns.forEach(column -> sql.append(", ").append(quote(column)));
    sql.append(" from ").append(quote(table)).append(" not indexed");
    return connection.createStatement().executeQuery(sql.toString());
  }

  private static String quote(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
