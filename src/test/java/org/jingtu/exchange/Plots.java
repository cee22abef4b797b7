package org.jingtu.exchange;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jingtu.geo.CoordinateSystems;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import org.springframework.util.FileSystemUtils;

/**
 * Zipped shapefiles of square farmland plots in EPSG:4527, fields DKBM (code), XZQDM (county), ZLLB
 * (class).
 */
final class Plots {

  private static final int IN_A_ROW = 1_000;
  private static final GeometryFactory GEOMETRY = new GeometryFactory();
  private static final CoordinateSystems SYSTEMS = Fixtures.SYSTEMS;

  private Plots() {}

  /**
   * A plot.
   *
   * @param column position in a row of plots 200 m apart; a thousand are a row, so that all stay in
   *     the zone
   * @param sideMetres side of the square
   */
  record Plot(String code, String county, String soilClass, int column, double sideMetres) {}

  /** Plots CODE-0, CODE-1 … of 100 m in one county, class 1. */
  static List<Plot> row(String code, String county, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Plot(code + "-" + i, county, "1", i, 100))
        .toList();
  }

  static byte[] zip(Plot... plots) {
    return zip(List.of(plots));
  }

  static byte[] zip(List<Plot> plots) {
    return zip(List.of("DKBM", "XZQDM", "ZLLB"), plots);
  }

  /** With other names for the three fields. */
  static byte[] zip(List<String> fields, List<Plot> plots) {
    try {
      Path folder = Files.createTempDirectory("jingtu-plots");
      try {
        write(folder, fields, plots);
        return pack(folder);
      } finally {
        FileSystemUtils.deleteRecursively(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path folder, List<String> names, List<Plot> plots) throws IOException {
    List<FieldDef> fields = names.stream().map(name -> FieldDef.text(name, 40)).toList();
    try (ShapefileWriter writer =
        new ShapefileWriter(
            folder, "plots", SYSTEMS.getCrs("EPSG:4527"), StandardCharsets.UTF_8, fields)) {
      for (Plot plot : plots) {
        writer.write(square(plot), Arrays.asList(plot.code(), plot.county(), plot.soilClass()));
      }
    }
  }

  private static Polygon square(Plot plot) {
    double x = 39_520_000 + 200.0 * (plot.column() % IN_A_ROW);
    double y = 4_540_000 + 200.0 * (plot.column() / IN_A_ROW);
    double s = plot.sideMetres();
    return GEOMETRY.createPolygon(
        new Coordinate[] {
          new Coordinate(x, y),
          new Coordinate(x, y + s),
          new Coordinate(x + s, y + s),
          new Coordinate(x + s, y),
          new Coordinate(x, y)
        });
  }

  private static byte[] pack(Path folder) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = bytes;
        ZipOutputStream zip = new ZipOutputStream(out);
        Stream<Path> files = Files.list(folder)) {
      for (Path file : new ArrayList<>(files.toList())) {
        zip.putNextEntry(new ZipEntry(file.getFileName().toString()));
        Files.copy(file, zip);
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }
}
