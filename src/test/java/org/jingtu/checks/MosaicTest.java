package org.jingtu.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

class MosaicTest {

  private static final String LEFT = "POLYGON ((0 0, 2 0, 2 2, 0 2, 0 0))";

  @Test
  void neighboursThatShareAnEdgeLieBesideOneAnother() {
    assertThat(isMosaic(LEFT, "POLYGON ((2 0, 4 0, 4 2, 2 2, 2 0))")).isTrue();
  }

  @Test
  void theOrientationOfRingsDoesNotMatter() {
    assertThat(isMosaic(LEFT, "POLYGON ((2 0, 2 2, 4 2, 4 0, 2 0))")).isTrue();
  }

  @Test
  void polygonsApartOrTouchingInAVertexDoNotOverlap() {
    assertThat(isMosaic(LEFT, "POLYGON ((5 5, 6 5, 6 6, 5 5))")).isTrue();
    assertThat(isMosaic(LEFT, "POLYGON ((2 2, 3 2, 3 3, 2 2))")).isTrue();
  }

  @Test
  void crossingPolygonsOverlap() {
    assertThat(isMosaic(LEFT, "POLYGON ((1 1, 3 1, 3 3, 1 3, 1 1))")).isFalse();
  }

  @Test
  void aPolygonInsideAnotherOverlaps() {
    assertThat(isMosaic(LEFT, "POLYGON ((0.5 0.5, 1 0.5, 1 1, 0.5 0.5))")).isFalse();
    assertThat(isMosaic("POLYGON ((0.5 0.5, 1 0.5, 1 1, 0.5 0.5))", LEFT)).isFalse();
  }

  @Test
  void aPolygonThatFillsTheHoleOfAnotherDoesNotOverlap() {
    String ring = "POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (3 3, 6 3, 6 6, 3 6, 3 3))";
    assertThat(isMosaic(ring, "POLYGON ((3 3, 6 3, 6 6, 3 6, 3 3))")).isTrue();
    assertThat(isMosaic(ring, "POLYGON ((4 4, 5 4, 5 5, 4 4))")).isTrue();
    assertThat(isMosaic(ring, "POLYGON ((2 2, 7 2, 7 7, 2 7, 2 2))")).isFalse();
  }

  @Test
  void theSamePolygonTwiceOrThriceOverlaps() {
    assertThat(isMosaic(LEFT, LEFT)).isFalse();
    assertThat(isMosaic(LEFT, LEFT, LEFT)).isFalse();
    // two neighbours, and the right one once more
    String right = "POLYGON ((2 0, 4 0, 4 2, 2 2, 2 0))";
    assertThat(isMosaic(LEFT, right, right)).isFalse();
  }

  @Test
  void onePolygonOverAPairOfNeighboursOverlaps() {
    // Its edges meet the pair in vertices only; the edge that the pair shares lies inside it.
    assertThat(
            isMosaic(
                LEFT,
                "POLYGON ((2 0, 4 0, 4 2, 2 2, 2 0))",
                "POLYGON ((0 0, 2 0, 4 0, 4 2, 2 2, 0 2, 0 0))"))
        .isFalse();
  }

  @Test
  void whatIsNotPlainToSeeIsNotClaimed() {
    // The right one has a vertex in the middle of the common border that the left one lacks.
    assertThat(isMosaic(LEFT, "POLYGON ((2 0, 4 0, 4 2, 2 2, 2 1, 2 0))")).isFalse();
  }

  @Test
  void whatIsElsewhereIsNotLookedAt() {
    // they cross at (2, 1) and (1, 2), far from the place in question
    List<Outline> crossing =
        List.of(read(LEFT), read("POLYGON ((1 1, 10 1, 30 1, 30 3, 10 3, 1 3, 1 1))"));
    assertThat(Mosaic.isMosaic(crossing, read("POLYGON ((20 0, 21 0, 21 4, 20 4, 20 0))")))
        .isTrue();
    assertThat(Mosaic.isMosaic(crossing, read("POLYGON ((1.5 0, 4 0, 4 4, 1.5 4, 1.5 0))")))
        .isFalse();
    // below and to the right of both; the crossings are in its extent
    String corner = "POLYGON ((-1 -1, 31 -1, 31 4, 30.5 4, 30.5 -0.5, -1 -0.5, -1 -1))";
    assertThat(Mosaic.isMosaic(crossing, read(corner))).isTrue();
    assertThat(Mosaic.isMosaic(crossing, read("POLYGON ((3 0, 3 2.5, 0 2.5, 3 0))"))).isFalse();
  }

  @Test
  void edgesThatTouchTheAreaFromOutsideAreElsewhere() {
    String plot = "POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0))";
    // they overlap to the right of x = 4, along which both have edges
    List<Outline> beside =
        List.of(
            read("POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0))"),
            read("POLYGON ((4 0, 6 0, 6 4, 4 4, 4 0))"),
            read("POLYGON ((4 1, 7 1, 7 3, 4 3, 4 1))"));
    assertThat(Mosaic.isMosaic(beside.subList(0, 2), read(plot))).isTrue();
    assertThat(Mosaic.isMosaic(beside, read("POLYGON ((0 0, 3.9 0, 3.9 4, 0 4, 0 0))"))).isTrue();
    assertThat(Mosaic.isMosaic(beside, read("POLYGON ((0 0, 4.1 0, 4.1 4, 0 4, 0 0))"))).isFalse();
  }

  @Test
  void anAreaThatIsCoveredTwiceEvenlyIsTheCallersToTell() {
    List<Outline> twice =
        List.of(
            read("POLYGON ((0 0, 2 0, 2 4, 0 4, 0 0))"),
            read("POLYGON ((2 0, 4 0, 4 4, 2 4, 2 0))"),
            read("POLYGON ((0 0, 4 0, 4 2, 0 2, 0 0))"),
            read("POLYGON ((0 2, 4 2, 4 4, 0 4, 0 2))"));
    Outline inside = read("POLYGON ((1 1, 3 1, 3 3, 1 3, 1 1))");
    assertThat(Mosaic.isMosaic(twice, inside)).isTrue();
    assertThat(Mosaic.isMosaic(twice)).isFalse();
    // three quarters of it, by the left one and the lower one
    assertThat(Mosaic.isMosaic(List.of(twice.get(0), twice.get(2)), inside)).isFalse();
  }

  private static boolean isMosaic(String... wkt) {
    return Mosaic.isMosaic(Arrays.stream(wkt).map(MosaicTest::read).toList());
  }

  private static Outline read(String wkt) {
    try {
      return Outline.of((Polygon) new WKTReader().read(wkt));
    } catch (ParseException e) {
      throw new IllegalArgumentException(wkt, e);
    }
  }
}
