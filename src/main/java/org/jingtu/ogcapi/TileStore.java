package org.jingtu.ogcapi;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jingtu.catalog.Collection;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

/** Makes tiles in the database, from the current features by their partial GiST index. */
@Component
class TileStore {

  /** Polygons below this many units of the grid both ways are given as points. */
  private static final int SMALL_UNITS = 8;

  /**
   * Two pixels, where a tile is drawn as 256: in a collection that is thinned out, polygons below
   * this are points, one of them in each cell of this size.
   */
  private static final int CELL_UNITS = 32;

  /** From this matrix on, small polygons are so small that thinning them would win nothing. */
  private static final int NOT_THINNED_FROM = 14;

  /** Of latitude, roughly. */
  private static final double METRES_A_DEGREE = 111_000;

  /** No degree is longer, of latitude or longitude. */
  private static final double LONGEST_DEGREE_METRES = 111_700;

  private final NamedParameterJdbcTemplate jdbc;

  TileStore(NamedParameterJdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Where the features of a collection lie.
   *
   * @param version data version of which this holds
   * @param count current features with a geometry
   * @param sideMetres side of a square of their mean area
   * @param box {west, south, east, north} in degrees, or null if there are none
   */
  record Extent(long version, long count, double sideMetres, double @Nullable [] box) {}

  /**
   * A layer of a tile.
   *
   * @param version the data version that it shows
   * @param bytes none if there is nothing in it
   */
  record Layer(long version, byte[] bytes) {}

  /** Current data versions by the id of the collection. */
  Map<String, Long> versions() {
    Map<String, Long> versions = new HashMap<>();
    jdbc.query(
        "select collection, version from dataset",
        rs -> {
          versions.put(rs.getString(1), rs.getLong(2));
        });
    return versions;
  }

  /**
   * The extent of a collection, with the data version of which it holds.
   *
   * @param area administrative code to which it is limited, or an empty text
   */
  Extent extent(Collection collection, String area) {
    String where = area.isEmpty() ? "" : " and starts_with(t.adcode, :area)";
    return Objects.requireNonNull(
        jdbc.queryForObject(
            """
            select s.n, st_xmin(s.e), st_ymin(s.e), st_xmax(s.e), st_ymax(s.e), sqrt(s.a), d.version
            from (select count(t.geom) as n, st_extent(t.geom) as e, avg(t.area_square_metres) as a from %s t where t.until is null%s) s,
              dataset d where d.collection = :collection
            """
                .formatted(collection.table(), where),
            Map.of("area", area, "collection", collection.id()),
            (rs, i) -> {
              long count = rs.getLong(1);
              double[] box = {rs.getDouble(2), rs.getDouble(3), rs.getDouble(4), rs.getDouble(5)};
              return new Extent(rs.getLong(7), count, rs.getDouble(6), count == 0 ? null : box);
            }));
  }

  /**
   * A tile with the one layer of a collection: one statement, hence one snapshot, without the
   * rounds that a transaction of its own would take.
   *
   * @param area administrative code to which it is limited, or an empty text
   * @param extent of the collection if small polygons may stand for their neighbours, or null
   */
  Layer tile(Collection collection, TileAddress tile, String area, @Nullable Extent extent) {
    double[] sides = tile.sides();
    double[] degrees = tile.degrees(1);
    double[] cut = tile.degrees(2);
    MapSqlParameterSource values = new MapSqlParameterSource("layer", collection.id());
    values.addValue("x1", sides[0]).addValue("y1", sides[1]);
    values.addValue("x2", sides[2]).addValue("y2", sides[3]);
    values.addValue("west", degrees[0]).addValue("south", degrees[1]);
    values.addValue("east", degrees[2]).addValue("north", degrees[3]);
    values.addValue("cutWest", cut[0]).addValue("cutSouth", cut[1]);
    values.addValue("cutEast", cut[2]).addValue("cutNorth", cut[3]);
    TileSql.Thinning thinning = thinning(tile, extent);
    boolean whole = thinning == TileSql.Thinning.NONE;
    double small = tile.unitDegrees() * (whole ? SMALL_UNITS : CELL_UNITS);
    values.addValue("small", small);
    values.addValue("smallSquareMetres", Math.pow(small * LONGEST_DEGREE_METRES, 2));
    values.addValue("cell", tile.unitDegrees() * CELL_UNITS);
    // a quarter of a unit: less than half a unit also where Web Mercator stretches to the double
    values.addValue("tolerance", tile.unitDegrees() / 4).addValue("area", area);
    String sql =
        TileSql.of(collection, tile.set(), !area.isEmpty(), thinning, holds(degrees, extent));
    return Objects.requireNonNull(
        jdbc.execute(
            "select d.version, (" + sql + ") from dataset d where d.collection = :layer",
            values,
            statement -> layer(statement, whole)));
  }

  /**
   * Asks for a tile.
   *
   * @param many whether such statements come often. They are parsed once for each connection then,
   *     and tiles come as bytes from the first one on, not as text of twice the length. Where
   *     features are thinned out, each statement is planned for its own tile.
   */
  private static Layer layer(PreparedStatement statement, boolean many) throws SQLException {
    if (many) {
      statement.unwrap(PGStatement.class).setPrepareThreshold(-1);
    }
    try (ResultSet rs = statement.executeQuery()) {
      rs.next();
      byte[] made = rs.getBytes(2);
      return new Layer(rs.getLong(1), made == null ? new byte[0] : made);
    }
  }

  /** Whether all features lie in it. */
  private static boolean holds(double[] degrees, @Nullable Extent extent) {
    double[] box = extent == null ? null : extent.box();
    return box != null
        && degrees[0] < box[0]
        && degrees[1] < box[1]
        && degrees[2] > box[2]
        && degrees[3] > box[3];
  }

  private static TileSql.Thinning thinning(TileAddress tile, @Nullable Extent extent) {
    if (extent == null || tile.level() >= NOT_THINNED_FROM) {
      return TileSql.Thinning.NONE;
    }
    double cellMetres = tile.unitDegrees() * CELL_UNITS * METRES_A_DEGREE;
    return cellMetres > 2 * extent.sideMetres() ? TileSql.Thinning.MOST : TileSql.Thinning.SOME;
  }
}
