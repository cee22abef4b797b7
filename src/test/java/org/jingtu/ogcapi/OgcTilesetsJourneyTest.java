package org.jingtu.ogcapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.jingtu.support.Http;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The tilesets of OGC API Tiles (20-057): their documents, limits, and who sees what. */
class OgcTilesetsJourneyTest extends OgcTilePlaces {

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
    requireOwnNumbersAndExtent(basic);
  }

  /** The other site lies 0.1° to the east, in the next county. */
  private void requireOwnNumbersAndExtent(String basic) {
    String sites = "/ogc/collections/" + SITES;
    double east =
        http.get(sites, "Authorization", basic).json().at("/extent/spatial/bbox/0/2").asDouble();
    assertThat(east).isBetween(97.30, 97.31);
    assertThat(get(sites).json().at("/extent/spatial/bbox/0/2").asDouble()).isGreaterThan(97.4);
    String hits = sites + "/items?resultType=hits&adcode=" + NEXT;
    assertThat(http.get(hits, "Authorization", basic).json().path("numberMatched").asInt())
        .isZero();
    assertThat(get(hits).json().path("numberMatched").asInt()).isPositive();
    String other = sites + "/items/" + id(SITES, "other");
    assertThat(http.get(other, "Authorization", basic).status()).isEqualTo(404);
    assertThat(get(other).status()).isEqualTo(200);
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
        assertThat(tileset.path("links")).hasSizeGreaterThan(3);
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
}
