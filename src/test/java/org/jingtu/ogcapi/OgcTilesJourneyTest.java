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
import org.jingtu.database.JourneyTest;
import org.jingtu.exchange.Ogr;
import org.jingtu.support.Http;
import org.junit.jupiter.api.BeforeEach;
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
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/**
 * OGC API Tiles (20-057) at a place of its own: four places and a site of 20 m around 97.305° E,
 * 39.803° N, and in the next county a site a tenth of a degree to the east, and a place two tenths.
 */
@JourneyTest
class OgcTilesJourneyTest {

  private static final String PLACES = "sensitive-places";
  private static final String SITES = "contaminated-sites";
  private static final String OWN = "620981";
  private static final String NEXT = "620902";
  private static final double LONGITUDE = 97.305;
  private static final double LATITUDE = 39.803;

  @LocalServerPort private int port;
  @Autowired private JdbcTemplate jdbc;
  @Autowired private TileStore store;
  @Autowired private Catalog catalog;
  private Http http;

  @BeforeEach
  void make() {
    http = new Http(port);
    // a square of 0.002° with a hole of 0.0005°
    place(
        "hole",
        OWN,
        "Polygon",
        "[" + ring(97.302, 39.801, 0.002) + "," + ring(97.303, 39.802, 0.0005) + "]");
    place(
        "two",
        OWN,
        "MultiPolygon",
        "[[" + ring(97.306, 39.801, 0.001) + "],[" + ring(97.308, 39.8013, 0.0007) + "]]");
    place("point", OWN, "Point", "[97.3071234,39.8041234]");
    place("tiny", OWN, "Polygon", "[" + ring(97.305, 39.8045, 0.00001) + "]"); // 1 m
    place("far", NEXT, "Point", "[97.5,39.9]");
    String kind = "\"status\":\"SUSPECTED\"";
    make(SITES, "small", OWN, kind, "Polygon", "[" + ring(97.305, 39.803, 0.0002) + "]");
    make(SITES, "other", NEXT, kind, "Polygon", "[" + ring(97.4, 39.85, 0.0002) + "]");
  }

  private static String ring(double west, double south, double side) {
    return "[[%1$s,%2$s],[%3$s,%2$s],[%3$s,%4$s],[%1$s,%4$s],[%1$s,%2$s]]"
        .formatted(west, south, west + side, south + side);
  }

  private void place(String code, String adcode, String type, String coordinates) {
    make(
        PLACES,
        code,
        adcode,
        "\"kind\":\"SCHOOL\",\"sourceDate\":\"2026-03-04\"",
        type,
        coordinates);
  }

  private void make(
      String collection, String code, String adcode, String more, String type, String coordinates) {
    String body =
        """
        {"type":"Feature","properties":{"code":"tile-%s","name":"瓦片 %s","adcode":"%s",%s},
         "geometry":{"type":"%s","coordinates":%s}}"""
            .formatted(code, code, adcode, more, type, coordinates);
    String table = collection.replace('-', '_');
    String there = "select count(*) from " + table + " where until is null and code = ?";
    if (jdbc.queryForObject(there, Long.class, "tile-" + code) > 0) {
      return;
    }
    String path = "/api/collections/" + collection + "/features";
    Http.Answer answer = http.postJson(path, body, "Authorization", Http.admin());
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
  }

  private long id(String collection, String code) {
    String table = collection.replace('-', '_');
    return jdbc.queryForObject(
        "select feature from " + table + " where until is null and code = ?",
        Long.class,
        "tile-" + code);
  }

  /** Address of the tile that holds a place, from the set's address on. */
  private static String tile(String set, int level, double longitude, double latitude) {
    double[] at = position(set, level, longitude, latitude);
    return "/" + set + "/" + level + "/" + (long) at[1] + "/" + (long) at[0];
  }

  private static String tile(String set, int level) {
    return tile(set, level, LONGITUDE, LATITUDE);
  }

  /** Column and row with fractions, by the definitions of the sets (17-083r4, annex D). */
  private static double[] position(String set, int level, double longitude, double latitude) {
    double many = Math.pow(2, level);
    if (set.equals("WebMercatorQuad")) {
      double phi = Math.toRadians(latitude);
      double y = Math.log(Math.tan(phi) + 1 / Math.cos(phi)) / Math.PI; // 1 at the north edge
      return new double[] {(longitude + 180) / 360 * many, (1 - y) / 2 * many};
    }
    return new double[] {(longitude + 180) / 180 * many, (90 - latitude) / 180 * many};
  }

