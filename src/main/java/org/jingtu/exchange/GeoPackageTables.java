package org.jingtu.exchange;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jingtu.catalog.Collection.GeometryKind;
import org.locationtech.jts.geom.Envelope;

/** The tables of an exported GeoPackage (OGC 12-128r17, version 1.3) and their SQL. */
final class GeoPackageTables {

  /** "GPKG". */
  static final int APPLICATION_ID = 0x47504B47;

  /** 1.3.0. */
  static final int VERSION = 10300;

  private final ExportPlan plan;
  private final String table;
  private final List<String> columns;

  GeoPackageTables(ExportPlan plan) {
    this.plan = plan;
    this.table = plan.collection().id().replace('-', '_');
    this.columns = columnNames(plan.columns());
  }

  /**
   * SQLite does not tell upper from lower case in names: later ones that only differ so get a
   * number.
   */
  private static List<String> columnNames(List<ExportColumn> columns) {
    Set<String> taken = new HashSet<>(Set.of("fid", "geom"));
    List<String> names = new ArrayList<>();
    for (ExportColumn column : columns) {
      String name = column.name();
      for (int i = 1; !taken.add(name.toLowerCase(Locale.ROOT)); i++) {
        name = column.name() + "_" + i;
      }
      names.add(name);
    }
    return names;
  }

  void create(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : GeoPackageSql.CORE.split(";\\s*\\n")) {
        statement.executeUpdate(sql);
      }
      statement.executeUpdate(createFeatures());
      statement.executeUpdate(
          "CREATE VIRTUAL TABLE \"rtree_%s_geom\" USING rtree(id, minx, maxx, miny, maxy)"
              .formatted(table));
    }
    insertReferenceSystem(connection);
    update(
        connection,
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change, srs_id) VALUES (?, 'features', ?, ?, ?, ?)",
        table,
        plan.collection().title(),
        plan.collection().titleEnglish(),
        Instant.now().truncatedTo(ChronoUnit.MILLIS).toString(),
        plan.crs().srid());
    update(
        connection,
        "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, ?, 0, 0)",
        table,
        plan.collection().geometry() == GeometryKind.POLYGON ? "MULTIPOLYGON" : "GEOMETRY",
        plan.crs().srid());
    insertTitles(connection);
  }

  private String createFeatures() {
    StringBuilder sql = new StringBuilder("CREATE TABLE ").append(quoted(table));
    sql.append(" (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom ");
    sql.append(plan.collection().geometry() == GeometryKind.POLYGON ? "MULTIPOLYGON" : "GEOMETRY");
    for (int i = 0; i < columns.size(); i++) {
      String type =
          switch (plan.columns().get(i).type()) {
            case TEXT -> "TEXT";
            case INTEGER -> "INTEGER";
            case DECIMAL -> "DOUBLE";
            case DATE -> "DATE";
            case BOOLEAN -> "BOOLEAN";
          };
      sql.append(", ").append(quoted(columns.get(i))).append(' ').append(type);
    }
    return sql.append(')').toString();
  }

  private void insertReferenceSystem(Connection connection) throws SQLException {
    int srid = plan.crs().srid();
    if (srid != 4326) {
      update(
          connection,
          "INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, 'EPSG', ?, ?, NULL)",
          plan.crs().title(),
          srid,
          srid,
          GeoPackageSql.wkt(plan.crs()));
    }
  }

  /** Titles of columns; a title that two columns share stays away, since it must be unique. */
  private void insertTitles(Connection connection) throws SQLException {
    for (int i = 0; i < columns.size(); i++) {
      String title = plan.columns().get(i).title();
      long same = plan.columns().stream().filter(c -> c.title().equals(title)).count();
      update(
          connection,
          "INSERT INTO gpkg_data_columns VALUES (?, ?, ?, ?, NULL, NULL, NULL)",
          table,
          columns.get(i),
          same == 1 ? title : null,
          title);
    }
    for (String name : List.of("gpkg_data_columns", "gpkg_data_column_constraints")) {
      update(
          connection,
          "INSERT INTO gpkg_extensions VALUES (?, NULL, 'gpkg_schema', 'http://www.geopackage.org/spec121/#extension_schema', 'read-write')",
          name);
    }
    update(
        connection,
        "INSERT INTO gpkg_extensions VALUES (?, 'geom', 'gpkg_rtree_index', 'http://www.geopackage.org/spec120/#extension_rtree', 'write-only')",
        table);
  }

  /** Parameters: fid, geometry, then the columns. */
  String insert() {
    return "INSERT INTO %s VALUES (?, ?%s)".formatted(quoted(table), ", ?".repeat(columns.size()));
  }

  /** The virtual table of the spatial index. */
  String indexName() {
    return "rtree_" + table + "_geom";
  }

  /** Writes the extent, and the triggers that keep the spatial index when others edit. */
  void finish(Connection connection, Envelope extent) throws SQLException {
    if (!extent.isNull()) {
      update(
          connection,
          "UPDATE gpkg_contents SET min_x = ?, min_y = ?, max_x = ?, max_y = ?",
          extent.getMinX(),
          extent.getMinY(),
          extent.getMaxX(),
          extent.getMaxY());
    }
    try (Statement statement = connection.createStatement()) {
      for (String trigger : GeoPackageSql.TRIGGERS.split("\\n\\n")) {
        statement.executeUpdate(trigger.replace("<t>", table));
      }
    }
  }

  private static void update(Connection connection, String sql, Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      statement.executeUpdate();
    }
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
