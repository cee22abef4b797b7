package org.jingtu.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import javax.imageio.ImageIO;
import org.jingtu.geo.CoordinateSystems;
import org.jingtu.geo.Crs;
import org.jingtu.reports.MapPicture.MapLegend;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * The map of an opinion, read as a person reads it. The plot is 0.004° of latitude high, that is
 * 0.004 × 111,046 m = 444.2 m at 41° N (GRS 80).
 */
class MapPictureTest {

  private static final double DEGREE_METRES = 111_046;
  private static final Color INK = new Color(0x12324a);
  private static final Color GREY = new Color(0xb8bec4);
  private static final GeometryFactory FACTORY = new GeometryFactory();

  private final Crs zone =
      new CoordinateSystems(System.getProperty("java.io.tmpdir") + "/jingtu-test")
          .getCrs("EPSG:4527");
  private final Geometry plot = box(117, 41, 117.004, 41.004);

  private static Geometry box(double west, double south, double east, double north) {
    return FACTORY.toGeometry(new Envelope(west, east, south, north));
  }

  private BufferedImage draw(List<Scene.Shape> hits, List<Geometry> neighbours, String words) {
    List<Scene.Corner> corners =
        List.of(new Scene.Corner(1, 1, new Coordinate(117, 41), 4_540_000, 39_500_000));
    MapLegend legend =
        new MapLegend(
            "P",
            words,
            hits.stream().map(h -> new MapLegend.Entry(h.severity(), h.severity())).toList());
    return MapPicture.of(
        new Scene(plot, hits, neighbours, corners, zone),
        new Font(Font.SANS_SERIF, Font.PLAIN, 20),
        legend);
  }

  @Test
  void theScaleBarIsAsLongAsItSays() throws Exception {
    BufferedImage picture = draw(List.of(), List.of(), "");
    ImageIO.write(
        picture,
        "png",
        Files.createDirectories(Path.of("target/reports")).resolve("map.png").toFile());

    int y = MapPicture.HEIGHT - 34; // of the bar; 30 px from the left
    int length = 0;
    while (picture.getRGB(30 + length, y) == INK.getRGB()) {
      length++;
    }
    // the plot's edges are the first and last dark pixels in the middle column
    int x = MapPicture.WIDTH / 2;
    int top = 0;
    while (picture.getRGB(x, top) != INK.getRGB()) {
      top++;
    }
    int bottom = MapPicture.HEIGHT - 5;
    while (picture.getRGB(x, bottom) != INK.getRGB()) {
      bottom--;
    }
    double height = bottom - top - 4; // drawn 5 px thick: from middle to middle
    double metres = length / (height / (0.004 * DEGREE_METRES));
    // one of the round lengths, the longest that takes a fifth of the map: 200 m
    assertThat(metres).isCloseTo(200, within(3.0));
  }

  @Test
  void theNorthArrowPointsToTheTopOnTheRight() {
    BufferedImage picture = draw(List.of(), List.of(), "");

    int x = MapPicture.WIDTH - 60;
    // its left half is filled, from 50 px at the tip to 110 px
    assertThat(new Color(picture.getRGB(x - 5, 90))).isEqualTo(INK);
    assertThat(width(picture, x, 56)).isLessThan(width(picture, x, 90));
  }

  /** Dark pixels left of the axis of the arrow. */
  private static int width(BufferedImage picture, int x, int y) {
    int width = 0;
    while (width < 30 && picture.getRGB(x - 2 - width, y) == INK.getRGB()) {
      width++;
    }
    return width;
  }

  @Test
  void hitsHaveTheColourOfTheirSeverityOnTheMapAndInTheLegend() {
    Scene.Shape west = new Scene.Shape("PROHIBITED", "A", box(116.999, 41.001, 117.001, 41.003));
    Scene.Shape east = new Scene.Shape("NOTICE", "B", box(117.003, 41.001, 117.005, 41.003));
    BufferedImage picture = draw(List.of(east, west), List.of(), "");

    for (String severity : List.of("PROHIBITED", "NOTICE")) {
      int colour = SeverityLook.of(severity).getRGB();
      assertThat(count(picture, c -> c == colour, 0, MapPicture.WIDTH - 300)).isPositive();
      assertThat(count(picture, c -> c == colour, MapPicture.WIDTH - 300, MapPicture.WIDTH))
          .isPositive();
    }
    int other = SeverityLook.of("SUSPENDED").getRGB();
    assertThat(count(picture, c -> c == other, 0, MapPicture.WIDTH)).isZero();
  }

  @Test
  void neighboursAreDrawnAndExplainedWhereThereAreAny() {
    Geometry beside = box(117.004, 41, 117.008, 41.004);
    BufferedImage with = draw(List.of(), List.of(beside), "around");
    BufferedImage without = draw(List.of(), List.of(), "");

    assertThat(count(with, c -> c == GREY.getRGB(), MapPicture.WIDTH / 2, MapPicture.WIDTH))
        .isPositive();
    assertThat(count(without, c -> c == GREY.getRGB(), 0, MapPicture.WIDTH)).isZero();
  }

  /** Pixels of a colour between two columns. */
  private static long count(BufferedImage picture, Predicate<Integer> colour, int from, int to) {
    long count = 0;
    for (int x = from; x < to; x++) {
      for (int y = 0; y < picture.getHeight(); y++) {
        if (colour.test(picture.getRGB(x, y))) {
          count++;
        }
      }
    }
    return count;
  }
}
