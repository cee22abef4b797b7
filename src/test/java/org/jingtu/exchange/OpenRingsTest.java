package org.jingtu.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

/** A ring whose ends are apart keeps its row out, or is closed where that is asked for. */
class OpenRingsTest {

  private static final ReadOptions REPAIR = Sources.REPAIR;

  @TempDir Path folder;

  private Path file(String name) throws IOException {
    double x = 39500000;
    double y = 4500000;
    byte[] bytes =
        switch (name) {
          case "a.geojson" -> OpenRings.geoJson("1", "320231", x, y);
          case "a.csv" -> OpenRings.csv("1", "320231", x, y);
          case "a.gpkg" -> OpenRings.geoPackage("1", "320231", x, y);
          default -> OpenRings.shapefile(x, y);
        };
    return Files.write(folder.resolve(name), bytes);
  }

  @ParameterizedTest
  @CsvSource({"a.geojson", "a.csv", "a.gpkg", "a.zip"})
  void isClosedOnRequestAlone(String name) throws IOException {
    Path file = file(name);

    Fixtures.Reading asItIs = Sources.read(file);

    assertThat(asItIs.codes()).containsExactly("RING_NOT_CLOSED");
    assertThat(asItIs.problems().get(0).location()).isEqualTo(new Coordinate(39500000, 4500000));
    assertThat((Object) asItIs.rows().get(0).geometry()).isNull();

    Fixtures.Reading closed = Sources.read(file, REPAIR);

    assertThat(closed.codes()).containsExactly("RING_CLOSED");
    // the ends are two corners of a square of 100 m
    assertThat(closed.problems().get(0).arguments()).isEqualTo(List.of(100.0));
    Geometry square = closed.rows().get(0).geometry();
    assertThat(square.getNumPoints()).isEqualTo(5);
    assertThat(square.getArea()).isCloseTo(10_000, within(1e-6)); // 100 m × 100 m
    RingCloser.Before before = RingCloser.before(square).orElseThrow();
    assertThat(before.open().getNumPoints()).isEqualTo(4);
    assertThat(before.enclosed().getArea()).isZero();
  }

  @Test
  void ofAnOpenHoleTheShellIsKnownBefore() {
    String shell = JsonRows.square(0, 0, 10);
    String open = "[[1,1],[3,1],[3,3],[1,3]]"; // 2 × 2
    String json =
        "{\"type\":\"Polygon\",\"coordinates\":%s,%s]}"
            .formatted(shell.substring(0, shell.length() - 1), open);
    Geometry polygon = Sources.read(folder, "a.json", json, REPAIR).rows().get(0).geometry();

    RingCloser.Before before = RingCloser.before(polygon).orElseThrow();

    assertThat(polygon.getArea()).isEqualTo(96); // 10 × 10 − 2 × 2
    assertThat(before.enclosed().getArea()).isEqualTo(100);
    assertThat(before.open().getNumPoints()).isEqualTo(4);
  }

  @Test
  void aRingOfTwoPointsIsNotMadeAPolygon() {
    String json = "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0]]]}";
    assertThat(Sources.read(folder, "a.json", json, REPAIR).codes())
        .containsExactly("RING_TOO_FEW_POINTS");
    assertThat(Sources.read(folder, "a.csv", "wkt\n\"POLYGON((0 0,1 0))\"\n", REPAIR).codes())
        .containsExactly("RING_TOO_FEW_POINTS");
  }
}
