package org.jingtu.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

class ClipTest {

  private static final String SQUARE = "POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0))";
  private static final GeometryFactory FACTORY = new GeometryFactory();

  @Test
  void twoSquaresShareACorner() {
    assertShared(
        SQUARE, "POLYGON ((2 2, 6 2, 6 6, 2 6, 2 2))", "POLYGON ((2 2, 4 2, 4 4, 2 4, 2 2))");
  }

  @Test
  void theOrientationOfRingsDoesNotMatter() {
    assertShared(
        SQUARE, "POLYGON ((2 2, 2 6, 6 6, 6 2, 2 2))", "POLYGON ((2 2, 4 2, 4 4, 2 4, 2 2))");
  }

  @Test
  void aStripAcrossLeavesOneShareAndAForkTwo() {
    assertShared(
        SQUARE, "POLYGON ((-1 1, 5 1, 5 2, -1 2, -1 1))", "POLYGON ((0 1, 4 1, 4 2, 0 2, 0 1))");
    assertShared(
        SQUARE,
        "POLYGON ((5 0.5, 5 3.5, 3 3.5, 3 2.5, 4.5 2.5, 4.5 1.5, 3 1.5, 3 0.5, 5 0.5))",
        "MULTIPOLYGON (((3 0.5, 4 0.5, 4 1.5, 3 1.5, 3 0.5)), ((3 2.5, 4 2.5, 4 3.5, 3 3.5, 3 2.5)))");
  }

  @Test
  void itDoesNotSpeakOfBordersThatTouchOrRunAlong() {
    assertThat(clip(SQUARE, "POLYGON ((2 0, 6 0, 6 6, 2 6, 2 0))")).isEmpty();
    assertThat(clip(SQUARE, "POLYGON ((4 0, 8 0, 8 4, 4 4, 4 0))")).isEmpty();
    assertThat(clip(SQUARE, "POLYGON ((4 2, 6 1, 6 3, 4 2))")).isEmpty();
    assertThat(clip(SQUARE, "POLYGON ((4 4, 6 4, 2 2, 4 4))")).isEmpty();
  }

  @Test
  void itDoesNotSpeakOfPolygonsWithoutCrossingsOrWithHoles() {
    assertThat(clip(SQUARE, "POLYGON ((1 1, 2 1, 2 2, 1 1))")).isEmpty();
    assertThat(clip(SQUARE, "POLYGON ((2 2, 9 2, 9 9, 2 9, 2 2), (3 3, 3 5, 5 5, 5 3, 3 3))"))
        .isEmpty();
  }

  @Test
  void itTellsHowPolygonsLieThatDoNotCross() {
    assertThat(relation(SQUARE, "POLYGON ((1 1, 2 1, 2 2, 1 1))"))
        .isEqualTo(Clip.Relation.SECOND_INSIDE);
    assertThat(relation("POLYGON ((1 1, 2 1, 2 2, 1 1))", SQUARE))
        .isEqualTo(Clip.Relation.FIRST_INSIDE);
    assertThat(relation(SQUARE, "POLYGON ((9 1, 10 1, 10 2, 9 1))")).isEqualTo(Clip.Relation.APART);
    // in the corner of an L, within its extent
    assertThat(
            relation(
                "POLYGON ((0 0, 4 0, 4 1, 1 1, 1 4, 0 4, 0 0))", "POLYGON ((2 2, 3 2, 3 3, 2 2))"))
        .isEqualTo(Clip.Relation.APART);
    assertThat(relation(SQUARE, "POLYGON ((4 0, 8 0, 8 4, 4 4, 4 0))"))
        .isEqualTo(Clip.Relation.UNCLEAR);
    assertThat(
            relation(
                "POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (3 3, 6 3, 6 6, 3 6, 3 3))",
                "POLYGON ((4 4, 5 4, 5 5, 4 4))"))
        .isEqualTo(Clip.Relation.UNCLEAR);
  }

  private static Clip.Relation relation(String one, String other) {
    return Clip.of(Outline.of((Polygon) read(one)), Outline.of((Polygon) read(other))).relation();
  }

  /**
   * Rough stars over one another, at the scale of plots in degrees, against the general overlay.
   */
  @Test
  void itAgreesWithTheGeneralOverlay() {
    long seed = 20260915;
    SplittableRandom random = new SplittableRandom(seed);
    int spoken = 0;
    for (int i = 0; i < 2_000; i++) {
      Geometry one = star(random);
      Geometry other = star(random);
      Geometry expected = OverlayNGRobust.overlay(one, other, OverlayNG.INTERSECTION);
      Geometry found = clip(one, other).orElse(null);
      if (found != null) {
        spoken++;
        String message = "seed " + seed + ", pair " + i;
        assertThat(found.isValid()).as(message).isTrue();
        assertThat(found.getArea())
            .as(message)
            .isCloseTo(expected.getArea(), within(1e-9 * one.getArea()));
        assertThat(found.getLength())
            .as(message)
            .isCloseTo(expected.getLength(), within(1e-9 * one.getLength()));
      }
    }
    assertThat(spoken).isGreaterThan(1_500);
  }

  private static Geometry star(SplittableRandom random) {
    double x = 117.9 + 0.002 * random.nextDouble();
    double y = 40.9 + 0.002 * random.nextDouble();
    Coordinate[] ring = new Coordinate[25];
    for (int k = 0; k < 24; k++) {
      double angle = 2 * Math.PI * k / 24;
      double radius = 0.0015 * (0.4 + 0.6 * random.nextDouble());
      ring[k] = new Coordinate(x + radius * Math.cos(angle), y + radius * Math.sin(angle));
    }
    ring[24] = ring[0].copy();
    return FACTORY.createPolygon(ring);
  }

  private static void assertShared(String one, String other, String expected) {
    assertThat(clip(one, other))
        .hasValueSatisfying(shared -> assertThat(shared.norm()).isEqualTo(read(expected).norm()));
    assertThat(clip(other, one)).isPresent();
  }

  private static java.util.Optional<Geometry> clip(String one, String other) {
    return clip(read(one), read(other));
  }

  private static java.util.Optional<Geometry> clip(Geometry one, Geometry other) {
    return Clip.of(Outline.of((Polygon) one), Outline.of((Polygon) other)).shared();
  }

  private static Geometry read(String wkt) {
    try {
      return new WKTReader().read(wkt);
    } catch (ParseException e) {
      throw new IllegalArgumentException(wkt, e);
    }
  }
}
