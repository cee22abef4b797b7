package org.jingtu.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jingtu.geo.Ellipsoid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

/**
 * One plot in every zone that a file may be in, written by ogr2ogr at test time: 0.001° × 0.001° at
 * the stated longitude and 40° N. Its area is that of the same plot in EPSG:4490.
 */
class ZonesTest {

  @TempDir Path folder;

  private Path plot(double west) throws IOException {
    String wkt =
        "POLYGON((%1$s 40,%2$s 40,%2$s 40.001,%1$s 40.001,%1$s 40))"
            .formatted(Numerals.of(west), Numerals.of(west + 0.001));
    return Files.writeString(
        folder.resolve("plot.csv"), "DKBM,DKMC,WKT\nZ-1,净土地块,\"" + wkt + "\"\n");
  }

  private Path ogr(Path plot, String target, String crs, String... options) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "ogr2ogr",
                "-s_srs",
                "EPSG:4490",
                "-t_srs",
                crs,
                "-select",
                "DKBM,DKMC",
                "-nlt",
                "POLYGON"));
    command.addAll(List.of(options));
    command.addAll(List.of(folder.resolve(target).toString(), plot.toString()));
    Ogr.run("", command);
    return folder.resolve(target);
  }

  private Path zip(String layer) throws IOException {
    Path zip = folder.resolve(layer + ".zip");
    try (OutputStream file = Files.newOutputStream(zip);
        ZipOutputStream out = new ZipOutputStream(file, Charset.forName("GBK"));
        Stream<Path> files = Files.list(folder)) {
      for (Path each : files.filter(f -> f.getFileName().toString().startsWith("a.")).toList()) {
        out.putNextEntry(new ZipEntry("某县/" + each.getFileName()));
        Files.copy(each, out);
        out.closeEntry();
      }
    }
    return zip;
  }

  @ParameterizedTest
  @CsvSource({
    "EPSG:4513, 75.1, GBK",
    "EPSG:4521, 99.2, UTF-8",
    "EPSG:4527, 117.6, GBK",
    "EPSG:4528, 120.3, UTF-8",
    "EPSG:4533, 135.01, GBK",
    "EPSG:4534, 75.1, UTF-8",
    "EPSG:4545, 108.4, GBK",
    "EPSG:4548, 117.6, UTF-8",
    "EPSG:4554, 135.01, GBK",
    "EPSG:4498, 117.6, UTF-8",
    "EPSG:4490, 117.6, GBK",
    "EPSG:4326, 117.6, UTF-8"
  })
  void readsTheShapefileOfAZone(String crs, double west, String encoding) throws Exception {
    ogr(plot(west), "a.shp", crs, "-lco", "ENCODING=" + encoding);
    assertPlot(Sources.read(zip("zone")), crs, west);
  }

  @Test
  void readsGeoPackageAndGeoJsonOfAZone() throws Exception {
    Path plot = plot(117.6);
    for (String crs : List.of("EPSG:4527", "EPSG:4549", "EPSG:4490", "EPSG:4326")) {
      Path gpkg = ogr(plot, "a" + crs.substring(5) + ".gpkg", crs);
      assertPlot(Sources.read(gpkg), crs, 117.6);
      Path json = ogr(plot, "a" + crs.substring(5) + ".geojson", crs);
      assertPlot(Sources.read(json), crs, 117.6);
      // newline-delimited, and with record separators as RFC 8142 has it; both without a CRS
      for (String separated : List.of("NO", "YES")) {
        String name = "a" + crs.substring(5) + separated + ".geojsonl";
        Path lines = ogr(plot, name, "EPSG:4326", "-f", "GeoJSONSeq", "-lco", "RS=" + separated);
        assertPlot(Sources.read(lines), "EPSG:4490", 117.6);
      }
    }
  }

  private static void assertPlot(Fixtures.Reading reading, String crs, double west) {
    assertThat(reading.info().crs().code()).isEqualTo(crs);
    assertThat(reading.problems()).noneMatch(problem -> problem.severity() == Severity.ERROR);
    assertThat(reading.rows()).hasSize(1);
    assertThat(reading.rows().get(0).values()).containsExactly("Z-1", "净土地块");
    Geometry stored =
        Fixtures.SYSTEMS.toStorage(reading.rows().get(0).geometry(), reading.info().crs());
    Coordinate southWest =
        new Coordinate(
            stored.getEnvelopeInternal().getMinX(), stored.getEnvelopeInternal().getMinY());
    // GeoJSON has 7 digits after the point by default: 1e-7° is 1 cm
    assertThat(southWest.distance(new Coordinate(west, 40))).isLessThan(1.5e-7);
    // 0.001° is 85.39 m along the 40th parallel and 111.04 m along the meridian: 9,481 m²
    assertThat(Ellipsoid.areaSquareMetres(stored)).isCloseTo(9_481, within(4.0));
  }
}
