package org.jingtu.exchange;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.jingtu.features.FeatureRow;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.sqlite.SQLiteConfig;

/**
 * An OGC GeoPackage 1.3 with one feature table, named by the collection, with a spatial index
 * (extension gpkg_rtree_index) and the Chinese titles of the columns (extension gpkg_schema). The
 * {@code fid} is the feature id.
 */
final class GeoPackageExport implements ExportWriter {

  /** SQLite's own memory for the spatial index, whose pages are written in no order: 16 MB. */
  private static final int CACHE_PAGES = 4_000;

  private final ExportPlan plan;
  private final GeoPackageTables tables;
  private final Connection connection;
  private final PreparedStatement insert;
  private final SpatialIndex index;
  private final GeoPackageBinary binary;
  private final Envelope extent = new Envelope();

  GeoPackageExport(Path file, ExportPlan plan) throws IOException {
    this.plan = plan;
    this.tables = new GeoPackageTables(plan);
    this.binary = new GeoPackageBinary(plan.crs().srid());
    SQLiteConfig config = new SQLiteConfig();
    config.setApplicationId(GeoPackageTables.APPLICATION_ID);
    config.setUserVersion(GeoPackageTables.VERSION);
    // the file is new and of no use until it is complete
    config.setJournalMode(SQLiteConfig.JournalMode.OFF);
    config.setCacheSize(CACHE_PAGES);
    config.setSynchronous(SQLiteConfig.SynchronousMode.OFF);
    try {
      connection = config.createConnection("jdbc:sqlite:" + file);
      try {
        connection.setAutoCommit(false);
        tables.create(connection);
        insert = connection.prepareStatement(tables.insert());
        index = new SpatialIndex(connection, tables.indexName());
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void write(FeatureRow row, @Nullable Geometry geometry) throws IOException {
    try {
      insert.setLong(1, row.feature());
      if (geometry == null) {
        insert.setNull(2, Types.BLOB);
      } else {
        insert.setBytes(2, binary.write(geometry));
        Envelope box = geometry.getEnvelopeInternal();
        extent.expandToInclude(box);
        index.add(row.feature(), box);
      }
      List<ExportColumn> columns = plan.columns();
      for (int i = 0; i < columns.size(); i++) {
        set(i + 3, columns.get(i).value(row));
      }
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  private void set(int position, @Nullable Object value) throws SQLException {
    if (value == null) {
      insert.setNull(position, Types.VARCHAR);
    } else if (value instanceof Boolean truth) {
      insert.setInt(position, truth ? 1 : 0);
    } else if (value instanceof Long || value instanceof Integer) {
      insert.setLong(position, ((Number) value).longValue());
    } else if (value instanceof Number number) {
      insert.setDouble(position, number.doubleValue());
    } else {
      insert.setString(position, value.toString());
    }
  }

  @Override
  public void complete() throws IOException {
    try {
      index.finish();
      tables.finish(connection, extent);
      connection.commit();
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }
}
