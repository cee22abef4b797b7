package org.jingtu.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;

/**
 * A county of a given number of land-use polygons, the same at every run: every vertex is a
 * function of its place. Coordinates are longitude, latitude (EPSG:4490); lengths are metres at its
 * south-west corner.
 *
 * <ul>
 *   <li>land use: a bent grid of polygons of about 63 m × 63 m and 24 vertices, without gap or
 *       overlap
 *   <li>farmland classes: a third as many, about 110 m × 110 m
 *   <li>sites: rough circles of 30-90 m radius, one in each of as many blocks
 *   <li>zones: eight, four groundwater zones and four control zones, each with a coast of a quarter
 *       of a million vertices (of 500,000 features); zones of one kind lie apart
 * </ul>
 */
final class County {

  static final String ADCODE = "130899";
  static final int ZONES = 8;

  private static final double WEST = 117.6;
  private static final double SOUTH = 40.6;
  private static final double METRE_NORTH = 1 / 111_045.0;
  private static final double METRE_EAST = 1 / (111_320.0 * Math.cos(Math.toRadians(SOUTH)));
  private static final double CELL_METRES = 63;
  private static final int EDGE_VERTICES = 5;
  private static final int PLOT_SIDE_PARTS = 4;
  private static final int FULL_SIZE = 500_000;
  private static final int FULL_SITES = 2_018;
  private static final int FULL_ZONE_VERTICES = 2_060_000;
  private static final GeometryFactory GEOMETRY = new GeometryFactory();

  final int landUse;
  final int farmland;
  final int sites;
  final int zoneVertices;
  final double sideMetres;

  County(int features) {
    this.landUse = features;
    this.farmland = features / 3;
    this.sites = Math.max(1, (int) ((long) FULL_SITES * features / FULL_SIZE));
    this.zoneVertices =
        Math.max(1_000, (int) ((long) FULL_ZONE_VERTICES * features / FULL_SIZE / ZONES));
    this.sideMetres = CELL_METRES * Math.ceil(Math.sqrt(features));
  }

  /** The i-th land-use polygon. */
  Geometry landUse(int i) {
    return cell(i, (int) Math.ceil(Math.sqrt(landUse)), 1);
  }

  /** The i-th farmland polygon. */
  Geometry farmland(int i) {
    return cell(i, (int) Math.ceil(Math.sqrt(farmland)), 2);
  }

  private Geometry cell(int i, int columns, int layer) {
    double step = sideMetres / columns;
    int x = i % columns;
    int y = i / columns;
    List<Coordinate> ring = new ArrayList<>(4 * (EDGE_VERTICES + 1) + 1);
    edge(ring, x, y, 1, 0, step, layer);
    edge(ring, x + 1, y, 0, 1, step, layer);
    edge(ring, x + 1, y + 1, -1, 0, step, layer);
    edge(ring, x, y + 1, 0, -1, step, layer);
    ring.add(ring.get(0).copy());
    return multi(GEOMETRY.createPolygon(ring.toArray(Coordinate[]::new)));
  }

  /** Appends a corner of the grid and the vertices between it and the next one. */
  private static void edge(
      List<Coordinate> ring, int x, int y, int dx, int dy, double step, int layer) {
    int parts = EDGE_VERTICES + 1;
    for (int k = 0; k < parts; k++) {
      int px = parts * x + dx * k;
      int py = parts * y + dy * k;
      double jitter = step / parts * 0.35;
      ring.add(
          at(
              px * step / parts + jitter * noise(px, py, layer),
              py * step / parts + jitter * noise(px, py, layer + 10)));
    }
  }

  /** The i-th site. */
  Geometry site(int i) {
    int columns = (int) Math.ceil(Math.sqrt(sites));
    double step = sideMetres / columns;
    double radius = 60 + 30 * noise(i, 0, 3);
    double room = Math.max(0, step / 2 - 100);
    double x = (i % columns + 0.5) * step + room * noise(i, 1, 3);
    double y = (i / columns + 0.5) * step + room * noise(i, 2, 3);
    Coordinate[] ring = new Coordinate[25];
    for (int k = 0; k < 24; k++) {
      double angle = 2 * Math.PI * k / 24;
      double r = radius * (0.9 + 0.1 * noise(i, k, 4));
      ring[k] = at(x + r * Math.cos(angle), y + r * Math.sin(angle));
    }
    ring[24] = ring[0].copy();
    return multi(GEOMETRY.createPolygon(ring));
  }

