package org.jingtu.ogcapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jingtu.catalog.Catalog;
import org.jingtu.exchange.Ogr;
import org.jingtu.support.Http;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.algorithm.distance.DiscreteHausdorffDistance;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.WKBReader;
import org.springframework.beans.factory.annotation.Autowired;

/** What is in the tiles of OGC API Tiles (20-057), compared with the database. */
class OgcTilesJourneyTest extends OgcTilePlaces {

  @Autowired private TileStore store;

  @Autowired private Catalog catalog;

  @ParameterizedTest
  @CsvSource({"WebMercatorQuad,14", "WorldCRS84Quad,13", "CGCS2000Quad,13"})
  void aTileShowsWhatIsRegistered(String set, int level) {
    VectorTile.Layer layer =
        read("/ogc/collections/" + PLACES + "/tiles" + tile(set, level)).get(PLACES);

    assertThat(layer.version()).isEqualTo(2);
    assertThat(layer.extent()).isEqualTo(4096);
    List<Map<String, Object>> rows =
        jdbc.queryForList(
            "select feature, code, name, adcode, kind, source_date::text as date, st_asbinary(geom) as wkb"
                + " from sensitive_places where until is null and adcode = ?",
            OWN);
    assertThat(rows).hasSize(4);
    assertThat(layer.features().keySet())
        .containsExactlyInAnyOrderElementsOf(
            rows.stream().map(row -> (Long) row.get("feature")).toList());
    for (Map<String, Object> row : rows) {
      VectorTile.Feature feature = layer.features().get((Long) row.get("feature"));
      assertThat(feature.properties())
          .isEqualTo(
              Map.of(
                  "code",
                  row.get("code"),
                  "name",
                  row.get("name"),
                  "adcode",
                  OWN,
                  "kind",
                  row.get("kind"),
                  "sourceDate",
                  row.get("date")));
      requireSame(set, level, feature, (byte[]) row.get("wkb"));
    }
  }

  private static void requireSame(String set, int level, VectorTile.Feature feature, byte[] wkb) {
    Geometry registered = read(wkb);
    if (registered.getArea() < 1e-8) { // the point, and the square of 1 m: two units of 0.6 m
      assertThat(feature.type()).isEqualTo(VectorTile.POINT);
      requireNear(
          set, level, feature.parts().get(0).get(0), registered.getInteriorPoint().getCoordinate());
      return;
    }
    List<LinearRing> rings = new ArrayList<>();
    int shells = registered.getNumGeometries();
    for (int i = 0; i < shells; i++) {
      Polygon polygon = (Polygon) registered.getGeometryN(i);
      rings.add(polygon.getExteriorRing());
      for (int j = 0; j < polygon.getNumInteriorRing(); j++) {
        rings.add(polygon.getInteriorRingN(j));
      }
    }
    assertThat(feature.type()).isEqualTo(VectorTile.POLYGON);
    assertThat(feature.parts()).hasSameSizeAs(rings);
    // clockwise as drawn, y southwards: shells; the other way round: holes (MVT 2.1, 4.3.4.4)
    assertThat(feature.parts().stream().filter(p -> VectorTile.Feature.twiceArea(p) > 0))
        .hasSize(shells);
    assertThat(VectorTile.Feature.twiceArea(feature.parts().get(0))).isPositive();
    for (LinearRing ring : rings) {
      assertThat(feature.parts())
          .anySatisfy(
              part -> {
                assertThat(part).hasSize(ring.getNumPoints() - 1); // not closed
                for (int i = 0; i < ring.getNumPoints() - 1; i++) {
                  Coordinate vertex = ring.getCoordinateN(i);
                  assertThat(part).anySatisfy(at -> requireNear(set, level, at, vertex));
                }
              });
    }
  }

