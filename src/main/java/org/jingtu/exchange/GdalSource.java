package org.jingtu.exchange;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jingtu.geo.CoordinateSystems;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;

/**
 * Rows of a file that GDAL has converted to a GeoPackage. In a DXF, where parcels are drawn as
 * closed lines, such a line is taken for the polygon that it encloses, which is said.
 */
final class GdalSource implements FeatureSource {

  private static final int MOST_NAMES = 30;
  private static final int FEWEST_RING_POINTS = 4;

  private final FeatureSource converted;
  private final GdalFormat format;
  private final SourceInfo info;

  private GdalSource(FeatureSource converted, GdalFormat format, String layer) {
    this.converted = converted;
    this.format = format;
    SourceInfo of = converted.info();
    List<RowProblem> warnings = new ArrayList<>(of.warnings());
    warnings.add(RowProblem.ofFile(Severity.WARNING, "READ_BY_GDAL", format.title()));
    this.info =
        new SourceInfo(
            format.id(),
            layer,
            of.fields(),
            of.crs(),
            of.charset(),
            of.expectedRows(),
            List.copyOf(warnings));
  }

  /**
   * Converts and opens an upload.
   *
   * @param folder where it was unpacked; must stay until the source is closed
   * @throws UploadRefused if GDAL is not there or cannot read it, or it has several layers and none
   *     is named
   */
  static FeatureSource open(
      GdalUpload upload, Path folder, ReadOptions options, CoordinateSystems systems, Ogr2ogr gdal)
      throws IOException {
    String layer = choose(gdal.listLayers(upload, folder), upload.layer());
    Path file = gdal.convert(upload, layer, folder);
    ReadOptions only = new ReadOptions(options.crs(), null, null, options.repair());
    return new GdalSource(GpkgReader.open(file, systems, only), upload.format(), layer);
  }

  private static String choose(List<String> layers, @Nullable String wanted) {
    if (layers.isEmpty()) {
      throw new UploadRefused("GPKG_NO_FEATURES");
    }
    String names = String.join(", ", layers.subList(0, Math.min(layers.size(), MOST_NAMES)));
    if (wanted == null) {
      if (layers.size() > 1) {
        throw new UploadRefused("SEVERAL_LAYERS", names);
      }
      return layers.get(0);
    }
    return layers.stream()
        .filter(name -> name.equalsIgnoreCase(wanted))
        .findFirst()
        .orElseThrow(() -> new UploadRefused("LAYER_NOT_FOUND", wanted, names));
  }

  @Override
  public SourceInfo info() {
    return info;
  }

  @Override
  public @Nullable SourceRow next() throws IOException {
    SourceRow row = converted.next();
    if (row == null
        || format != GdalFormat.DXF
        || !(row.geometry() instanceof LineString line)
        || !line.isClosed()
        || line.getNumPoints() < FEWEST_RING_POINTS) {
      return row;
    }
    Geometry polygon = line.getFactory().createPolygon(line.getCoordinateSequence());
    List<RowProblem> problems = new ArrayList<>(row.problems());
    problems.add(
        RowProblem.ofShape(
            Severity.WARNING, "CLOSED_LINE_AS_POLYGON", row.record(), line.getCoordinate()));
    return new SourceRow(row.record(), polygon, row.values(), problems);
  }

  @Override
  public List<RowProblem> fileProblems() {
    return converted.fileProblems();
  }

  /** Of the GeoPackage to which GDAL converted it. */
  @Override
  public long bytesRead() {
    return converted.bytesRead();
  }

  @Override
  public long bytesTotal() {
    return converted.bytesTotal();
  }

  @Override
  public void close() throws IOException {
    converted.close();
  }
}
