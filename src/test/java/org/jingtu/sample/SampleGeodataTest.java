package org.jingtu.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jingtu.geo.CoordinateSystems;
import org.jingtu.geo.Ellipsoid;
import org.jingtu.geo.Validity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.coverage.CoverageValidator;
import org.locationtech.jts.geom.Geometry;

class SampleGeodataTest {

  /** Layers that lie on the whole ground, the test district included. */
  private static final Set<String> EVERYWHERE =
      Set.of(
          "current-land-use",
          "plan-land-use",
          "urban-development-boundary",
          "parcels",
          "farmland-classes",
          "permanent-basic-farmland");

  private static final List<Layer> LAYERS = SampleGeodata.layers();

  @Test
  void committedFilesAreWhatTheGeneratorMakes(@TempDir Path folder) throws IOException {
    SampleGeodata.write(folder);

    for (Layer layer : LAYERS) {
      String file = layer.file() + ".zip";
      Map<String, byte[]> made = unzip(folder.resolve(file));
      Map<String, byte[]> committed = unzip(SampleFiles.FOLDER.resolve(file));
      assertThat(committed.keySet()).as(file).containsExactlyElementsOf(made.keySet());
      made.forEach((name, bytes) -> assertThat(committed.get(name)).as(name).isEqualTo(bytes));
    }
  }

  @Test
  void holdsEveryCollectionInLessThanTwoMegabytes() throws IOException {
    long bytes = 0;
    try (Stream<Path> files = Files.list(SampleFiles.FOLDER)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".zip")).toList()) {
        bytes += Files.size(file);
        String name = file.getFileName().toString().replace(".zip", "");
        assertThat(LAYERS).extracting(Layer::file).contains(name);
      }
    }
    assertThat(bytes).isLessThan(2_000_000);
    assertThat(LAYERS.stream().map(Layer::collection).distinct()).hasSize(13);
  }

  @Test
  void geometriesAreValid() {
    for (Layer layer : LAYERS) {
      for (Layer.Row row : layer.rows()) {
        Geometry geometry = row.geometry();
        if (geometry != null) {
          assertThat(Validity.findFlaw(geometry)).as("%s: %s", layer.file(), row).isEmpty();
        }
      }
    }
  }

  @Test
  void coveragesHaveNeitherOverlapsNorGaps() {
    for (String collection : List.of("current-land-use", "plan-land-use", "farmland-classes")) {
      Geometry[] plots =
          rowsOf(collection).stream().map(Layer.Row::geometry).toArray(Geometry[]::new);
      Geometry[] flaws = CoverageValidator.validate(plots);
      assertThat(CoverageValidator.hasInvalidResult(flaws)).as(collection).isFalse();
    }
  }

  @Test
  void codesAreUnique() {
    for (String collection : LAYERS.stream().map(Layer::collection).distinct().toList()) {
      List<Object> codes = new ArrayList<>();
      rowsOf(collection).forEach(row -> codes.add(row.values().get(0)));
      assertThat(codes).as(collection).doesNotHaveDuplicates().doesNotContainNull();
    }
  }

  @Test
  void nothingDrawnByChanceComesNearTheTestDistrict() {
    Geometry district =
        TestDistrict.square(0, 0, TestDistrict.WIDTH_METRES, TestDistrict.HEIGHT_METRES);
    for (Layer layer : LAYERS) {
      for (Layer.Row row : layer.rows()) {
        Geometry geometry = row.geometry();
        String code = String.valueOf(row.values().get(0));
        if (geometry != null && !EVERYWHERE.contains(layer.collection()) && !code.contains("T")) {
          // 1,200 m to the middle, less the bend of the grid and half a quad
          assertThat(geometry.distance(district)).as(code).isGreaterThan(1_000);
        }
      }
    }
  }

  @Test
  void sitesStandInEveryStateAndFarmlandInEveryClass() {
    Set<Object> states = new TreeSet<>();
    rowsOf("contaminated-sites").forEach(row -> states.add(row.values().get(3)));
    // eight states, two of them also by pinyin initials
    assertThat(states)
        .containsExactlyInAnyOrder(
            "疑似", "YSWR", "非污染地块", "污染地块", "WRDK", "风险可接受", "已列入名录", "风险管控中", "治理修复中", "已移出名录");
    for (Layer layer : LAYERS) {
      if (layer.collection().equals("farmland-classes")) {
        Set<Object> classes = new TreeSet<>();
        layer.rows().forEach(row -> classes.add(row.values().get(4)));
        assertThat(classes).as(layer.file()).hasSize(3);
      }
    }
  }

  @Test
  void ellipsoidalAreaIsThePlaneAreaByTheScaleOfTheProjection() {
    CoordinateSystems systems = new CoordinateSystems(System.getProperty("java.io.tmpdir"));
    for (TestDistrict.TestParcel parcel : TestDistrict.parcels()) {
      Geometry lonLat = systems.densifyToStorage(parcel.area(), systems.getCrs("EPSG:4527"));
      double plane = parcel.area().getArea();
      assertThat(plane).isEqualTo(40_000); // 200 m × 200 m
      double y = parcel.area().getCentroid().getX() - 39_500_000;
      assertThat(Ellipsoid.areaSquareMetres(lonLat))
          .isCloseTo(SampleFiles.ellipsoidalSquareMetres(plane, y), within(0.02));
    }
  }

  private static List<Layer.Row> rowsOf(String collection) {
    return LAYERS.stream()
        .filter(layer -> layer.collection().equals(collection))
        .flatMap(layer -> layer.rows().stream())
        .toList();
  }

  private static Map<String, byte[]> unzip(Path file) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (InputStream in = Files.newInputStream(file);
        ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), zip.readAllBytes());
      }
    }
    return entries;
  }
}
