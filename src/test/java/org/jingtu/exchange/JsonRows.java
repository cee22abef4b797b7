package org.jingtu.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.util.FileSystemUtils;

/** GeoJSON files of farmland rows, written by hand, and by GDAL as other formats. */
final class JsonRows {

  private final List<String> features = new ArrayList<>();
  private final String crs;

  /**
   * @param crs code such as {@code EPSG:4527}
   */
  JsonRows(String crs) {
    this.crs = crs;
  }

  /**
   * Adds a row of class 1.
   *
   * @param coordinates of a Polygon, as JSON
   * @param more further properties, as {@code ,"TBMJ":3}
   */
  JsonRows add(String code, String county, String coordinates, String more) {
    features.add(
        """
        {"type":"Feature","properties":{"DKBM":"%s","XZQDM":"%s","ZLLB":"1"%s},
        "geometry":{"type":"Polygon","coordinates":%s}}
        """
            .formatted(code, county, more, coordinates));
    return this;
  }

  JsonRows add(String code, String county, String coordinates) {
    return add(code, county, coordinates, "");
  }

  byte[] bytes() {
    return """
        {"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:%s"}},"features":[
        %s]}
        """
        .formatted(crs.replace(":", "::"), String.join(",", features))
        .getBytes(StandardCharsets.UTF_8);
  }

  /** The rows as ogr2ogr writes them in another format; a shapefile comes zipped. */
  byte[] as(String driver, String name, String... options) {
    try {
      Path folder = Files.createTempDirectory("jingtu-rows");
      try {
        Path json = Files.write(folder.resolve("rows.geojson"), bytes());
        Path out = folder.resolve(name);
        List<String> command = new ArrayList<>(List.of("ogr2ogr", "-f", driver));
        command.addAll(List.of(options));
        command.addAll(List.of(out.toString(), json.toString()));
        Ogr.run("", command);
        return Files.readAllBytes(out);
      } finally {
        FileSystemUtils.deleteRecursively(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A zipped shapefile written by ogr2ogr. */
  byte[] shapefile() {
    return as("ESRI Shapefile", "rows.shz", "-lco", "ENCODING=UTF-8");
  }

  /** A square with its lower left corner at x, y. */
  static String square(double x, double y, double side) {
    return box(x, y, x + side, y + side);
  }

  static String box(double west, double south, double east, double north) {
    return "[[[%1$s,%2$s],[%3$s,%2$s],[%3$s,%4$s],[%1$s,%4$s],[%1$s,%2$s]]]"
        .formatted(west, south, east, north);
  }
}