  private static Geometry read(byte[] wkb) {
    try {
      return new WKBReader().read(wkb);
    } catch (org.locationtech.jts.io.ParseException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Half a unit of the grid, and a thousandth for the arithmetic. */
  private static void requireNear(String set, int level, long[] at, Coordinate vertex) {
    double[] tile = position(set, level, LONGITUDE, LATITUDE);
    double[] exact = position(set, level, vertex.x, vertex.y);
    assertThat((exact[0] - (long) tile[0]) * 4096).isCloseTo(at[0], within(0.501));
    assertThat((exact[1] - (long) tile[1]) * 4096).isCloseTo(at[1], within(0.501));
  }

  @ParameterizedTest
  @ValueSource(strings = {"WebMercatorQuad", "WorldCRS84Quad", "CGCS2000Quad"})
  void aSmallSiteIsVisibleAtEveryZoom(String set) {
    long small = id(SITES, "small");
    Coordinate middle = new Coordinate(97.3051, 39.8031);
    for (int level = 0; level <= 18; level++) {
      VectorTile.Layer layer =
          read("/ogc/collections/" + SITES + "/tiles" + tile(set, level)).get(SITES);
      VectorTile.Feature site = layer.features().get(small);
      assertThat(site).as(set + " " + level).isNotNull();
      if (level <= 9) { // 20 m are one unit there, less than half a pixel of 16
        assertThat(site.type()).isEqualTo(VectorTile.POINT);
        long[] at = site.parts().get(0).get(0);
        double[] tile = position(set, level, LONGITUDE, LATITUDE);
        double[] exact = position(set, level, middle.x, middle.y);
        // the site reaches a unit at the most from its middle
        assertThat((exact[0] - (long) tile[0]) * 4096).isCloseTo(at[0], within(1.6));
        assertThat((exact[1] - (long) tile[1]) * 4096).isCloseTo(at[1], within(1.6));
      }
    }
    VectorTile.Feature fine =
        read("/ogc/collections/" + SITES + "/tiles" + tile(set, 16))
            .get(SITES)
            .features()
            .get(small);
    assertThat(fine.type()).isEqualTo(VectorTile.POLYGON);
  }

  @ParameterizedTest
  @ValueSource(strings = {"WebMercatorQuad", "CGCS2000Quad"})
  void aPolygonOfManyVerticesStaysWhereItIs(String set) {
    // 2,000 vertices on a circle of 0.003° in a tile of its own, to the north of the others
    place("circle", NEXT, "Polygon", "[" + circle(97.305, 39.83, 0.003) + "]");
    int level = set.startsWith("Web") ? 14 : 13;
    List<long[]> drawn = circleIn(set, level, 39.83);
    double[] tile = position(set, level, LONGITUDE, 39.83);
    Geometry exact =
        polygon(
            Arrays.stream(registeredCircle())
                .map(at -> onGrid(position(set, level, at.x, at.y), tile))
                .toArray(Coordinate[]::new));

    assertThat(drawn.size()).isBetween(50, 1999);
    // half a unit each way is √½ at the most; simplified by a quarter of a unit of longitude before
    double away = DiscreteHausdorffDistance.distance(exact, polygon(drawn), 0.25);
    assertThat(away).isLessThan(Math.sqrt(0.5) + 0.35);

    // four matrices finer a tile shows a piece: that of the exact circle in the tile and 64 units
    // more
    double[] rim = position(set, level + 4, 97.3075, 39.83);
    List<long[]> piece = circleIn(set, level + 4, 97.3075, 39.83);
    Coordinate[] finer =
        Arrays.stream(registeredCircle())
            .map(at -> onGrid(position(set, level + 4, at.x, at.y), rim))
            .toArray(Coordinate[]::new);
    Geometry shown = new GeometryFactory().toGeometry(new Envelope(-64, 4160, -64, 4160));
    double expected = polygon(finer).intersection(shown).getArea();
    assertThat(expected).isGreaterThan(1e6);
    assertThat(polygon(piece).getArea()).isCloseTo(expected, withinPercentage(0.2));
  }

  private static String circle(double x, double y, double radius) {
    StringBuilder ring = new StringBuilder("[");
    for (int i = 0; i <= 2000; i++) {
      double angle = 2 * Math.PI * (i % 2000) / 2000;
      ring.append(i == 0 ? "[" : ",[").append(x + radius * Math.cos(angle)).append(',');
      ring.append(y + radius * Math.sin(angle)).append(']');
    }
    return ring.append(']').toString();
  }

  private Coordinate[] registeredCircle() {
    return read(jdbc.queryForObject(
            "select st_asbinary(geom) from sensitive_places where until is null and code = 'tile-circle'",
            byte[].class))
        .getCoordinates();
  }

  private List<long[]> circleIn(String set, int level, double latitude) {
    return circleIn(set, level, LONGITUDE, latitude);
  }

  private List<long[]> circleIn(String set, int level, double longitude, double latitude) {
    String path = "/ogc/collections/" + PLACES + "/tiles" + tile(set, level, longitude, latitude);
    return read(path).get(PLACES).features().get(id(PLACES, "circle")).parts().get(0);
  }

  private static Coordinate onGrid(double[] position, double[] tile) {
    return new Coordinate(
        (position[0] - Math.floor(tile[0])) * 4096, (position[1] - Math.floor(tile[1])) * 4096);
  }

  private static Geometry polygon(List<long[]> ring) {
    List<Coordinate> closed = new ArrayList<>();
    ring.forEach(at -> closed.add(new Coordinate(at[0], at[1])));
    closed.add(closed.get(0));
    return polygon(closed.toArray(Coordinate[]::new));
  }

  private static Geometry polygon(Coordinate[] ring) {
    return new GeometryFactory().createPolygon(ring);
  }

  @ParameterizedTest
  @ValueSource(strings = {"WebMercatorQuad", "CGCS2000Quad"})
  void inLargeCollectionsOneSmallPolygonAPixelStandsForItsNeighbours(String set) {
    // a pixel of matrix 6 (5 in degrees) is 360° / 2^6 / 4096 · 16 = 0.02197° wide; the one from
    // 4428 · 0.02197° = 97.295° E and 1811 · 0.02197° = 39.792° N holds all but the far one
    boolean mercator = set.startsWith("Web");
    for (double side : new double[] {1, 1e6}) { // most of them are small, or only some
      List<Long> shown = new ArrayList<>(thinned(set, mercator ? 6 : 5, side).keySet());
      assertThat(shown).contains(id(PLACES, "far"));
      shown.retainAll(
          List.of(id(PLACES, "hole"), id(PLACES, "two"), id(PLACES, "tiny"), id(PLACES, "point")));
      assertThat(shown).hasSize(1); // whichever of them
      Map<Long, VectorTile.Feature> finer = thinned(set, mercator ? 13 : 12, side);
      assertThat(finer.get(id(PLACES, "hole")).type()).isEqualTo(VectorTile.POLYGON);
      assertThat(finer.keySet()).contains(id(PLACES, "two"), id(PLACES, "tiny"));
    }
  }

  private Map<Long, VectorTile.Feature> thinned(String set, int level, double sideMetres) {
    double[] at = position(set, level, LONGITUDE, LATITUDE);
    TileAddress tile = new TileAddress(TileMatrixSet.get(set), level, (long) at[1], (long) at[0]);
    TileStore.Extent extent = new TileStore.Extent(1, 1, sideMetres, null);
    return VectorTile.read(store.tile(catalog.getCollection(PLACES), tile, "", extent).bytes())
        .get(PLACES)
        .features();
  }

  @Test
  void severalCollectionsComeInOneTile() {
    String tile = "/ogc/tiles" + tile("WebMercatorQuad", 14);
    Map<String, VectorTile.Layer> both = read(tile + "?collections=" + SITES + "," + PLACES);
    assertThat(both.keySet()).containsExactly(SITES, PLACES);
    assertThat(both.get(SITES).features()).containsKey(id(SITES, "small"));
    assertThat(both.get(PLACES).features()).containsKey(id(PLACES, "hole"));
    assertThat(read(tile).keySet()).contains(SITES, PLACES);
    String address = "http://127.0.0.1:" + port + "/ogc/collections/" + SITES;
    assertThat(read(tile + "?collections=" + PLACES + "," + address).keySet())
        .containsExactly(PLACES, SITES);
    assertThat(get(tile + "?collections=" + SITES + "," + SITES).status()).isEqualTo(400);
    assertThat(get(tile + "?collections=dragons").code()).isEqualTo("BAD_PARAMETER");
    assertThat(get(tile + "?collections=").status()).isEqualTo(400);
    assertThat(get(tile + "?colour=red").code()).isEqualTo("PARAMETER_UNKNOWN");
  }

  @Test
  void aTileIsAskedAfterByItsTag() {
    String path = "/ogc/collections/" + PLACES + "/tiles" + tile("WebMercatorQuad", 12);
    Http.Answer first = get(path);
    String tag = first.header("ETag").orElseThrow();
    assertThat(first.header("Content-Type")).hasValue("application/vnd.mapbox-vector-tile");
    assertThat(first.header("Cache-Control")).hasValue("private, no-cache");
    assertThat(first.header("Vary").orElse("")).contains("Authorization", "Cookie");
    assertThat(get(path, "If-None-Match", tag).status()).isEqualTo(304);
    assertThat(new Http(port).get(path, "If-None-Match", tag).status()).isEqualTo(200);

    String code = "new-" + System.nanoTime();
    place(code, "620900", "Point", "[97.301,39.803]");

    assertThat(get(path, "If-None-Match", tag).status()).isEqualTo(200);
    assertThat(read(path).get(PLACES).features()).containsKey(id(PLACES, code));
  }

  @Test
  void gdalOpensATile(@TempDir Path folder) throws Exception {
    String path =
        "/ogc/tiles" + tile("WebMercatorQuad", 14) + "?collections=" + SITES + "," + PLACES;
    Path file =
        Files.write(folder.resolve("tile.pbf"), http.getBytes(path, "Authorization", Http.admin()));

    String said = Ogr.run("", List.of("ogrinfo", "-ro", "-al", file.toString()));

    assertThat(said).contains("Layer name: " + SITES, "Layer name: " + PLACES);
    assertThat(said)
        .contains(
            "code (String) = tile-hole", "name (String) = 瓦片 two", "code (String) = tile-small");
  }
}
