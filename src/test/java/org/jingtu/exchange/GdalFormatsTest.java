package org.jingtu.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jingtu.geo.Ellipsoid;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Geometry;

/**
 * Formats that only GDAL reads, written by GDAL: a square of 100 m with a hole of 10 m (9,900 m²)
 * and one without (10,000 m²), near the central meridian of zone 39.
 */
class GdalFormatsTest {

  private static final String PLOTS =
      """
      DKBM,DKMC,WKT
      GD-1,有洞的地块,"POLYGON((39500000 4500000,39500100 4500000,39500100 4500100,39500000 4500100,39500000 4500000),(39500040 4500040,39500040 4500050,39500050 4500050,39500050 4500040,39500040 4500040))"
      GD-2,第二块,"POLYGON((39500200 4500000,39500300 4500000,39500300 4500100,39500200 4500100,39500200 4500000))"
      """;

  @TempDir Path folder;
  private Path plots;
  private Path made;

  @BeforeEach
  void makePlots() throws Exception {
    plots = Files.writeString(folder.resolve("plots.csv"), PLOTS);
    made = Files.createDirectory(folder.resolve("made"));
  }

  private void ogr(String target, String... options) {
    List<String> command = new ArrayList<>(List.of("ogr2ogr"));
    command.addAll(Arrays.asList(options));
    command.addAll(List.of("-select", "DKBM,DKMC", made.resolve(target).toString()));
    command.add(plots.toString());
    Ogr.run("", command);
  }

