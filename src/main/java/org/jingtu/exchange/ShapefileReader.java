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
 * Reads a shapefile row by row. .shp and .dbf are read side by side; .shx is not needed. A record
 * that cannot be read is a row with a problem; after one whose end cannot be found, no more rows
 * come, and a problem of the file says so.
 */
public final class ShapefileReader implements FeatureSource {

  private static final int LONGEST_PRJ = 8_192;

  private final ShpReader shapes;
  private final DbfReader rows;
  private final SourceInfo info;
  private final List<RowProblem> fileProblems = new ArrayList<>();
  private boolean ended;

  private ShapefileReader(ShpReader shapes, DbfReader rows, SourceInfo info) {
    this.shapes = shapes;
    this.rows = rows;
    this.info = info;
  }

  /**
   * Opens a shapefile.
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
    if (dbf == null) {
      throw new UploadRefused("SHAPEFILE_PART_MISSING", ".dbf");
    }
    ShpReader shapes = new ShpReader(parts.shp());
    if (options.repair()) {
      shapes.closeRings();
    }
    DbfReader rows = null;
    try {
      Crs crs = options.crs() == null ? readCrs(parts.prj(), systems, shapes) : options.crs();
      rows = new DbfReader(dbf, parts.cpg(), options.charset());
      return new ShapefileReader(shapes, rows, info(parts, crs, shapes, rows));
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
      throw new CrsNotStated("CRS_MISSING", systems.propose(shapes.extent()));
    }
    String text;
    try (InputStream in = Files.newInputStream(prj)) {
      text = new String(in.readNBytes(LONGEST_PRJ), StandardCharsets.UTF_8);
    }
    return systems
        .findByPrj(text.replace("\uFEFF", ""))
        .orElseThrow(() -> new CrsNotStated("CRS_UNKNOWN", systems.propose(shapes.extent())));
  }

  private static SourceInfo info(ShapefileParts parts, Crs crs, ShpReader shapes, DbfReader rows) {
    List<RowProblem> warnings = new ArrayList<>(rows.warnings());
    if (crs.wgs84()) {
      warnings.add(RowProblem.ofFile(Severity.WARNING, "WGS84_AS_CGCS2000", crs.code()));
    }
    if (shapes.lengthDiffers()) {
      warnings.add(RowProblem.ofFile(Severity.WARNING, "SHP_HEADER_LENGTH"));
    }
    return new SourceInfo(
        "shp",
        parts.layer(),
        List.copyOf(rows.fields()),
        crs,
        rows.charset(),
        rows.statedRows(),
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
      boolean row = rows.next();
      if (!shape || !row) {
        end(shape);
        return null;
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
    if (rows.presentRows() < rows.statedRows()) {
      fileProblems.add(
          RowProblem.ofFile(
              Severity.ERROR, "DBF_TRUNCATED", rows.statedRows(), rows.presentRows()));
    }
    fileProblems.addAll(shapes.problems());
    for (boolean more = shapeLeft; more; ) {
      more = shapes.next(); // only to count them
    }
    long count = shapes.record();
    if (count != rows.presentRows()) {
      fileProblems.add(
          RowProblem.ofFile(Severity.ERROR, "ROW_COUNT_DIFFERS", count, rows.presentRows()));
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
    try (rows) {
      shapes.close();
    }
  }
}
