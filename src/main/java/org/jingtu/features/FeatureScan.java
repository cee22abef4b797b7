package org.jingtu.features;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jingtu.access.Permissions;
import org.jingtu.catalog.Attribute;
import org.jingtu.catalog.Collection;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.PrecisionModel;
import org.locationtech.jts.geom.impl.PackedCoordinateSequenceFactory;
import org.locationtech.jts.io.WKBReader;
import org.postgresql.PGStatement;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads any number of features in the order of their ids with memory that does not grow with them:
 * the database's cursor hands out few rows at a time, fewer where geometries are large.
 *
 * <p>A reader who is limited to an area meets only what lies in it.
 *
 * <p>Every method belongs to the caller's transaction; what several of them answer fits together if
 * that is a repeatable read.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class FeatureScan {

  /** Bytes of geometry that are fetched at a time. */
  private static final long FETCH_BYTES = 4 << 20;

  private static final int FETCH_ROWS = 1000;

  private static final TypeReference<LinkedHashMap<String, @Nullable Object>> MAP =
      new TypeReference<>() {};
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  /** A third of the memory of single coordinates. */
  private static final GeometryFactory COMPACT =
      new GeometryFactory(
          new PrecisionModel(), 4490, PackedCoordinateSequenceFactory.DOUBLE_FACTORY);

  private final JdbcTemplate jdbc;
  private final Permissions permissions;

  FeatureScan(JdbcTemplate jdbc, Permissions permissions) {
    this.jdbc = jdbc;
    this.permissions = permissions;
  }

  /**
   * What a scan will meet.
   *
   * @param count features
   * @param withoutGeometry those that have none
   * @param withExtra those with values that no attribute took
   * @param largestBytes size of the largest geometry as stored
   */
  public record Overview(long count, long withoutGeometry, long withExtra, long largestBytes) {}

  /** Counts what a scan will meet, without reading geometries. */
  public Overview overview(Collection collection, Selection wanted) {
    Selection selection = wanted.within(permissions.findTerritory());
    return jdbc.queryForObject(
        """
        select count(*), count(*) - count(t.geom), count(t.extra), coalesce(max(pg_column_size(t.geom)), 0)
        from %s t where %s
        """
            .formatted(collection.table(), selection.where()),
        (rs, i) -> new Overview(rs.getLong(1), rs.getLong(2), rs.getLong(3), rs.getLong(4)),
        selection.parameters().toArray());
  }

  /** Middle of the extent in degrees of longitude, or null if there is no geometry. */
  public @Nullable Double findMiddleLongitude(Collection collection, Selection wanted) {
    Selection selection = wanted.within(permissions.findTerritory());
    return jdbc.queryForObject(
        "select (min(st_xmin(t.geom)) + max(st_xmax(t.geom))) / 2 from %s t where %s"
            .formatted(collection.table(), selection.where()),
        Double.class,
        selection.parameters().toArray());
  }

  /**
   * Whether every geometry lies between two degrees of longitude. Extents are compared, which are
   * stored to about a metre, so that a feature at the very limit may count as beyond it.
   *
   * @param reach west and east
   */
  public boolean isWithin(Collection collection, Selection wanted, double[] reach) {
    Selection selection = wanted.within(permissions.findTerritory());
    List<Object> parameters = selection.parameters();
    parameters.add(reach[0]);
    parameters.add(reach[1]);
    return jdbc.queryForList(
            "select 1 from %s t where %s and not t.geom @ st_makeenvelope(?, -90, ?, 90, 4490) limit 1"
                .formatted(collection.table(), selection.where()),
            Integer.class,
            parameters.toArray())
        .isEmpty();
  }

  /** Hands every feature to the consumer, in the order of their ids. */
  public void forEach(
      Collection collection, Selection wanted, Overview overview, Consumer<FeatureRow> consumer) {
    Selection selection = wanted.within(permissions.findTerritory());
    int rows = (int) Math.max(1, Math.min(FETCH_ROWS, FETCH_BYTES / (overview.largestBytes() + 1)));
    jdbc.query(
        connection -> {
          PreparedStatement statement =
              connection.prepareStatement(
                  select(collection, selection),
                  ResultSet.TYPE_FORWARD_ONLY,
                  ResultSet.CONCUR_READ_ONLY);
          statement.setFetchSize(rows);
          // binary from the first row: geometries as text would be twice as long
          statement.unwrap(PGStatement.class).setPrepareThreshold(-1);
          int at = 1;
          for (Object parameter : selection.parameters()) {
            statement.setObject(at++, parameter);
          }
          return statement;
        },
        rs -> {
          RowReader reader = new RowReader(collection);
          while (rs.next()) {
            consumer.accept(reader.read(rs));
          }
          return null;
        });
  }

  private static String select(Collection collection, Selection selection) {
    String columns =
        collection.attributes().stream()
            .map(a -> "t." + a.column())
            .collect(Collectors.joining(", "));
    return """
        select t.feature, t.since, t.source_srid, t.area_square_metres, t.extra, st_asbinary(t.geom), %s
        from %s t where %s order by t.feature
        """
        .formatted(columns, collection.table(), selection.where());
  }

  /** Turns rows of {@link #select} into features. */
  private static final class RowReader {
    private final List<Attribute> attributes;
    private final WKBReader wkb = new WKBReader(COMPACT);

    RowReader(Collection collection) {
      attributes = collection.attributes();
    }

    FeatureRow read(ResultSet rs) throws SQLException {
      List<@Nullable Object> values = new ArrayList<>(attributes.size());
      int column = 7;
      for (Attribute attribute : attributes) {
        values.add(value(attribute.type(), rs, column++));
      }
      String extra = rs.getString(5);
      Map<String, @Nullable Object> more = extra == null ? Map.of() : JSON.readValue(extra, MAP);
      return new FeatureRow(
          rs.getLong(1),
          rs.getLong(2),
          Collections.unmodifiableList(values),
          FeatureStore.geometry(rs.getBytes(6), wkb),
          rs.getInt(3),
          rs.getDouble(4),
          more);
    }

    private static @Nullable Object value(Attribute.Type type, ResultSet rs, int column)
        throws SQLException {
      return switch (type) {
        case TEXT, CODE -> rs.getString(column);
        case BOOLEAN -> rs.getObject(column, Boolean.class);
        case INTEGER -> rs.getObject(column, Long.class);
        case DECIMAL -> rs.getObject(column, Double.class);
        case DATE -> rs.getObject(column, LocalDate.class);
      };
    }
  }
}
