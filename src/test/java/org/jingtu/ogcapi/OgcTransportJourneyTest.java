package org.jingtu.ogcapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jingtu.database.JourneyTest;
import org.jingtu.support.Http;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** How answers travel: through proxies, compressed, and asked after by their tags. */
@JourneyTest
class OgcTransportJourneyTest {

  @LocalServerPort private int port;
  private Http http;

  @BeforeEach
  void make() {
    http = new Http(port);
    new OgcPlaces(http, "139901").make(25);
  }

  /** Apache and Caddy send the port with the name alone, others in a header of its own. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https | gis.example.org:8443 | | https://gis.example.org:8443/ogc",
        "https | gis.example.org | 8443 | https://gis.example.org:8443/ogc",
        "https | gis.example.org:443 | 443 | https://gis.example.org/ogc",
        "https | gis.example.org | | https://gis.example.org/ogc",
        "| gis.example.org | | http://gis.example.org/ogc",
        "| gis.example.org:8080 | | http://gis.example.org:8080/ogc",
        "https | [2001:db8::1]:8443 | | https://[2001:db8::1]:8443/ogc",
        "https | | | https://localhost:PORT/ogc",
        "| | | http://localhost:PORT/ogc",
        "| evil\"><script> | | http://localhost:PORT/ogc",
        "https | gis.example.org | 8443/evil | https://gis.example.org/ogc"
      })
  void linksHaveThePortThatTheCallerUsed(
      String scheme, String host, String ownPort, String address) {
    List<String> headers = new ArrayList<>();
    add(headers, "X-Forwarded-Proto", scheme);
    add(headers, "X-Forwarded-Host", host);
    add(headers, "X-Forwarded-Port", ownPort);
    JsonNode links = http.get("/ogc", headers.toArray(String[]::new)).json().path("links");

    String start = address.replace("PORT", Integer.toString(port));
    for (JsonNode link : links) {
      assertThat(link.path("href").asString().replace("127.0.0.1", "localhost")).startsWith(start);
    }
    assertThat(links).isNotEmpty();
  }

  private static void add(List<String> headers, String name, String value) {
    if (value != null) {
      headers.addAll(List.of(name, value));
    }
  }

  /** Tomcat compresses nothing that has a strong tag. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api",
        "/collections",
        "/collections?f=html",
        "/collections/contaminated-sites/schema",
        "/tileMatrixSets/WebMercatorQuad",
        "/tiles/WebMercatorQuad",
        "/collections/sensitive-places/items?limit=20"
      })
  void largeDocumentsComeCompressedToThoseWhoTakeThat(String path) {
    String[] asked = {"Authorization", Http.admin(), "Accept-Encoding", "gzip"};
    Http.Answer answer = http.get("/ogc" + path, asked);

    assertThat(answer.header("Content-Encoding")).hasValue("gzip");
    assertThat(answer.header("Vary").orElse("").toLowerCase())
        .contains("accept-encoding", "accept-language", "authorization");
    Http.Answer plain = http.get("/ogc" + path, "Authorization", Http.admin());
    assertThat(plain.header("Content-Encoding")).isEmpty();
    String tag = answer.header("ETag").orElseThrow();
    assertThat(plain.header("ETag")).hasValue(tag);
    assertThat(
            http.get("/ogc" + path, "Authorization", Http.admin(), "If-None-Match", tag).status())
        .isEqualTo(304);
  }

  /** RFC 9110, 13.1.2: lists, weak comparison, and the star for whatever there is. */
  @Test
  void tagsAreComparedAsHttpSays() {
    for (String path :
        List.of("/ogc/collections", OgcPlaces.ITEMS, "/ogc/tiles/WebMercatorQuad/0/0/0")) {
      String tag = http.get(path).header("ETag").orElseThrow();
      for (String known : List.of(tag, tag.substring(2), "\"a\", " + tag + ", W/\"b\"", "*")) {
        Http.Answer answer = http.get(path, "If-None-Match", known);
        assertThat(answer.status()).as(path + " " + known).isEqualTo(304);
        assertThat(answer.header("ETag")).hasValue(tag);
        assertThat(answer.response().body()).isEmpty();
      }
      assertThat(http.get(path, "If-None-Match", "\"a\"").status()).isEqualTo(200);
    }
    assertThat(http.get("/ogc/collections/dragons", "If-None-Match", "*").status()).isEqualTo(404);
  }
}
