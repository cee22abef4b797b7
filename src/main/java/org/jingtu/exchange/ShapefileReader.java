package org.jingtu.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jingtu.geo.CoordinateSystems;
import org.jingtu.geo.Crs;
import org.jspecify.annotations.Nullable;

/**
 * Reads a shapefile row by row. .shp and .dbf are read side by side, in the order of the .shx where
 * there is one. Without .dbf the rows have no values. A record that cannot be read is a row with a
 * problem; after one whose end cannot be found, no more rows come, and a problem of the file says
 * so.
 */
public final class ShapefileReader implements FeatureSource {

  private static final int LONGEST_PRJ = 8_192;

  private final ShapefileParts parts;
  private final ShpReader shapes;
  private final @Nullable DbfReader rows;
  private final SourceInfo info;
  private final List<RowProblem> fileProblems = new ArrayList<>();
  private boolean ended;

  private ShapefileReader(
      ShapefileParts parts, ShpReader shapes, @Nullable DbfReader rows, SourceInfo info) {
    this.parts = parts;
    this.shapes = shapes;
    this.rows = rows;
    this.info = info;
  }

  /**
   * Opens a shapefile. Its parts are closed with the reader; by the caller if this fails.
   *
   * @throws UploadRefused if a part is missing or its header is no such header
   * @throws CrsNotStated if there is no .prj or it is not known, and no CRS is stated
   * @throws org.jingtu.geo.DatumNeedsParameters if it is on an old datum
   * @throws IOException if the disk fails
   */
  public static ShapefileReader open(
      ShapefileParts parts, CoordinateSystems systems, ReadOptions options) throws IOException {
    Path dbf = parts.dbf();
    if (!Files.isRegularFile(parts.shp())) {
      throw new UploadRefused("SHAPEFILE_PART_MISSING", ".shp");
    }
    ShpReader shapes = new ShpReader(parts);
    if (options.repair()) {
      shapes.closeRings();
    }
    DbfReader rows = null;
    try {
      Crs crs = options.crs() == null ? readCrs(parts.prj(), systems, shapes) : options.crs();
      if (dbf != null) {
        rows = new DbfReader(dbf, parts.cpg(), options.charset());
        rows.rename(FieldNames.restore(rows.fields(), parts.names()));
      }
      return new ShapefileReader(parts, shapes, rows, info(parts, crs, shapes, rows));
    } catch (IOException | RuntimeException e) {
      shapes.close();
      if (rows != null) {
        rows.close();
      }
      throw e;
    }
  }

  private static Crs readCrs(@Nullable Path prj, CoordinateSystems systems, ShpReader shapes)
      throws IOException {
    if (prj == null) {
      throw new CrsNotStated("CRS_MISSING", systems.propose(shapes.findExtent()));
    }
    String text;
    try (InputStream in = Files.newInputStream(prj)) {
      text = new String(in.readNBytes(LONGEST_PRJ), StandardCharsets.UTF_8);
    }
    Crs crs = systems.findByPrj(text.replace("\uFEFF", "")).orElse(null);
    if (crs == null) {
      throw new CrsNotStated("CRS_UNKNOWN", systems.propose(shapes.findExtent()));
    }
    return crs;
  }

  private static SourceInfo info(
      ShapefileParts parts, Crs crs, ShpReader shapes, @Nullable DbfReader rows) {
    List<RowProblem> warnings = new ArrayList<>();
    if (rows == null) {
      warnings.add(RowProblem.ofFile(Severity.WARNING, "DBF_MISSING"));
    } else {
      warnings.addAll(rows.warnings());
    }
    if (crs.wgs84()) {
      warnings.add(RowProblem.ofFile(Severity.WARNING, "WGS84_AS_CGCS2000", crs.code()));
    }
    warnings.addAll(shapes.warnings());
    return new SourceInfo(
        "shp",
        parts.layer(),
        rows == null ? List.of() : rows.fields(),
        crs,
        rows == null ? null : rows.charset(),
        rows == null ? -1 : rows.statedRows(),
        List.copyOf(warnings));
  }

  @Override
  public SourceInfo info() {
    return info;
  }

  @Override
  public @Nullable SourceRow next() throws IOException {
    while (!ended) {
      boolean shape = shapes.next();
      boolean row = rows == null ? shape : rows.next();
      if (!shape || !row) {
        end(shape);
        return null;
      }
      if (rows == null) {
        return new SourceRow(
            shapes.record(), shapes.geometry(), List.of(), List.copyOf(shapes.problems()));
      }
      if (!rows.deleted()) {
        List<@Nullable Object> values = rows.values();
        List<RowProblem> problems = new ArrayList<>(shapes.problems());
        problems.addAll(rows.problems());
        return new SourceRow(shapes.record(), shapes.geometry(), values, problems);
      }
    }
    return null;
  }

  private void end(boolean shapeLeft) throws IOException {
    ended = true;
    shapes.awaitEnd();
    DbfReader table = rows;
    if (table != null && table.presentRows() < table.statedRows()) {
      fileProblems.add(
          RowProblem.ofFile(
              Severity.ERROR, "DBF_TRUNCATED", table.statedRows(), table.presentRows()));
    }
    fileProblems.addAll(shapes.problems());
    for (boolean more = shapeLeft; more; ) {
      more = shapes.next(); // only to count them
    }
    if (table != null && shapes.record() != table.presentRows()) {
      fileProblems.add(
          RowProblem.ofFile(
              Severity.ERROR, "ROW_COUNT_DIFFERS", shapes.record(), table.presentRows()));
    }
    if (shapes.misnumbered() > 0) {
      fileProblems.add(RowProblem.ofFile(Severity.ERROR, "SHP_OUT_OF_ORDER", shapes.misnumbered()));
    }
  }

  @Override
  public List<RowProblem> fileProblems() {
    return List.copyOf(fileProblems);
  }

  @Override
  public long bytesRead() {
    return shapes.bytesRead();
  }

  @Override
  public long bytesTotal() {
    return shapes.bytesTotal();
  }

  @Override
  public void close() throws IOException {
    try (parts;
        DbfReader table = rows) {
      shapes.close();
    }
  }
}
