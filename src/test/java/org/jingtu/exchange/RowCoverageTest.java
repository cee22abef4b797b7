package org.jingtu.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jingtu.catalog.Collection;
import org.jingtu.features.FeatureDraft;
import org.jingtu.geo.Crs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/** Squares of 100 m in a grid, with faults put in. */
class RowCoverageTest {

  private static final GeometryFactory FACTORY = new GeometryFactory();
  private static final Crs ZONE = Fixtures.SYSTEMS.getCrs("EPSG:4527");
  private static final double WEST = 39_500_000;
  private static final double SOUTH = 4_500_000;

  @TempDir private Path folder;

  private static Geometry box(double x, double y, double width, double height) {
    return FACTORY.toGeometry(
        new Envelope(WEST + x, WEST + x + width, SOUTH + y, SOUTH + y + height));
  }

  private List<String> check(List<Geometry> shapes, Crs crs) throws IOException {
    return check(shapes, crs, CoverageCheck.WARN);
  }

  private List<String> check(List<Geometry> shapes, Crs crs, CoverageCheck how) throws IOException {
    ImportRequest request =
        new ImportRequest(
            "x",
            ImportMode.APPEND,
            false,
            null,
            null,
            Map.of(),
            List.of(),
            null,
            null,
            false,
            how,
            1);
    Collection layer = ErrorLayer.layer("x", "x");
    SourceInfo info = new SourceInfo("shp", "x", List.of(), crs, null, -1, List.of());
    RowChecker rows =
        new RowChecker(
            request, layer, new FieldMapping(layer, List.of(), Map.of()), info, Fixtures.SYSTEMS);
    ExecutorService cores = Executors.newFixedThreadPool(2);
    List<String> found = new ArrayList<>();
    try (RowCoverage coverage =
        new RowCoverage(request, rows, Fixtures.SYSTEMS, crs, cores, folder)) {
      for (int i = 0; i < shapes.size(); i++) {
        Geometry shape = shapes.get(i);
        FeatureDraft draft = new FeatureDraft(Map.of(), shape, shape, 4527, 1, Map.of());
        coverage.note(new CheckedRow(i + 1, "c", draft, null, shape, false, null, List.of()));
      }
      coverage.check(
          p -> found.add(p.code() + " " + p.record() + " " + p.arguments().get(0)),
          record -> {},
          new StopSignal());
    } finally {
      cores.shutdown();
    }
    return found.stream().sorted().toList();
  }

  private static List<Geometry> grid(int columns, int rows) {
    List<Geometry> grid = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      for (int j = 0; j < rows; j++) {
        grid.add(box(100 * i, 100 * j, 100, 100));
      }
    }
    return grid;
  }

  @Test
  void aLargeFileIsNotCheckedUnaskedAndThatIsSaid() throws IOException {
    Geometry plot = box(0, 0, 100, 100);
    List<Geometry> many = java.util.Collections.nCopies(RowCoverage.MOST_ROWS_UNASKED + 1, plot);
    assertThat(check(many, ZONE, CoverageCheck.AUTO))
        .containsExactly("COVERAGE_NOT_CHECKED null 200000");
  }

  @Test
  void aGoodCoverageOfManyTilesIsSilent() throws IOException {
    assertThat(check(grid(120, 120), ZONE)).isEmpty();
  }

  @Test
  void eachFaultIsToldOnceWhereverTilesMeet() throws IOException {
    List<Geometry> shapes = grid(120, 120);
    int good = shapes.size();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      // 10 m × 10 m inside of the i-th square of the diagonal, record 121 · i + 1
      shapes.add(box(100 * i + 40, 100 * i + 40, 10, 10));
      expected.add("ROWS_OVERLAP " + (good + i + 1) + " " + (121 * i + 1));
    }
    assertThat(check(shapes, ZONE)).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void twoCoveragesOverEachOtherOverlapEverywhere() throws IOException {
    List<Geometry> shapes = grid(4, 4);
    grid(4, 4).forEach(shapes::add);
    // each of the second grid lies over one of the first
    assertThat(check(shapes, ZONE)).hasSize(16).allMatch(text -> text.startsWith("ROWS_OVERLAP"));
  }

  @Test
  void aVertexThatOnlyOneSideHasIsNoFault() throws IOException {
    // two squares on the left of a rectangle: the rectangle has no vertex where they meet
    assertThat(
            check(List.of(box(0, 0, 100, 100), box(0, 100, 100, 100), box(100, 0, 100, 200)), ZONE))
        .isEmpty();
  }

  @Test
  void roadsBetweenPlotsAreNoGaps() throws IOException {
    // 5 m is wider than the tolerance of 1 m; 0.5 m is not
    assertThat(check(List.of(box(0, 0, 100, 100), box(105, 0, 100, 100)), ZONE)).isEmpty();
    assertThat(check(List.of(box(0, 0, 100, 100), box(100.5, 0, 100, 100)), ZONE))
        .containsExactly("ROWS_GAP 2 1");
  }

  @Test
  void degreesAreMeasuredInMetres() throws IOException {
    // at 40° N 0.001° is 85 m east, 111 m north; a strip of 0.00001° is 1.1 m high
    Geometry south = degrees(117, 40, 0.001, 0.001);
    assertThat(
            check(List.of(south, degrees(117, 40.00099, 0.001, 0.001)), Fixtures.SYSTEMS.storage()))
        .containsExactly("ROWS_OVERLAP 2 1");
    assertThat(
            check(
                List.of(south, degrees(117, 40.001005, 0.001, 0.001)), Fixtures.SYSTEMS.storage()))
        .containsExactly("ROWS_GAP 2 1");
    assertThat(
            check(List.of(south, degrees(117, 40.00102, 0.001, 0.001)), Fixtures.SYSTEMS.storage()))
        .isEmpty();
  }

  private static Geometry degrees(double west, double south, double width, double height) {
    return FACTORY.createPolygon(
        new Coordinate[] {
          new Coordinate(west, south),
          new Coordinate(west + width, south),
          new Coordinate(west + width, south + height),
          new Coordinate(west, south + height),
          new Coordinate(west, south)
        });
  }
}
