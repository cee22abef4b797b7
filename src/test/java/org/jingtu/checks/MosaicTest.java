package org.jingtu.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Envelope;
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
    java.util.List<Outline> crossing =
        java.util.List.of(read(LEFT), read("POLYGON ((1 1, 10 1, 30 1, 30 3, 10 3, 1 3, 1 1))"));
    assertThat(Mosaic.isMosaic(crossing, new Envelope(20, 21, 0, 4))).isTrue();
    assertThat(Mosaic.isMosaic(crossing, new Envelope(1.5, 4, 0, 4))).isFalse();
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
