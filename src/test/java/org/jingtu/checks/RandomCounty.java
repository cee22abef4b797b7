package org.jingtu.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jingtu.geo.Crs;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.locationtech.jts.operation.union.UnaryUnionOp;

/**
 * Draws a piece of county by chance, one kilometre square, in metres from its corner and then moved
 * to its place: layers without gaps, with holes that others fill, with neighbours whose vertices do
 * not meet; large and many-cornered zones that overlap; strips; and plots that follow all of their
 * borders or none.
 */
final class RandomCounty {

  private static final GeometryFactory FACTORY = new GeometryFactory();
  private static final int CELLS = 8;
  private static final double SIDE_METRES = 1_000;

  private final Random random;
  private final AffineTransformation toPlace;
  private final Geometry[][] cells = new Geometry[CELLS][CELLS];

  /**
   * @param east easting or longitude of the corner in {@code crs}
   * @param north northing or latitude
   */
  RandomCounty(Random random, Crs crs, double east, double north) {
    this.random = random;
    double unitEast = crs.geographic() ? 1 / (111_320 * Math.cos(Math.toRadians(north))) : 1;
    double unitNorth = crs.geographic() ? 1 / 110_900.0 : 1;
    double turn = random.nextDouble() * 0.3;
    this.toPlace =
        new AffineTransformation()
            .rotate(turn, SIDE_METRES / 2, SIDE_METRES / 2)
            .scale(unitEast, unitNorth)
            .translate(east, north);
    drawCells();
  }

  /** A grid with shaken corners: neighbours share their edges vertex by vertex. */
  private void drawCells() {
    Coordinate[][] corners = new Coordinate[CELLS + 1][CELLS + 1];
    double step = SIDE_METRES / CELLS;
    for (int i = 0; i <= CELLS; i++) {
      for (int j = 0; j <= CELLS; j++) {
        corners[i][j] = new Coordinate(i * step + shake(0.3 * step), j * step + shake(0.3 * step));
      }
    }
    for (int i = 0; i < CELLS; i++) {
      for (int j = 0; j < CELLS; j++) {
        cells[i][j] =
            place(
                ring(
                    corners[i][j],
                    corners[i + 1][j],
                    corners[i + 1][j + 1],
                    corners[i][j + 1],
                    corners[i][j]));
      }
    }
  }

  /** Cells side by side; some have a hole, which another one fills; one in ten is missing. */
  List<Geometry> mosaic() {
    List<Geometry> mosaic = new ArrayList<>();
    for (Geometry[] column : cells) {
      for (Geometry cell : column) {
        double chance = random.nextDouble();
        if (chance < 0.2) {
          Coordinate middle = cell.getInteriorPoint().getCoordinate();
          LinearRing hole =
              (LinearRing)
                  AffineTransformation.scaleInstance(0.4, 0.4, middle.x, middle.y)
                      .transform(((Polygon) cell).getExteriorRing());
          if (FACTORY.createPolygon(hole).within(cell)) {
            mosaic.add(
                FACTORY.createPolygon(((Polygon) cell).getExteriorRing(), new LinearRing[] {hole}));
            mosaic.add(FACTORY.createPolygon(hole));
            continue;
          }
        }
        if (chance < 0.9) {
          mosaic.add(cell);
        }
      }
    }
    return mosaic;
  }

  /** Strips side by side, each cut at places of its own: borders that meet without vertices. */
  List<Geometry> brickwork() {
    List<Geometry> bricks = new ArrayList<>();
    for (double south = 0; south < SIDE_METRES; south += 125) {
      double west = 0;
      while (west < SIDE_METRES) {
        double width = 40 + random.nextInt(160);
        bricks.add(place(rectangle(west, south, width, 125)));
        west += width;
      }
    }
    return bricks;
  }

