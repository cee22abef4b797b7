package org.jingtu.ogcapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.jingtu.database.JourneyTest;
import org.jingtu.exchange.Ogr;
import org.jingtu.support.Http;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** OGC API Features part 2 (18-058r1): coordinates against PROJ, by GDAL's gdaltransform. */
@JourneyTest
class OgcCrsJourneyTest {

  private static final String EPSG = "http://www.opengis.net/def/crs/EPSG/0/";

  @LocalServerPort private int port;
  private Http http;
  private OgcPlaces places;

  @BeforeEach
  void make() {
    http = new Http(port);
    places = new OgcPlaces(http, "139901").make(25);
  }

  /**
   * The places lie in zone 40; 4526 is two zones away. gdaltransform takes and gives the easting or
   * longitude first, whatever is registered.
   */
  @ParameterizedTest
  @CsvSource({
    "4490, true, 1e-9",
    "4326, true, 1e-9",
    "3857, false, 1e-3",
    "4528, true, 1e-3",
    "4549, true, 1e-3",
    "4527, true, 1e-3",
    "4526, true, 1e-3"
  })
  void coordinatesAreThoseOfProjInTheRegisteredOrder(
      int srid, boolean northFirst, double tolerance) {
    List<double[]> stored = shell(places.get("?limit=2"));
    List<double[]> given = shell(places.get("?limit=2&crs=" + EPSG + srid));
    StringBuilder input = new StringBuilder();
    stored.forEach(pair -> input.append(pair[0]).append(' ').append(pair[1]).append('\n'));
    String output =
        Ogr.run(
            input.toString(),
            List.of(
                "gdaltransform", "-output_xy", "-s_srs", "EPSG:4490", "-t_srs", "EPSG:" + srid));
    String[] lines = output.strip().split("\n");

    assertThat(given).hasSize(5);
    for (int i = 0; i < 5; i++) {
      String[] expected = lines[i].split(" ");
      int east = northFirst ? 1 : 0;
      assertThat(given.get(i)[east]).isCloseTo(Double.parseDouble(expected[0]), within(tolerance));
      assertThat(given.get(i)[1 - east])
          .isCloseTo(Double.parseDouble(expected[1]), within(tolerance));
    }
  }

  private static List<double[]> shell(JsonNode page) {
    List<double[]> pairs = new ArrayList<>();
    for (JsonNode pair :
        page.path("features").path(0).path("geometry").path("coordinates").path(0).path(0)) {
      pairs.add(new double[] {pair.path(0).asDouble(), pair.path(1).asDouble()});
    }
    return pairs;
  }

  @Test
  void theAnswerNamesItsCrs() {
    for (String uri : List.of(OgcCrs.CRS84, EPSG + "4490", EPSG + "4528")) {
      assertThat(http.get(OgcPlaces.ITEMS + "?limit=1&crs=" + uri).header("Content-Crs"))
          .hasValue("<" + uri + ">");
    }
    assertThat(http.get(OgcPlaces.ITEMS + "?limit=1").header("Content-Crs"))
        .hasValue("<" + OgcCrs.CRS84 + ">");
  }

  /** /req/crs/fc-md-crs-list, fc-md-storageCrs-valid-value, fc-crs-valid-value. */
  @Test
  void everyCrsOfTheListIsSpoken() {
    JsonNode collection = http.get("/ogc/collections/sensitive-places").json();
    String item = places.get("?limit=1").path("features").path(0).path("id").asString();
    List<String> uris = new ArrayList<>();
    collection.path("crs").forEach(uri -> uris.add(uri.asString()));
    assertThat(uris).contains(OgcCrs.CRS84, collection.path("storageCrs").asString());
    for (String uri : uris) {
      Http.Answer page =
          http.get(OgcPlaces.ITEMS + "/" + item + "?crs=" + uri, "Authorization", Http.admin());
      assertThat(page.status()).as(uri).isEqualTo(200);
      assertThat(page.header("Content-Crs")).hasValue("<" + uri + ">");
    }
  }

  @Test
  void boxesHaveTheOrderOfTheirCrs() {
    // the third and fourth place: 119.03-119.041° E, 42° N
    assertThat(places.find("?bbox=41.9,119.0295,42.1,119.0405&bbox-crs=" + EPSG + "4490"))
        .containsExactly(3, 4);
    assertThat(places.find("?bbox=42,41,43,43")).isEmpty();
    String[] corners =
        Ogr.run(
                "119.0295 41.9\n119.0405 42.1\n",
                List.of(
                    "gdaltransform", "-output_xy", "-s_srs", "EPSG:4490", "-t_srs", "EPSG:4528"))
            .strip()
            .split("\\s+");
    String box = corners[1] + "," + corners[0] + "," + corners[3] + "," + corners[2];
    assertThat(places.find("?bbox=" + box + "&bbox-crs=" + EPSG + "4528")).contains(3, 4);
    assertThat(places.find("?bbox=" + box + "&bbox-crs=" + EPSG + "4528").size()).isLessThan(6);
  }

  @Test
  void filtersHaveTheOrderOfTheirCrs() {
    String filter = "&filter=S_INTERSECTS(geometry,POINT(42.0005%20119.0305))";
    assertThat(places.find("?filter-crs=" + EPSG + "4490" + filter)).containsExactly(3);
    assertThat(places.find("?filter-crs=" + OgcCrs.CRS84 + filter)).isEmpty();
    String json =
        "%7B%22op%22:%22s_intersects%22,%22args%22:%5B%7B%22property%22:%22geometry%22%7D,%7B%22bbox%22:%5B42,119.03,42.001,119.0405%5D%7D%5D%7D";
    assertThat(places.find("?filter-lang=cql2-json&filter-crs=" + EPSG + "4326&filter=" + json))
        .containsExactly(3, 4);
    // over the antimeridian, from 119.02° eastwards round to 118°
    String over =
        "&filter=S_INTERSECTS(geometry,BBOX(42,119.03,42.001,118))%20AND%20code%3C'139901-05'";
    assertThat(places.find("?filter-crs=" + EPSG + "4490" + over)).containsExactly(3, 4);
    assertThat(places.find("?bbox=180,41,-180,43&code=139901-03")).isEmpty();
  }

  @Test
  void shellsRunCounterClockwise() {
    List<double[]> ring = shell(places.get("?limit=1"));
    double area = 0;
    for (int i = 0; i + 1 < ring.size(); i++) {
      area += ring.get(i)[0] * ring.get(i + 1)[1] - ring.get(i + 1)[0] * ring.get(i)[1];
    }
    assertThat(area).isPositive();
  }
}
