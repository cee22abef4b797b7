package org.jingtu.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.geotools.api.parameter.ParameterValueGroup;
import org.geotools.api.referencing.crs.ProjectedCRS;
import org.geotools.referencing.CRS;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.io.WKTReader;

class CoordinateSystemsTest {

  private final CoordinateSystems systems =
      new CoordinateSystems(System.getProperty("java.io.tmpdir") + "/jingtu-test");
  private final GeometryFactory factory = new GeometryFactory();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "EPSG:4527",
        "epsg:4527",
        " 4527 ",
        "urn:ogc:def:crs:EPSG::4527",
        "http://www.opengis.net/def/crs/EPSG/0/4527"
      })
  void readsTheWaysACodeIsWritten(String code) {
    assertThat(systems.getCrs(code).code()).isEqualTo("EPSG:4527");
    assertThat(systems.getCrs(code).title()).isEqualTo("CGCS2000 / 3-degree Gauss-Kruger zone 39");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"CRS84", "OGC:CRS84", "http://www.opengis.net/def/crs/OGC/1.3/CRS84", "EPSG:4326"})
  void takesWgs84AsEqualAndSaysSo(String code) {
    assertThat(systems.getCrs(code).wgs84()).isTrue();
    assertThat(systems.getCrs(code).geographic()).isTrue();
  }

  /** GeoTools cannot write the angle that comes out, not even into its own message. */
  @Test
  void whatLiesNowhereHasNoImage() {
    Geometry box = factory.toGeometry(new Envelope(0, 5e7, 0, 1e7));

    Geometry stored = systems.toStorage(box, systems.getCrs("EPSG:4527"));

    assertThat(stored.getCoordinates()).anyMatch(coordinate -> !coordinate.isValid());
  }

  @ParameterizedTest
  @ValueSource(
      ints = {4214, 2401, 2442, 21413, 21423, 4610, 2327, 2349, 2363, 2390, 4568, 4652, 4766})
  void refusesOldDatumsWithTheirOwnReason(int srid) {
    assertThatThrownBy(() -> systems.getCrs("EPSG:" + srid))
        .isInstanceOf(DatumNeedsParameters.class)
        .hasMessage("DATUM_NEEDS_PARAMETERS");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "4547x", "EPSG:", "EPSG:2154", "EPSG:99999999999", "EPSG:4555555"})
  void refusesWhatItDoesNotKnow(String code) {
    assertThatThrownBy(() -> systems.getCrs(code))
        .isExactlyInstanceOf(UnsupportedCrs.class)
        .hasMessage("UNSUPPORTED_CRS");
  }

  /**
   * PROJ 9.1.1: echo E N | gdaltransform -s_srs EPSG:n -t_srs '+proj=longlat +ellps=GRS80' (GRS
   * 1980 has the axes of CGCS2000). 5e-11 degrees are 5 µm.
   */
  @ParameterizedTest
  @CsvSource({
    "4527, 39500000, 4500000, 117, 40.6346406787873",
    "4527, 39480123.456, 4412345.678, 116.767761173122, 39.8450087816989",
    "4527, 39650000, 2500000, 118.458625346089, 22.591198404211",
    "4527, 39400000, 5900000, 115.50289135473, 53.2186494598065",
    "4548, 480123.456, 3812345.678, 116.783732543236, 34.4386966556482",
    "4498, 20480123.456, 3812345.678, 116.783732543236, 34.4386966556482",
    "3857, 13000000, 4800000, 116.780986935538, 39.5447121794509"
  })
  void agreesWithProj(int srid, double x, double y, double lon, double lat) {
    Crs crs = systems.getCrs("EPSG:" + srid);
    Geometry stored = systems.toStorage(factory.createPoint(new Coordinate(x, y, 12.5)), crs);
    assertThat(stored.getCoordinate().x).isCloseTo(lon, within(5e-11));
    assertThat(stored.getCoordinate().y).isCloseTo(lat, within(5e-11));
    assertThat(stored.getCoordinate().getZ()).isNaN();
    assertThat(stored.getSRID()).isEqualTo(4490);
    Geometry back = systems.fromStorage(stored, crs);
    assertThat(back.getCoordinate().distance(new Coordinate(x, y))).isLessThan(1e-6);
    assertThat(back.getSRID()).isEqualTo(srid);
  }

  /** The same, 333 km and 250 km off the meridian of a 6-degree zone; 2e-9 degrees are 0.2 mm. */
  @ParameterizedTest
  @CsvSource({
    "20833000, 3000000, 120.355993498314, 27.071549947459",
    "20167000, 5800000, 112.124943465379, 52.2286903554527",
    "20750000, 4400000, 119.914553991593, 39.6974523240768"
  })
  void agreesWithProjAtTheRimOfAZone(double x, double y, double lon, double lat) {
    Geometry point = factory.createPoint(new Coordinate(x, y));
    Geometry stored = systems.toStorage(point, systems.getCrs("EPSG:4498"));
    assertThat(stored.getCoordinate().x).isCloseTo(lon, within(2e-9));
    assertThat(stored.getCoordinate().y).isCloseTo(lat, within(2e-9));
  }

  @Test
  void everyProjectedSystemIsAsTheEpsgRegistrySays() throws Exception {
    for (Crs crs : systems.listSupported()) {
      if (crs.geographic() || crs.wgs84()) {
        continue;
      }
      ProjectedCRS registered = (ProjectedCRS) CRS.decode(crs.code(), true);
      ParameterValueGroup values = CRS.getMapProjection(registered).getParameterValues();
      assertThat(registered.getName().getCode()).isEqualTo(crs.title());
      assertThat(values.parameter("central_meridian").doubleValue())
          .as(crs.code())
          .isEqualTo(crs.centralMeridianDegrees());
      assertThat(values.parameter("false_easting").doubleValue())
          .as(crs.code())
          .isEqualTo(crs.falseEastingMetres());
    }
    // 4490, 21 + 21 of 3 degrees, 11 + 11 of 6 degrees, 4326, 3857
    assertThat(systems.listSupported()).hasSize(67);
  }

  @Test
  void aVertexWithoutImageIsNotFiniteAndTheOthersStay() {
    Geometry line =
        factory.createLineString(
            new Coordinate[] {
              new Coordinate(39500000, 4500000),
              new Coordinate(1e300, -1e300),
              new Coordinate(Double.NaN, 0),
              new Coordinate(39500000, 4500000)
            });
    Geometry stored = systems.toStorage(line, systems.getCrs("4527"));
    assertThat(stored.getCoordinates()[3].x).isCloseTo(117, within(1e-12));
    assertThat(Validity.findFlaw(stored)).map(Flaw::code).contains("COORDINATE_NOT_FINITE");
  }

  @Test
  void transformsFromManyThreadsAlike() {
    Crs crs = systems.getCrs("EPSG:4527");
    Coordinate[] coordinates = new Coordinate[20_000];
    for (int i = 0; i < coordinates.length; i++) {
      coordinates[i] = new Coordinate(39_400_000 + 10 * i, 4_000_000 + 7 * i);
    }
    Geometry line = factory.createLineString(coordinates);
    Geometry expected = systems.toStorage(line, crs);
    assertThat(
            IntStream.range(0, 64)
                .parallel()
                .allMatch(i -> systems.toStorage(line, crs).equalsExact(expected)))
        .isTrue();
  }

  /** 1 km east-west at 41° N bends by 1000²·tan 41°/(8·6,371,000) = 0.017 m. */
  @Test
  void followsALongEdge() throws Exception {
    Crs crs = systems.getCrs("EPSG:4527");
    Geometry edge = new WKTReader().read("LINESTRING (39500000 4541000, 39501000 4541000)");
    Geometry straight = systems.toStorage(edge, crs);
    assertThat(gapMetres(edge, straight, crs)).isBetween(0.016, 0.018);
    Geometry followed = systems.densifyToStorage(edge, crs);
    assertThat(gapMetres(edge, followed, crs)).isLessThan(0.001);
    // √(0.017/0.0005) = 5.8: six parts
    assertThat(followed.getNumPoints()).isEqualTo(7);
    assertThat((Object) systems.densify(straight, crs)).isEqualTo(followed);
  }

  @Test
  void leavesShortEdgesAndGeographicSourcesAlone() throws Exception {
    Geometry square = new WKTReader().read("POLYGON ((117 40, 117.0001 40, 117 40.0001, 117 40))");
    assertThat((Object) systems.densify(square, systems.getCrs("4527"))).isSameAs(square);
    Geometry large = new WKTReader().read("POLYGON ((117 40, 118 40, 117 41, 117 40))");
    assertThat((Object) systems.densify(large, systems.storage())).isSameAs(large);
  }

  @Test
  void followsAnyEdgeToUnderAMillimetre() {
    long seed = 20260101;
    Random random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      Crs crs = systems.getCrs(i % 3 == 0 ? "EPSG:3857" : "EPSG:4548");
      double east = i % 3 == 0 ? 13_000_000 : 500_000 + random.nextGaussian() * 80_000;
      double north = 2_200_000 + random.nextDouble() * 3_500_000;
      double length = Math.pow(10, 1.5 + random.nextDouble() * 3);
      double azimuth = random.nextDouble() * 2 * Math.PI;
      LineString edge =
          factory.createLineString(
              new Coordinate[] {
                new Coordinate(east, north),
                new Coordinate(
                    east + length * Math.sin(azimuth), north + length * Math.cos(azimuth))
              });
      Geometry followed = systems.densifyToStorage(edge, crs);
      assertThat(gapMetres(edge, followed, crs))
          .as("seed %d, edge %d: %s in %s", seed, i, edge, crs)
          .isLessThan(0.001);
    }
  }

  /** Largest distance of 65 points of a source edge from its image, in metres. */
  private double gapMetres(Geometry edge, Geometry image, Crs crs) {
    Coordinate a = edge.getCoordinates()[0];
    Coordinate b = edge.getCoordinates()[1];
    double gap = 0;
    for (int i = 0; i <= 64; i++) {
      double t = i / 64.0;
      Coordinate on = new Coordinate(a.x + t * (b.x - a.x), a.y + t * (b.y - a.y));
      Geometry point = systems.toStorage(factory.createPoint(on), crs);
      gap = Math.max(gap, Ellipsoid.distanceMetres(point, image));
    }
    return gap;
  }

  @Test
  void proposesFromTheNumbersOfAFile() {
    assertThat(systems.propose(new Envelope(39_480_000, 39_490_000, 4_400_000, 4_410_000)))
        .containsExactly(
            new CrsProposal(systems.getCrs("EPSG:4527"), CrsProposal.Evidence.ZONE_PREFIX, false));
    assertThat(systems.propose(new Envelope(20_480_000, 20_490_000, 4_400_000, 4_410_000)))
        .extracting(proposal -> proposal.crs().code())
        .containsExactly("EPSG:4498");
    assertThat(systems.propose(new Envelope(4_400_000, 4_410_000, 39_480_000, 39_490_000)))
        .containsExactly(
            new CrsProposal(systems.getCrs("EPSG:4527"), CrsProposal.Evidence.ZONE_PREFIX, true));
    assertThat(systems.propose(new Envelope(117, 117.1, 40, 40.1)))
        .containsExactly(new CrsProposal(systems.storage(), CrsProposal.Evidence.DEGREES, false));
    assertThat(systems.propose(new Envelope(40, 40.1, 117, 117.1)))
        .containsExactly(new CrsProposal(systems.storage(), CrsProposal.Evidence.DEGREES, true));
    assertThat(systems.propose(new Envelope(480_000, 490_000, 4_400_000, 4_410_000)))
        .hasSize(21)
        .allMatch(proposal -> proposal.evidence() == CrsProposal.Evidence.MERIDIAN_UNKNOWN);
    assertThat(systems.propose(new Envelope(0, 10, 0, 10))).isEmpty();
    assertThat(systems.propose(new Envelope())).isEmpty();
  }

  @Test
  void knowsWhatLiesInChina() {
    assertThat(systems.insideChina(new Envelope(117, 118, 40, 41))).isTrue();
    assertThat(systems.insideChina(new Envelope(40, 41, 117, 118))).isFalse();
    assertThat(systems.insideChina(new Envelope())).isFalse();
    assertThat(systems.insideChina(new Envelope(Double.NaN, 118, 40, 41))).isFalse();
  }
}