  /** A zip of all that was made, in a folder. */
  private Path zip() throws Exception {
    Path zip = folder.resolve("upload.zip");
    try (OutputStream file = Files.newOutputStream(zip);
        ZipOutputStream out = new ZipOutputStream(file);
        Stream<Path> files = Files.walk(made)) {
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new ZipEntry("资料/" + made.relativize(each)));
        Files.copy(each, out);
        out.closeEntry();
      }
    }
    return zip;
  }

  private Fixtures.Reading read(Path file, ReadOptions options) throws Exception {
    Path work = Files.createTempDirectory(folder, "work");
    return Sources.read(Files.copy(file, work.resolve(file.getFileName())), options);
  }

  /**
   * @param tolerance share of the area; MapInfo rounds ordinates to a grid
   */
  private static void assertPlots(Fixtures.Reading reading, double tolerance) {
    assertThat(reading.rows()).hasSize(2);
    double[] due = {9_900, 10_000};
    for (int i = 0; i < 2; i++) {
      Geometry stored =
          Fixtures.SYSTEMS.toStorage(reading.rows().get(i).geometry(), reading.info().crs());
      assertThat(Ellipsoid.areaSquareMetres(stored)).isCloseTo(due[i], within(due[i] * tolerance));
    }
  }

  private static List<Object> values(Fixtures.Reading reading, String field) {
    List<String> names = reading.info().fields().stream().map(FieldDef::name).toList();
    return reading.rows().stream().map(row -> row.values().get(names.indexOf(field))).toList();
  }

  @Test
  void fileGeodatabase() throws Exception {
    ogr("a.gdb", "-f", "OpenFileGDB", "-a_srs", "EPSG:4527", "-nln", "地块", "-nlt", "POLYGON");
    Fixtures.Reading reading = read(zip(), ReadOptions.NONE);
    assertThat(reading.info().format()).isEqualTo("gdb");
    assertThat(reading.info().layer()).isEqualTo("地块");
    assertThat(reading.info().crs().code()).isEqualTo("EPSG:4527");
    assertThat(reading.codes()).containsExactly("READ_BY_GDAL");
    assertPlots(reading, 1e-6);
    assertThat(values(reading, "DKMC")).containsExactly("有洞的地块", "第二块");

    ogr(
        "a.gdb",
        "-f",
        "OpenFileGDB",
        "-a_srs",
        "EPSG:4490",
        "-nln",
        "别的",
        "-nlt",
        "POLYGON",
        "-update");
    Path both = zip();
    assertThatThrownBy(() -> read(both, ReadOptions.NONE)).hasMessage("SEVERAL_LAYERS");
    assertThat(read(both, Sources.layer("地块")).rows()).hasSize(2);
    assertThat(read(both, Sources.layer("a.gdb/地块")).rows()).hasSize(2);
    assertThatThrownBy(() -> read(both, Sources.layer("图"))).hasMessage("LAYER_NOT_FOUND");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.kml", "a.kmz"})
  void kml(String file) throws Exception {
    ogr(file, "-f", "LIBKML", "-s_srs", "EPSG:4527", "-t_srs", "EPSG:4326", "-nln", "plots");
    Fixtures.Reading reading = read(made.resolve(file), ReadOptions.NONE);
    assertThat(reading.info().format()).isEqualTo("kml");
    assertThat(reading.codes()).containsExactly("WGS84_AS_CGCS2000", "READ_BY_GDAL");
    assertPlots(reading, 1e-6);
    assertThat(values(reading, "DKBM")).containsExactly("GD-1", "GD-2");
  }

  @Test
  void dxf() throws Exception {
    Ogr.run(
        "",
        List.of(
            "ogr2ogr",
            "-f",
            "DXF",
            made.resolve("a.dxf").toString(),
            plots.toString(),
            "-dialect",
            "sqlite",
            "-sql",
            "select ST_ExteriorRing(GeomFromText(WKT)) from plots"));
    Path file = made.resolve("a.dxf");
    assertThatThrownBy(() -> read(file, ReadOptions.NONE)).hasMessage("CRS_MISSING");
    Fixtures.Reading reading = read(file, Sources.in("EPSG:4527"));
    assertThat(reading.codes())
        .containsExactly("READ_BY_GDAL", "CLOSED_LINE_AS_POLYGON", "CLOSED_LINE_AS_POLYGON");
    assertThat(reading.rows())
        .allMatch(row -> Math.abs(row.geometry().getArea() - 10_000) < 1e-6); // outer rings
    assertThat(read(zip(), Sources.in("EPSG:4527")).rows()).hasSize(2);
  }

  /** GDAL has no CGCS2000 for MapInfo and writes WGS 84, so the CRS is stated. */
  @ParameterizedTest
  @ValueSource(strings = {"a.tab", "a.mif"})
  void mapInfo(String file) throws Exception {
    ogr(
        file,
        "-f",
        "MapInfo File",
        "-s_srs",
        "EPSG:4527",
        "-t_srs",
        "EPSG:4490",
        "-lco",
        "ENCODING=CP936",
        "-lco",
        "BOUNDS=116,40,118,42");
    Fixtures.Reading reading = read(zip(), Sources.in("EPSG:4490"));
    assertThat(reading.info().format()).isEqualTo("mapinfo");
    assertPlots(reading, 1e-4);
    assertThat(values(reading, "DKMC")).containsExactly("有洞的地块", "第二块");
    assertThat(reading.codes()).contains("READ_BY_GDAL");
  }

  @Test
  void aTableThatPointsAtOthersIsRefused() throws Exception {
    Files.writeString(made.resolve("a.tab"), "!table\n!version 900\n\"\\IsSeamless\" = \"TRUE\"\n");
    Path zip = zip();
    assertThatThrownBy(() -> read(zip, ReadOptions.NONE)).hasMessage("MAPINFO_NOT_A_TABLE");
  }

  @Test
  void withoutGdalTheAnswerSaysWhatToInstall() throws Exception {
    Path file = Files.writeString(folder.resolve("a.kml"), "<kml/>");
    GdalUpload upload = new GdalUpload(GdalFormat.KML, file, null);
    assertThatThrownBy(
            () ->
                GdalSource.open(
                    upload,
                    folder,
                    ReadOptions.NONE,
                    Fixtures.SYSTEMS,
                    new Ogr2ogr(folder.toString(), 10)))
        .isInstanceOfSatisfying(
            UploadRefused.class,
            refused -> {
              assertThat(refused.code()).isEqualTo("UPLOAD_NEEDS_GDAL");
              assertThat(refused.arguments()).containsExactly("KML/KMZ");
            });
  }

  /** Programs of our own in the place of GDAL's tell what a child process sees. */
  @Test
  void theChildHasNoNetworkNoEnvironmentAndLimits() throws Exception {
    Path programs = Files.createDirectory(folder.resolve("bin"));
    program(programs, "ogr2ogr", "echo '  GPKG -vector- (rw+): x'; echo '  WFS -vector- (ro): x'");
    program(programs, "ogrinfo", "env > seen; ulimit -v >> seen; cat /proc/net/dev > net");
    Path unshare = Path.of("/usr/bin/unshare");
    if (Files.exists(unshare)) {
      Files.createSymbolicLink(programs.resolve("unshare"), unshare);
    }
    GdalUpload upload = new GdalUpload(GdalFormat.KML, folder.resolve("a.kml"), null);
    Ogr2ogr gdal = new Ogr2ogr(programs.toString(), 10);
    assertThat(gdal.listLayers(upload, folder)).isEmpty();

    assertThat(Files.readAllLines(folder.resolve("seen")))
        .contains("GDAL_SKIP=WFS", "PROJ_NETWORK=OFF", "2097152")
        .noneMatch(line -> line.contains("JINGTU") || line.startsWith("USER="));
    if (allowsNamespaces()) {
      assertThat(Files.readString(folder.resolve("net"))).contains("lo:").doesNotContain("eth");
    }

    program(programs, "ogrinfo", "exec sleep 60");
    Ogr2ogr slow = new Ogr2ogr(programs.toString(), 1);
    assertThatThrownBy(() -> slow.listLayers(upload, folder)).hasMessage("GDAL_TOO_SLOW");
  }

  private static boolean allowsNamespaces() throws Exception {
    try {
      return new ProcessBuilder("unshare", "-n", "true").start().waitFor() == 0
          || new ProcessBuilder("unshare", "-rn", "true").start().waitFor() == 0;
    } catch (java.io.IOException e) {
      return false;
    }
  }

  private static void program(Path folder, String name, String script) throws Exception {
    Path file = folder.resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + script + "\n", StandardCharsets.US_ASCII);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }
}
