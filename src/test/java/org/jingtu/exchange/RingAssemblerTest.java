package org.jingtu.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;

class RingAssemblerTest {

  private final GeometryFactory factory = new GeometryFactory();

  @Test
  void nestsByPlaceWhateverTheOrderAndOrientation() throws Exception {
    // 100² - 80² + 20² = 4,000
    LinearRing outer = square(0, 100);
    LinearRing hole = square(10, 80);
    LinearRing island = square(40, 20);
    for (List<LinearRing> rings :
        List.of(
            List.of(outer, hole, island),
            List.of(island, hole, outer),
            List.of(hole, outer.reverse(), island.reverse()))) {
      Geometry geometry = new RingAssembler(rings, factory).assemble();
      assertThat(geometry.isValid()).isTrue();
      assertThat(geometry.getArea()).isEqualTo(4_000);
      assertThat(geometry.getNumGeometries()).isEqualTo(2);
    }
  }

  @Test
  void remarksAnOrientationAgainstThePlace() throws Exception {
    RingAssembler right =
        new RingAssembler(List.of(square(0, 100).reverse(), square(10, 80)), factory);
    right.assemble();
    assertThat(right.suspect()).isNull();
    RingAssembler wrong = new RingAssembler(List.of(square(0, 100), square(10, 80)), factory);
    assertThat(wrong.assemble().getArea()).isEqualTo(3_600);
    assertThat(wrong.suspect()).isEqualTo(new Coordinate(10, 10));
  }

  @Test
  void aHoleThatTouchesItsShellIsAHole() throws Exception {
    LinearRing touching =
        factory.createLinearRing(
            new Coordinate[] {
              new Coordinate(0, 0),
              new Coordinate(20, 10),
              new Coordinate(10, 20),
              new Coordinate(0, 0)
            });
    Geometry geometry = new RingAssembler(List.of(square(0, 100), touching), factory).assemble();
    assertThat(geometry.getNumGeometries()).isEqualTo(1);
    assertThat(geometry.isValid()).isTrue();
  }

  @Test
  void neighboursAreTwoShells() throws Exception {
    Geometry geometry =
        new RingAssembler(Arrays.asList(square(0, 10), square(10, 10)), factory).assemble();
    assertThat(geometry.getNumGeometries()).isEqualTo(2);
    assertThat(geometry.getArea()).isEqualTo(200);
  }

  @Test
  void givesUpOnEndlessNesting() {
    List<LinearRing> rings = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      rings.add(square(i, 100_000 - 2 * i));
    }
    assertThatThrownBy(() -> new RingAssembler(rings, factory).assemble())
        .isInstanceOf(BadShape.class)
        .hasMessage("SHAPE_TOO_COMPLEX");
  }

  private LinearRing square(double start, double size) {
    double end = start + size;
    return factory.createLinearRing(
        new Coordinate[] {
          new Coordinate(start, start),
          new Coordinate(end, start),
          new Coordinate(end, end),
          new Coordinate(start, end),
          new Coordinate(start, start)
        });
  }
}
