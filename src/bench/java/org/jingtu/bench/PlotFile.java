package org.jingtu.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jingtu.exchange.FieldDef;
import org.jingtu.exchange.ShapefileWriter;
import org.jingtu.geo.Crs;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;

/**
 * A shapefile of plots for the bench, the same at every run: rough circles of 20-28 m radius on a
 * grid of 60 m in zone 39 (EPSG:4527), so that none touches another.
 *
 * @param shp the unpacked file, for ogr2ogr
 * @param zip the same for an upload
 */
record PlotFile(Path shp, Path zip) {

  static final String CRS = "EPSG:4527";

  private static final double WEST = 39_550_000;
  private static final double SOUTH = 4_500_000;
  private static final double STEP_METRES = 60;
  private static final GeometryFactory GEOMETRY = new GeometryFactory();

  /**
   * Writes one.
   *
   * @param codeField name of the field of the code
   * @param round part of every code, so that each round brings new features; its last digit shifts
   *     them north
   * @param vertices of a plot, with the repeated first one
   */
  static PlotFile write(Path folder, Crs crs, String codeField, int round, int count, int vertices)
      throws IOException {
    Files.createDirectories(folder);
    List<FieldDef> fields =
        List.of(FieldDef.text(codeField, 19), FieldDef.text("XZQDM", 6), FieldDef.text("DLBM", 4));
    try (ShapefileWriter writer =
        new ShapefileWriter(folder, "plots", crs, StandardCharsets.UTF_8, fields)) {
      int columns = (int) Math.ceil(Math.sqrt(count));
      for (int i = 0; i < count; i++) {
        // a parcel number of 19: county, two zones of three digits, two letters, five digits
        String code = "%s%03d%03dGB%05d".formatted(County.ADCODE, round, i / 100_000, i % 100_000);
        writer.write(
            plot(i % columns, i / columns + round % 10 * columns, vertices),
            List.of(code, County.ADCODE, "0101"));
      }
    }
    Path zip = folder.resolve("plots.zip");
    try (OutputStream file = Files.newOutputStream(zip);
        ZipOutputStream out = new ZipOutputStream(file)) {
      out.setLevel(Deflater.BEST_SPEED);
      for (String part : List.of("shp", "shx", "dbf", "prj", "cpg")) {
        out.putNextEntry(new ZipEntry("plots." + part));
        Files.copy(folder.resolve("plots." + part), out);
        out.closeEntry();
      }
    }
    return new PlotFile(folder.resolve("plots.shp"), zip);
  }

  private static Polygon plot(int column, int row, int vertices) {
    Coordinate[] ring = new Coordinate[vertices];
    for (int i = 0; i < vertices - 1; i++) {
      double angle = -2 * Math.PI * i / (vertices - 1); // clockwise
      double radius = 24 + 4 * Math.sin(7.0 * i + column + 3.0 * row);
      ring[i] =
          new Coordinate(
              WEST + STEP_METRES * column + radius * Math.cos(angle),
              SOUTH + STEP_METRES * row + radius * Math.sin(angle));
    }
    ring[vertices - 1] = ring[0].copy();
    return GEOMETRY.createPolygon(ring);
  }
}
