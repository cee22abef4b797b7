package org.jingtu.exchange;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.locationtech.jts.io.WKBWriter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The SQL of table {@code import_problem}. */
@Component
class ImportProblemStore {

  private static final TypeReference<List<Object>> LIST = new TypeReference<>() {};
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Rows the database sends at a time, so that a million problems never lie in memory. */
  private static final int FETCH_ROWS = 1000;

  private static final String INSERT =
      """
      insert into import_problem (job, seq, severity, code, record, field, value, args, x, y, longitude, latitude,
        geom, geom_before)
      select ?, ? + t.n, t.severity, t.code, t.record, t.field, t.value, t.args::jsonb, t.x, t.y, t.longitude,
        t.latitude, st_geomfromwkb(t.geom, 4490), st_geomfromwkb(t.geom_before, 4490)
      from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) with ordinality
        as t(severity, code, record, field, value, args, x, y, longitude, latitude, geom, geom_before, n)
      """;

  private static final String SELECT =
      "select *, st_asbinary(geom) as wkb, st_asbinary(geom_before) as wkb_before from import_problem where job = ? order by seq limit ?";

  private final JdbcTemplate jdbc;

  ImportProblemStore(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Stores problems in a transaction of their own, so that they outlive the rollback of the rows.
   *
   * @param after number of problems of the job that are stored already
   */
  @Transactional(propagation = Propagation.REQUIRES_NEW)
  public void add(UUID job, int after, List<ImportProblem> problems) {
    jdbc.update(
        connection -> {
          var statement = connection.prepareStatement(INSERT);
          statement.setObject(1, job);
          statement.setInt(2, after);
          Columns columns = new Columns(connection, problems);
          statement.setArray(3, columns.text(p -> p.severity().name()));
          statement.setArray(4, columns.text(ImportProblem::code));
          statement.setArray(5, columns.of("int8", ImportProblem::record));
          statement.setArray(6, columns.text(ImportProblem::field));
          statement.setArray(7, columns.text(ImportProblem::value));
          statement.setArray(8, columns.text(p -> JSON.writeValueAsString(p.arguments())));
          statement.setArray(9, columns.number(ImportProblem::location, Coordinate::getX));
          statement.setArray(10, columns.number(ImportProblem::location, Coordinate::getY));
          statement.setArray(11, columns.number(ImportProblem::lonLat, Coordinate::getX));
          statement.setArray(12, columns.number(ImportProblem::lonLat, Coordinate::getY));
          statement.setArray(13, columns.wkb(ProblemShape::geometry));
          statement.setArray(14, columns.wkb(ProblemShape::before));
          return statement;
        });
  }

  /** The first problems of a job. */
  List<ImportProblem> list(UUID job, int limit) {
    return jdbc.query(SELECT, (rs, i) -> problem(rs), job, limit);
  }

  /** Hands over every problem of a job, one after another; memory does not grow with them. */
  @Transactional(readOnly = true)
  public void forEach(UUID job, Consumer<ImportProblem> consumer) {
    jdbc.query(
        connection -> {
          var statement = connection.prepareStatement(SELECT);
          statement.setFetchSize(FETCH_ROWS);
          statement.setObject(1, job);
          statement.setInt(2, Integer.MAX_VALUE);
          return statement;
        },
        rs -> {
          consumer.accept(problem(rs));
        });
  }

  /** Forgets the problems of a job that is to be read again. */
  void clear(UUID job) {
    jdbc.update("delete from import_problem where job = ?", job);
  }

  private static ImportProblem problem(ResultSet rs) throws SQLException {
    return new ImportProblem(
        Severity.valueOf(rs.getString("severity")),
        rs.getString("code"),
        rs.getObject("record", Long.class),
        rs.getString("field"),
        rs.getString("value"),
        JSON.readValue(rs.getString("args"), LIST),
        coordinate(rs, "x", "y"),
        coordinate(rs, "longitude", "latitude"),
        shape(rs));
  }

  private static @Nullable ProblemShape shape(ResultSet rs) throws SQLException {
    Geometry geometry = geometry(rs.getBytes("wkb"));
    Geometry before = geometry(rs.getBytes("wkb_before"));
    return geometry == null && before == null ? null : new ProblemShape(geometry, before);
  }

  private static @Nullable Geometry geometry(byte @Nullable [] wkb) {
    try {
      return wkb == null ? null : new WKBReader().read(wkb);
    } catch (ParseException e) {
      throw new IllegalStateException("stored geometry is not WKB", e);
    }
  }

  private static @Nullable Coordinate coordinate(ResultSet rs, String x, String y)
      throws SQLException {
    Double first = rs.getObject(x, Double.class);
    return first == null ? null : new Coordinate(first, rs.getDouble(y));
  }

  /** Problems column by column, as arrays of SQL. */
  private record Columns(Connection connection, List<ImportProblem> problems) {

    Array text(Function<ImportProblem, @Nullable String> column) throws SQLException {
      return of("text", column);
    }

    Array number(
        Function<ImportProblem, @Nullable Coordinate> place, Function<Coordinate, Double> ordinate)
        throws SQLException {
      return of(
          "float8",
          p -> {
            Coordinate found = place.apply(p);
            return found == null ? null : ordinate.apply(found);
          });
    }

    Array wkb(Function<ProblemShape, @Nullable Geometry> part) throws SQLException {
      WKBWriter writer = new WKBWriter();
      byte[][] column = new byte[problems.size()][];
      for (int i = 0; i < column.length; i++) {
        ProblemShape shape = problems.get(i).shape();
        Geometry geometry = shape == null ? null : part.apply(shape);
        column[i] = geometry == null ? null : writer.write(geometry);
      }
      return connection.createArrayOf("bytea", column);
    }

    Array of(String type, Function<ImportProblem, ? extends @Nullable Object> column)
        throws SQLException {
      return connection.createArrayOf(type, problems.stream().map(column).toArray());
    }
  }
}
