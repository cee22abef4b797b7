package org.jingtu.exchange;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jingtu.geo.CoordinateSystems;
import org.jingtu.geo.Crs;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;

/**
 * A feature table of a GeoPackage.
 *
 * @param rowId a name by which its row id can be selected
 * @param geometryColumn name of its geometry column
 * @param srs its {@code srs_id}
 * @param extent as {@code gpkg_contents} states it
 * @param fields all stored columns but the key and the geometry
 * @param expectedRows as GDAL wrote it down, else -1
 */
record GpkgLayer(
    String table,
    String rowId,
    String geometryColumn,
    int srs,
    Envelope extent,
    List<FieldDef> fields,
    long expectedRows) {

  private static final List<String> METADATA =
      List.of("gpkg_contents", "gpkg_geometry_columns", "gpkg_spatial_ref_sys");

  private static final int MOST_NAMES = 30;

  /**
   * Finds the layer to read.
   *
   * @param wanted its name; null if there must be only one
   * @throws UploadRefused if there is none such, or it is not an ordinary table
   */
  static GpkgLayer choose(GpkgDatabase database, @Nullable String wanted) throws SQLException {
    for (String table : METADATA) {
      if (!database.isOrdinaryTable(table)) {
        throw new UploadRefused("GPKG_NOT_A_GEOPACKAGE", table);
      }
    }
    Map<String, List<@Nullable String>> contents = contents(database);
    String name = name(contents, wanted);
    if (!database.isOrdinaryTable(name)) {
      throw new UploadRefused("GPKG_NOT_A_TABLE", name);
    }
    List<@Nullable String> geometry =
        database
            .find(
                "select column_name, srs_id from gpkg_geometry_columns"
                    + " where table_name = ?1 collate nocase",
                name)
            .orElseThrow(() -> new UploadRefused("GPKG_CORRUPT", "gpkg_geometry_columns"));
    List<GpkgDatabase.Column> columns = database.listColumns(name);
    String column = String.valueOf(geometry.get(0));
    if (columns.stream().noneMatch(each -> each.name().equalsIgnoreCase(column))) {
      throw new UploadRefused("GPKG_CORRUPT", column);
    }
    return new GpkgLayer(
        name,
        rowId(columns),
        column,
        integer(geometry.get(1)),
        extent(contents.get(name)),
        fields(columns, column),
        expectedRows(database, name));
  }

  private static Map<String, List<@Nullable String>> contents(GpkgDatabase database)
      throws SQLException {
    Map<String, List<@Nullable String>> contents = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (List<@Nullable String> row :
        database.list(
            "select table_name, min_x, max_x, min_y, max_y from gpkg_contents"
                + " where data_type = 'features'")) {
      String name = row.get(0);
      if (name != null) {
        contents.put(name, row);
      }
    }
    return contents;
  }

  private static String name(Map<String, ?> contents, @Nullable String wanted) {
    String names = String.join(", ", contents.keySet().stream().limit(MOST_NAMES).toList());
    if (contents.isEmpty()) {
      throw new UploadRefused("GPKG_NO_FEATURES");
    }
    if (wanted == null) {
      if (contents.size() > 1) {
        throw new UploadRefused("SEVERAL_LAYERS", names);
      }
      return contents.keySet().iterator().next();
    }
    return contents.keySet().stream()
        .filter(name -> name.equalsIgnoreCase(wanted.strip()))
        .findFirst()
        .orElseThrow(() -> new UploadRefused("LAYER_NOT_FOUND", wanted, names));
  }

  /** A column may have taken the name of the row id. */
  private static String rowId(List<GpkgDatabase.Column> columns) {
    Set<String> names = new HashSet<>();
    columns.forEach(column -> names.add(column.name().toLowerCase(Locale.ROOT)));
    return List.of("rowid", "_rowid_", "oid").stream()
        .filter(name -> !names.contains(name))
        .findFirst()
        .orElseThrow(() -> new UploadRefused("GPKG_CORRUPT", "rowid"));
  }

  private static List<FieldDef> fields(List<GpkgDatabase.Column> columns, String geometry) {
    List<FieldDef> fields = new ArrayList<>();
    for (GpkgDatabase.Column column : columns) {
      boolean key = column.key() && column.type().contains("INT");
      if (!key && !column.name().equalsIgnoreCase(geometry)) {
        fields.add(new FieldDef(column.name(), type(column), 0, 0));
      }
    }
    return List.copyOf(fields);
  }

  /** The types of a GeoPackage (table 1), and what others write there. */
  private static FieldDef.Type type(GpkgDatabase.Column column) {
    String type = column.type();
    if (type.equals("BOOLEAN") || type.equals("BOOL")) {
      return FieldDef.Type.BOOLEAN;
    }
    if (type.equals("DATE")) {
      return FieldDef.Type.DATE;
    }
    if (type.contains("BLOB") || type.contains("GEOMETRY") || type.equals("BINARY")) {
      throw new UploadRefused("GPKG_BLOB_FIELD", column.name(), type);
    }
    if (type.contains("INT") && !type.contains("POINT")) {
      return FieldDef.Type.INTEGER;
    }
    boolean number =
        type.contains("REAL")
            || type.contains("FLOA")
            || type.contains("DOUB")
            || type.contains("NUMERIC")
            || type.contains("DECIMAL");
    return number ? FieldDef.Type.DECIMAL : FieldDef.Type.TEXT;
  }

  private static long expectedRows(GpkgDatabase database, String name) throws SQLException {
    if (!database.isOrdinaryTable("gpkg_ogr_contents")) {
      return -1;
    }
    Optional<List<@Nullable String>> row =
        database.find(
            "select feature_count from gpkg_ogr_contents where table_name = ?1 collate nocase",
            name);
    try {
      return row.map(values -> values.get(0)).map(Long::parseLong).orElse(-1L);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private static int integer(@Nullable String text) {
    try {
      return Integer.parseInt(String.valueOf(text));
    } catch (NumberFormatException e) {
      throw new UploadRefused("GPKG_CORRUPT", "srs_id");
    }
  }

  private static Envelope extent(@Nullable List<@Nullable String> contents) {
    try {
      double[] bounds = new double[4];
      for (int i = 0; i < 4; i++) {
        bounds[i] =
            Double.parseDouble(String.valueOf(contents == null ? null : contents.get(i + 1)));
      }
      return new Envelope(bounds[0], bounds[1], bounds[2], bounds[3]);
    } catch (NumberFormatException e) {
      return new Envelope();
    }
  }

  /**
   * The CRS: by its EPSG code, else by its definition.
   *
   * @throws CrsNotStated if it has none that is known, and none is stated
   */
  Crs crs(
      GpkgDatabase database,
      CoordinateSystems systems,
      @Nullable Crs stated,
      List<RowProblem> warnings)
      throws SQLException {
    List<@Nullable String> row =
        database
            .find(
                "select organization, organization_coordsys_id, definition"
                    + " from gpkg_spatial_ref_sys where srs_id = ?1",
                srs)
            .orElse(null);
    boolean named = srs > 0 && row != null;
    Crs ofFile = null;
    if (named && row != null) {
      String code = row.get(1);
      ofFile =
          "EPSG".equalsIgnoreCase(row.get(0)) && code != null && code.matches("\\d{4,6}")
              ? StatedCrs.ofCode(systems, code, stated)
              : systems.findByPrj(String.valueOf(row.get(2))).orElse(null);
    }
    Crs crs = StatedCrs.settle(stated, ofFile, named, warnings);
    if (crs == null) {
      throw new CrsNotStated(named ? "CRS_UNKNOWN" : "CRS_MISSING", systems.propose(extent));
    }
    return crs;
  }
}
