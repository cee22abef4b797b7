package org.jingtu.exchange;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The files of one shapefile. Only the .shp must be there.
 *
 * @param layer name of the layer as the user knows it
 * @param shp geometries
 * @param shx order of the records; null if missing
 * @param dbf attributes; null if missing
 * @param prj CRS; null if missing
 * @param cpg charset; null if missing
 * @param names whole names of the fields, as an export of ours has them; null if missing
 * @param arriving writes the .shp while it is read; null if it is whole
 */
public record ShapefileParts(
    String layer,
    Path shp,
    @Nullable Path shx,
    @Nullable Path dbf,
    @Nullable Path prj,
    @Nullable Path cpg,
    @Nullable Path names,
    @Nullable ArrivingFile arriving)
    implements AutoCloseable {

  /** The parts of a shapefile that is whole. */
  public ShapefileParts(
      String layer,
      Path shp,
      @Nullable Path shx,
      @Nullable Path dbf,
      @Nullable Path prj,
      @Nullable Path cpg,
      @Nullable Path names) {
    this(layer, shp, shx, dbf, prj, cpg, names, null);
  }

  /** The parts beside a .shp file, with extensions in lower case. */
  public static ShapefileParts beside(Path shp) {
    String file = shp.getFileName().toString();
    String layer = file.substring(0, file.lastIndexOf('.'));
    return new ShapefileParts(
        layer,
        shp,
        existing(shp.resolveSibling(layer + ".shx")),
        existing(shp.resolveSibling(layer + ".dbf")),
        existing(shp.resolveSibling(layer + ".prj")),
        existing(shp.resolveSibling(layer + ".cpg")),
        existing(shp.resolveSibling(FieldNames.FILE)));
  }

  /** Ends what still writes; the files stay. */
  @Override
  public void close() {
    if (arriving != null) {
      arriving.close();
    }
  }

  private static @Nullable Path existing(Path file) {
    return Files.isRegularFile(file) ? file : null;
  }
}
