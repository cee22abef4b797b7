package org.jingtu.exchange;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.jingtu.geo.Crs;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/**
 * Writes a shapefile: .shp, .shx, .dbf, .prj and .cpg, row by row (ESRI Shapefile Technical
 * Description, 1998). The same rows and date give the same bytes. Geometries must be in the CRS
 * named; they are not transformed. All must be of one dimension (points, lines or polygons; a point
 * and a multipoint do not mix), as the first one is; null is written as a null shape.
 *
 * <p>Not thread-safe. Closing completes the headers.
 */
public final class ShapefileWriter implements AutoCloseable {

  private final ShpWriter shapes;
  private final DbfWriter rows;

  /** As the constructor with a date, which is today. */
  public ShapefileWriter(
      Path folder, String baseName, Crs crs, Charset charset, List<FieldDef> fields)
      throws IOException {
    this(folder, baseName, crs, charset, fields, LocalDate.now());
  }

  /**
   * Starts the files, over any that are there.
   *
   * @param folder existing folder
   * @param baseName file name without extension
   * @param crs of the geometries
   * @param charset UTF-8 or GBK
   * @param fields at least one, at most 255; names of at most 10 bytes, all different
   * @param changed date of last change in the .dbf header, 1900-2155
   * @throws IllegalArgumentException if a field cannot be written
   */
  public ShapefileWriter(
      Path folder,
      String baseName,
      Crs crs,
      Charset charset,
      List<FieldDef> fields,
      LocalDate changed)
      throws IOException {
    this(
        (name, header) -> new PlainFile(folder.resolve(name), header),
        baseName,
        crs,
        charset,
        fields,
        changed);
  }

  /** As the public constructor, wherever the files go. */
  ShapefileWriter(
      HeadedFile.Maker files,
      String baseName,
      Crs crs,
      Charset charset,
      List<FieldDef> fields,
      LocalDate changed)
      throws IOException {
    rows = new DbfWriter(files, baseName + ".dbf", charset, fields, changed);
    try {
      shapes = new ShpWriter(files, baseName);
      files.write(baseName + ".prj", crs.toPrj().getBytes(StandardCharsets.ISO_8859_1));
      String name = charset.equals(StandardCharsets.UTF_8) ? "UTF-8" : charset.name();
      files.write(baseName + ".cpg", name.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      rows.close();
      throw e;
    }
  }

  /**
   * Adds a row.
   *
   * @param geometry in the CRS of the file; shells and holes may run either way
   * @param values one a field, of the class its type names (any {@link Number} for a number); a
   *     text too long for its field is cut at a whole character
   * @throws IllegalArgumentException if a value does not fit its field or the charset, or the
   *     geometry not the ones before
   */
  public void write(@Nullable Geometry geometry, List<@Nullable Object> values) throws IOException {
    byte[] row = rows.encode(values); // before the shape, so that a refused row leaves no half
    shapes.write(geometry);
    rows.write(row);
  }

  /** How many texts were cut so far because their field is too narrow. */
  public long cutTexts() {
    return rows.cutTexts();
  }

  @Override
  public void close() throws IOException {
    try (rows) {
      shapes.close();
    }
  }
}