  private Map<String, VectorTile.Layer> read(String path) {
    return VectorTile.read(http.getBytes(path, "Authorization", Http.admin()));
  }

  private Http.Answer get(String path, String... headers) {
    List<String> all = new ArrayList<>(List.of("Authorization", Http.admin()));
    all.addAll(List.of(headers));
    return http.get(path, all.toArray(String[]::new));
  }

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
    assertThat(thinned(set, mercator ? 6 : 5).keySet())
        .contains(id(PLACES, "hole"), id(PLACES, "far"))
        .doesNotContain(id(PLACES, "two"), id(PLACES, "tiny"), id(PLACES, "point"));
    Map<Long, VectorTile.Feature> finer = thinned(set, mercator ? 13 : 12);
    assertThat(finer.get(id(PLACES, "hole")).type()).isEqualTo(VectorTile.POLYGON);
    assertThat(finer.keySet()).contains(id(PLACES, "two"), id(PLACES, "tiny"));
  }

  private Map<Long, VectorTile.Feature> thinned(String set, int level) {
    double[] at = position(set, level, LONGITUDE, LATITUDE);
    TileAddress tile = new TileAddress(TileMatrixSet.get(set), level, (long) at[1], (long) at[0]);
    return VectorTile.read(store.tile(catalog.getCollection(PLACES), tile, "", true))
        .get(PLACES)
        .features();
  }

  @ParameterizedTest
  @ValueSource(strings = {"WebMercatorQuad", "WorldCRS84Quad", "CGCS2000Quad"})
  void theLimitsHold(String set) {
    String path = "/ogc/collections/" + PLACES + "/tiles/" + set;
    JsonNode tileset = get(path).json();
    assertThat(tileset.path("tileMatrixSetLimits")).hasSize(19);
    for (JsonNode limits : tileset.path("tileMatrixSetLimits")) {
      int level = limits.path("tileMatrix").asInt();
      long[] rows = {limits.path("minTileRow").asLong(), limits.path("maxTileRow").asLong()};
      long[] columns = {limits.path("minTileCol").asLong(), limits.path("maxTileCol").asLong()};
      double[] here = position(set, level, LONGITUDE, LATITUDE);
      assertThat((long) here[1]).isBetween(rows[0], rows[1]);
      assertThat((long) here[0]).isBetween(columns[0], columns[1]);
      String matrix = path + "/" + level + "/";
      assertThat(get(matrix + rows[0] + "/" + columns[1]).status()).isIn(200, 204);
      for (String outside :
          List.of(
              rows[0] - 1 + "/" + columns[0],
              rows[1] + 1 + "/" + columns[0],
              rows[0] + "/" + (columns[0] - 1),
              rows[0] + "/" + (columns[1] + 1))) {
        Http.Answer answer = get(matrix + outside);
        assertThat(answer.status()).as(matrix + outside).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("TILE_NOT_FOUND");
      }
    }
    for (String none : List.of("/19/0/0", "/x/0/0", "/0/0.5/0", "/0/00/0", "/99999999999/0/0")) {
      assertThat(get(path + none).code()).as(none).isEqualTo("TILE_NOT_FOUND");
    }
    Http.Answer empty = get("/ogc/collections/" + PLACES + "/tiles" + tile(set, 18, 97.4, 39.85));
    assertThat(empty.status()).isEqualTo(204);
    assertThat(empty.response().body()).isEmpty();
  }

  @Test
  void severalCollectionsComeInOneTile() {
    String tile = "/ogc/tiles" + tile("WebMercatorQuad", 14);
    Map<String, VectorTile.Layer> both = read(tile + "?collections=" + SITES + "," + PLACES);
    assertThat(both.keySet()).containsExactly(SITES, PLACES);
    assertThat(both.get(SITES).features()).containsKey(id(SITES, "small"));
    assertThat(both.get(PLACES).features()).containsKey(id(PLACES, "hole"));
    assertThat(read(tile).keySet()).contains(SITES, PLACES);
    assertThat(get(tile + "?collections=dragons").code()).isEqualTo("BAD_PARAMETER");
    assertThat(get(tile + "?collections=").status()).isEqualTo(400);
    assertThat(get(tile + "?colour=red").code()).isEqualTo("PARAMETER_UNKNOWN");
  }

  @Test
  void nothingOfWhatIsNotPublishedLeaks() {
    String tile = tile("WebMercatorQuad", 14);
    assertThat(VectorTile.read(http.getBytes("/ogc/tiles" + tile))).containsOnlyKeys(PLACES);
    // where a site alone lies: empty within the limits of all that is published
    assertThat(http.get("/ogc/tiles" + tile("WebMercatorQuad", 18, 97.4001, 39.8501)).status())
        .isEqualTo(204);
    for (String rest :
        List.of("", "/WebMercatorQuad", "/WebMercatorQuad?f=tilejson", tile, "/x/0/0/0")) {
      Http.Answer hidden = http.get("/ogc/collections/" + SITES + "/tiles" + rest);
      Http.Answer unknown = http.get("/ogc/collections/dragons/tiles" + rest);
      assertThat(hidden.status()).as(rest).isEqualTo(404);
      assertThat(hidden.json().path("detail").asString().replace(SITES, "dragons"))
          .isEqualTo(unknown.json().path("detail").asString());
    }
    Http.Answer asked = http.get("/ogc/tiles" + tile + "?collections=" + SITES);
    Http.Answer other = http.get("/ogc/tiles" + tile + "?collections=dragons");
    assertThat(asked.status()).isEqualTo(400);
    assertThat(asked.json().path("detail").asString().replace(SITES, "dragons"))
        .isEqualTo(other.json().path("detail").asString());
    for (String path :
        List.of(
            "/ogc/tiles", "/ogc/tiles/WebMercatorQuad", "/ogc/tiles/WebMercatorQuad?f=tilejson")) {
      assertThat(http.get(path).response().body()).doesNotContain(SITES, "parcels");
    }
  }

  @Test
  void whoIsLimitedToAnAreaSeesThatAlone() {
    String user = "tiles-" + System.nanoTime();
    String account =
        """
        {"username":"%s","displayName":"县级","department":"ECOLOGY","adcode":"%s","roles":["READER"],"password":"a county of its own"}"""
            .formatted(user, OWN);
    assertThat(http.postJson("/api/users", account, "Authorization", Http.admin()).status())
        .isEqualTo(201);
    String basic = Http.basic(user, "a county of its own");
    String path = "/ogc/collections/" + SITES + "/tiles" + tile("WebMercatorQuad", 7);

    assertThat(read(path).get(SITES).features().keySet())
        .contains(id(SITES, "small"), id(SITES, "other"));
    assertThat(
            VectorTile.read(http.getBytes(path, "Authorization", basic))
                .get(SITES)
                .features()
                .keySet())
        .containsExactly(id(SITES, "small"));
    String there =
        "/ogc/collections/" + SITES + "/tiles" + tile("WebMercatorQuad", 14, 97.4, 39.85);
    assertThat(new Http(port).get(there, "Authorization", basic).status()).isEqualTo(404);
    String tag = get(path).header("ETag").orElseThrow();
    assertThat(new Http(port).get(path, "Authorization", basic, "If-None-Match", tag).status())
        .isEqualTo(200);
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
  void givesVectorTilesAlone() {
    String path = "/ogc/collections/" + PLACES + "/tiles" + tile("CGCS2000Quad", 9);
    assertThat(get(path + "?f=mvt", "Accept", "text/html").status()).isEqualTo(200);
    assertThat(get(path, "Accept", "application/vnd.mapbox-vector-tile").status()).isEqualTo(200);
    assertThat(get(path, "Accept", "image/png").status()).isEqualTo(406);
    assertThat(get(path + "?f=png").code()).isEqualTo("BAD_PARAMETER");
    assertThat(get("/ogc/tiles/NoQuad/0/0/0").code()).isEqualTo("TILE_MATRIX_SET_NOT_FOUND");
  }

  @Test
  void tileMatrixSetsAreThoseOfTheRegister() {
    JsonNode sets = get("/ogc/tileMatrixSets").json().path("tileMatrixSets");
    assertThat(sets).hasSize(3);
    sets.forEach(set -> assertThat(get(OgcPlaces.link(set, "self")).status()).isEqualTo(200));
    // 17-083r4, annex D: scale denominators and cell sizes of the coarsest matrices
    JsonNode mercator = get("/ogc/tileMatrixSets/WebMercatorQuad").json();
    JsonNode first = mercator.path("tileMatrices").path(0);
    assertThat(first.path("scaleDenominator").asDouble()).isCloseTo(559082264.028717, within(1e-3));
    assertThat(first.path("cellSize").asDouble()).isCloseTo(156543.033928041, within(1e-8));
    assertThat(first.path("pointOfOrigin").path(1).asDouble())
        .isCloseTo(20037508.3427892, within(1e-6));
    JsonNode degrees =
        get("/ogc/tileMatrixSets/WorldCRS84Quad").json().path("tileMatrices").path(0);
    assertThat(degrees.path("scaleDenominator").asDouble())
        .isCloseTo(279541132.014358, within(1e-3));
    assertThat(degrees.path("cellSize").asDouble()).isEqualTo(0.703125);
    assertThat(degrees.path("matrixWidth").asInt()).isEqualTo(2);
    JsonNode own = get("/ogc/tileMatrixSets/CGCS2000Quad").json();
    assertThat(own.path("crs").asString()).endsWith("/EPSG/0/4490");
    assertThat(own.path("tileMatrices").path(0).path("pointOfOrigin").toString())
        .isEqualTo("[90.0,-180.0]");
    assertThat(get("/ogc/tileMatrixSets/NoQuad").status()).isEqualTo(404);
  }

  @Test
  void everyLinkOfATilesetWorks() {
    assertThat(get(OgcPlaces.link(get("/ogc").json(), Links.OGC + "tilesets-vector")).status())
        .isEqualTo(200);
    assertThat(get(OgcPlaces.link(get("/ogc").json(), Links.OGC + "tiling-schemes")).status())
        .isEqualTo(200);
    String both = "/ogc/tiles?collections=" + PLACES + "," + SITES;
    for (String list : List.of("/ogc/collections/" + PLACES + "/tiles", both)) {
      assertThat(get(list).json().path("tilesets")).hasSize(3);
      for (JsonNode entry : get(list).json().path("tilesets")) {
        JsonNode tileset = get(OgcPlaces.link(entry, "self")).json();
        assertThat(tileset.path("dataType").asString()).isEqualTo("vector");
        assertThat(tileset.path("layers")).hasSize(list.equals(both) ? 2 : 1);
        assertThat(tileset.path("layers").toString()).contains("sourceDate");
        for (JsonNode link : tileset.path("links")) {
          double[] at =
              position(
                  entry.path("crs").asString().endsWith("3857") ? "WebMercatorQuad" : "",
                  5,
                  LONGITUDE,
                  LATITUDE);
          String address =
              link.path("href")
                  .asString()
                  .replaceFirst("^http://[^/]+", "")
                  .replace("{tileMatrix}", "5")
                  .replace("{tileRow}", Long.toString((long) at[1]))
                  .replace("{tileCol}", Long.toString((long) at[0]));
          Http.Answer answer = get(address);
          assertThat(answer.status()).as(address).isEqualTo(200);
          assertThat(answer.header("Content-Type").orElse(""))
              .startsWith(link.path("type").asString());
        }
      }
    }
    for (String path :
        List.of(
            "/tileMatrixSets",
            "/tileMatrixSets/CGCS2000Quad",
            "/tiles",
            "/tiles/WebMercatorQuad")) {
      assertThat(get("/ogc" + path, "Accept", "text/html").response().body())
          .as(path)
          .startsWith("<!DOCTYPE html>");
    }
  }

  @Test
  void tileJsonLeadsToTheTiles() {
    JsonNode document = get("/ogc/tiles/WebMercatorQuad?f=tilejson&collections=" + PLACES).json();
    double[] at = position("WebMercatorQuad", 14, LONGITUDE, LATITUDE);
    String address =
        document
            .path("tiles")
            .path(0)
            .asString()
            .replaceFirst("^http://[^/]+", "")
            .replace("{z}", "14")
            .replace("{y}", Long.toString((long) at[1]))
            .replace("{x}", Long.toString((long) at[0]));

    assertThat(document.path("tilejson").asString()).isEqualTo("3.0.0");
    assertThat(document.path("vector_layers").path(0).path("id").asString()).isEqualTo(PLACES);
    // the attributes of the catalogue, nothing else of the table
    assertThat(document.path("vector_layers").path(0).path("fields").propertyNames())
        .containsExactlyInAnyOrder(
            "code", "name", "adcode", "sourceDate", "kind", "enteredOn", "leftOn");
    assertThat(read(address).get(PLACES).features()).containsKey(id(PLACES, "two"));
    assertThat(get("/ogc/tiles/CGCS2000Quad?f=tilejson").code()).isEqualTo("BAD_PARAMETER");
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
