package org.jingtu.exchange;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jingtu.geo.CoordinateSystems;
import org.jingtu.geo.Crs;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/**
 * Reads a feature table of a GeoPackage (OGC 12-128r19) row by row, in the order of the row ids.
 * Damage that comes to light while reading ends the rows with a problem of the file.
 */
public final class GpkgReader implements FeatureSource {

  private final GpkgDatabase database;
  private final GpkgLayer layer;
  private final ResultSet rows;
  private final SourceInfo info;
  private final boolean repair;
  private final ReadBytes bytes;
  private final List<RowProblem> fileProblems = new ArrayList<>();
  private long record;
  private long rowId = Long.MIN_VALUE;
  private boolean ended;

  private GpkgReader(
      GpkgDatabase database,
      GpkgLayer layer,
      ResultSet rows,
      SourceInfo info,
      boolean repair,
      ReadBytes bytes) {
    this.database = database;
    this.layer = layer;
    this.rows = rows;
    this.info = info;
    this.repair = repair;
    this.bytes = bytes;
  }

  /**
   * Opens a GeoPackage.
   *
   * @param options {@code layer} is the table, needed where there are several
   * @throws UploadRefused if it is damaged or none, has no such table, or has a blob column
   * @throws CrsNotStated if its system is not known and none is stated
   * @throws org.jingtu.geo.UnsupportedCrs if it is on an old datum or not supported
   * @throws IOException if the disk fails
   */
  public static GpkgReader open(Path file, CoordinateSystems systems, ReadOptions options)
      throws IOException {
    ReadBytes bytes = ReadBytes.of(file);
    GpkgDatabase database = null;
    try {
      database = GpkgDatabase.open(file);
      GpkgLayer layer = GpkgLayer.choose(database, options.layer());
      List<RowProblem> warnings = new ArrayList<>();
      Crs crs = layer.crs(database, systems, options.crs(), warnings);
      List<String> columns = new ArrayList<>(List.of(layer.geometryColumn()));
      layer.fields().forEach(field -> columns.add(field.name()));
      ResultSet rows = database.read(layer.table(), layer.rowId(), columns);
      SourceInfo info =
          new SourceInfo(
              "gpkg",
              layer.table(),
              layer.fields(),
              crs,
              null,
              layer.expectedRows(),
              List.copyOf(warnings));
      return new GpkgReader(database, layer, rows, info, options.repair(), bytes);
    } catch (SQLException e) {
      close(database);
      throw new UploadRefused("GPKG_CORRUPT", reason(e));
    } catch (RuntimeException e) {
      close(database);
      throw e;
    }
  }

  private static void close(@Nullable GpkgDatabase database) {
    try {
      if (database != null) {
        database.close();
      }
    } catch (SQLException e) {
      // nothing was written that could be lost
    }
  }

  /** What SQLite calls it, such as SQLITE_CORRUPT. */
  private static String reason(SQLException e) {
    String message = String.valueOf(e.getMessage());
    return message.substring(0, Math.min(message.length(), 100));
  }

  @Override
  public SourceInfo info() {
    return info;
  }

  @Override
  public @Nullable SourceRow next() {
    if (ended) {
      return null;
    }
    try {
      database.beginStep();
      if (!rows.next()) {
        ended = true;
        bytes.reached(record, record);
        return null;
      }
      long id = rows.getLong(1);
      if (record > 0 && id <= rowId) {
        return damaged("rowid " + id);
      }
      rowId = id;
      return row();
    } catch (SQLException e) {
      return damaged(reason(e));
    }
  }

  private @Nullable SourceRow damaged(String reason) {
    ended = true;
    fileProblems.add(
        RowProblem.ofFile(Severity.ERROR, "GPKG_DAMAGED", String.valueOf(record), reason));
    return null;
  }

  private SourceRow row() throws SQLException {
    record++;
    if (layer.expectedRows() > 0) {
      bytes.reached(Math.min(record, layer.expectedRows() - 1), layer.expectedRows());
    }
    RowNotes notes = new RowNotes(record);
    Geometry geometry = null;
    Object blob = rows.getObject(2);
    RingCloser closer = new RingCloser(repair);
    try {
      if (blob != null && !(blob instanceof byte[])) {
        throw new BadShape("GPKG_GEOMETRY_HEADER", null);
      }
      geometry = GpkgGeometry.read((byte[]) blob, layer.srs(), closer);
      closer.warning(record).ifPresent(notes::add);
    } catch (BadShape bad) {
      notes.add(bad.toProblem(record));
    }
    List<@Nullable Object> values = new ArrayList<>(layer.fields().size());
    for (int i = 0; i < layer.fields().size(); i++) {
      values.add(value(rows.getObject(3 + i), layer.fields().get(i), notes));
    }
    return new SourceRow(record, geometry, values, notes.list());
  }

  private static @Nullable Object value(@Nullable Object value, FieldDef field, RowNotes notes) {
    if (value instanceof byte[] bytes) {
      notes.badValue("VALUE_IS_BLOB", field.name(), bytes.length + " B");
      return null;
    }
    if (value instanceof String text && text.indexOf(TextForm.REPLACEMENT) >= 0) {
      notes.badValue("TEXT_NOT_IN_CHARSET", field.name(), text, "UTF-8");
      return null;
    }
    return SourceValues.convert(value, field, notes);
  }

  @Override
  public List<RowProblem> fileProblems() {
    return List.copyOf(fileProblems);
  }

  /** In proportion to its rows, whose number GDAL writes down; else 0 until the last. */
  @Override
  public long bytesRead() {
    return bytes.read();
  }

  @Override
  public long bytesTotal() {
    return bytes.total();
  }

  @Override
  public void close() throws IOException {
    try {
      database.close();
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }
}