  /** The i-th zone; the first half are groundwater zones, the others control zones. */
  Geometry zone(int i) {
    Coordinate[] ring = new Coordinate[zoneVertices + 1];
    for (int k = 0; k < zoneVertices; k++) {
      ring[k] = shore(i, k);
    }
    ring[zoneVertices] = ring[0].copy();
    return multi(GEOMETRY.createPolygon(ring));
  }

  /** A vertex of a zone: its radius is a sum of waves of falling height and a fine roughness. */
  private Coordinate shore(int zone, int k) {
    double angle = 2 * Math.PI * k / zoneVertices;
    double wave = 0;
    for (int octave = 1; octave <= 12; octave++) {
      double phase = 2 * Math.PI * noise(zone, octave, 5);
      wave += Math.sin((1 << octave) * angle + phase) / Math.pow(1.7, octave);
    }
    double quarter = sideMetres / 2;
    boolean groundwater = zone < ZONES / 2;
    double radius = quarter * (groundwater ? 0.36 : 0.22) * (1 + 0.2 * wave);
    radius += 0.1 * noise(k, zone, 6);
    double x = (zone % 2 + 0.5) * quarter + radius * Math.cos(angle);
    double y = (zone / 2 % 2 + 0.5) * quarter + radius * Math.sin(angle);
    return at(x, y);
  }

  /**
   * Plots of about 200 m × 200 m with sixteen boundary points, turned at random; every fifth lies
   * on the border of a zone. (PostGIS takes an edge for a geodesic, the service for a straight line
   * in longitude and latitude: on 50 m that is 0.04 mm.)
   */
  List<Polygon> plots(int count) {
    SplittableRandom random = new SplittableRandom(20260915);
    List<Polygon> plots = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Coordinate centre =
          i % 5 == 0
              ? shore(random.nextInt(ZONES), random.nextInt(zoneVertices))
              : at(inside(random), inside(random));
      plots.add(
          plot(
              centre,
              random.nextDouble(Math.PI / 2),
              100 * Math.sqrt(2) * (0.8 + 0.4 * random.nextDouble())));
    }
    return plots;
  }

  private static Polygon plot(Coordinate centre, double turn, double halfDiagonalMetres) {
    Coordinate[] ring = new Coordinate[4 * PLOT_SIDE_PARTS + 1];
    for (int k = 0; k < ring.length - 1; k++) {
      double from = turn + k / PLOT_SIDE_PARTS * Math.PI / 2;
      double share = (double) (k % PLOT_SIDE_PARTS) / PLOT_SIDE_PARTS;
      double east = (1 - share) * Math.cos(from) - share * Math.sin(from);
      double north = (1 - share) * Math.sin(from) + share * Math.cos(from);
      ring[k] =
          new Coordinate(
              centre.x + halfDiagonalMetres * east * METRE_EAST,
              centre.y + halfDiagonalMetres * north * METRE_NORTH);
    }
    ring[ring.length - 1] = ring[0].copy();
    return GEOMETRY.createPolygon(ring);
  }

  private double inside(SplittableRandom random) {
    return 200 + (sideMetres - 400) * random.nextDouble();
  }

  private static Coordinate at(double eastMetres, double northMetres) {
    return new Coordinate(WEST + eastMetres * METRE_EAST, SOUTH + northMetres * METRE_NORTH);
  }

  private static Geometry multi(Polygon polygon) {
    return GEOMETRY.createMultiPolygon(new Polygon[] {polygon});
  }

  /** A number in [-1, 1) for a place and a purpose (SplitMix64). */
  private static double noise(long a, long b, long purpose) {
    long z = a * 0x9E3779B97F4A7C15L ^ b * 0xC2B2AE3D27D4EB4FL ^ purpose * 0x165667B19E3779F9L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    z ^= z >>> 31;
    return (z >> 11) * 0x1.0p-52;
  }
}