  /** Zones of hundreds or thousands of corners, with holes and in parts, one over another. */
  List<Geometry> zones() {
    List<Geometry> zones = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      double size = 150 + random.nextInt(500);
      Polygon star = star(anywhere(), size, 300 + random.nextInt(2_500), 0.9);
      zones.add(place(i % 2 == 0 ? withHole(star) : star));
    }
    zones.add(place(twoParts(200, 400)));
    return zones;
  }

  /** Small plots, strips, and the very cells of the mosaic. */
  List<Geometry> sites() {
    List<Geometry> sites = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      Coordinate at = anywhere();
      sites.add(
          switch (i % 4) {
            case 0 -> place(star(at, 20 + random.nextInt(80), 5 + random.nextInt(30), 0.4));
            case 1 -> place(rectangle(at.x, at.y, 0.03 + random.nextDouble() * 2, 150));
            case 2 -> place(withHole(star(at, 90, 12, 0.5)));
            default -> cell();
          });
    }
    return sites;
  }

  /** Plots: drawn anywhere, along the borders of cells, in parts, with holes, tiny and large. */
  List<Geometry> plots(int count) {
    List<Geometry> plots = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Coordinate at = anywhere();
      plots.add(
          switch (i % 8) {
            case 0 -> cell();
            case 1 -> block();
            case 2 ->
                place(rectangle(at.x, at.y, 30 + random.nextInt(200), 20 + random.nextInt(200)));
            case 3 -> place(withHole(star(at, 60 + random.nextInt(150), 40, 0.5)));
            case 4 -> place(twoParts(40, 30));
            case 5 -> place(rectangle(at.x, at.y, 2, 3));
            case 6 -> place(star(at, 300, 200, 0.8));
            default -> place(star(at, 20 + random.nextInt(100), 4 + random.nextInt(20), 0.3));
          });
    }
    return plots;
  }

  private Geometry cell() {
    return cells[random.nextInt(CELLS)][random.nextInt(CELLS)].copy();
  }

  /** Two by two cells in one: its border runs along those of the mosaic. */
  private Geometry block() {
    int i = random.nextInt(CELLS - 1);
    int j = random.nextInt(CELLS - 1);
    return UnaryUnionOp.union(
        List.of(cells[i][j], cells[i + 1][j], cells[i][j + 1], cells[i + 1][j + 1]));
  }

  private Geometry twoParts(double size, int corners) {
    double y = random.nextDouble() * SIDE_METRES;
    double x = random.nextDouble() * SIDE_METRES - size;
    return FACTORY.createMultiPolygon(
        new Polygon[] {
          star(new Coordinate(x, y), size, corners, 0.6),
          star(new Coordinate(x + 2.2 * size, y + shake(size)), size, corners, 0.6)
        });
  }

  /** A polygon about a centre: corners by angle, each between {@code least} and all of the size. */
  private Polygon star(Coordinate centre, double size, int corners, double least) {
    Coordinate[] ring = new Coordinate[corners + 1];
    for (int i = 0; i < corners; i++) {
      double angle = 2 * Math.PI * (i + 0.8 * random.nextDouble()) / corners;
      double radius = size * (least + (1 - least) * random.nextDouble());
      ring[i] =
          new Coordinate(centre.x + radius * Math.cos(angle), centre.y + radius * Math.sin(angle));
    }
    ring[corners] = ring[0].copy();
    return ring(ring);
  }

  /** The same with a hole of a third of its size about the middle of its corners. */
  private static Polygon withHole(Polygon star) {
    Coordinate middle = star.getEnvelopeInternal().centre();
    LinearRing hole =
        (LinearRing)
            AffineTransformation.scaleInstance(0.3, 0.3, middle.x, middle.y)
                .transform(star.getExteriorRing());
    Polygon whole = FACTORY.createPolygon(star.getExteriorRing(), new LinearRing[] {hole});
    return whole.isValid() ? whole : star;
  }

  private static Polygon rectangle(double west, double south, double width, double height) {
    return (Polygon) FACTORY.toGeometry(new Envelope(west, west + width, south, south + height));
  }

  private static Polygon ring(Coordinate... ring) {
    return FACTORY.createPolygon(ring);
  }

  private Coordinate anywhere() {
    return new Coordinate(random.nextDouble() * SIDE_METRES, random.nextDouble() * SIDE_METRES);
  }

  private double shake(double most) {
    return (random.nextDouble() - 0.5) * 2 * most;
  }

  private Geometry place(Geometry metres) {
    return toPlace.transform(metres);
  }
}
