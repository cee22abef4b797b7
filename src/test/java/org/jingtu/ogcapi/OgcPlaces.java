package org.jingtu.ogcapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jingtu.support.Http;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A row of places in a county of its own: the i-th is the square of 0.001° whose lower left corner
 * lies at (119 + i/100)° E, 42° N. Odd ones are schools, even ones hospitals. The i-th is dated the
 * i-th of January 2026; every fifth has no date.
 */
final class OgcPlaces {

  static final String ITEMS = "/ogc/collections/sensitive-places/items";

  private final Http http;
  private final String adcode;

  OgcPlaces(Http http, String adcode) {
    this.http = http;
    this.adcode = adcode;
  }

  /** Makes the places unless they are there already. */
  OgcPlaces make(int count) {
    int there = get("?resultType=hits").path("numberMatched").asInt();
    for (int i = there + 1; i <= count; i++) {
      make(i, "");
    }
    return this;
  }

  /** Makes one place; its id. */
  String make(int number, String suffix) {
    String body = feature(number, suffix);
    Http.Answer answer =
        http.postJson(
            "/api/collections/sensitive-places/features", body, "Authorization", Http.admin());
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
    return answer.json().path("id").asString();
  }

  String feature(int number, String suffix) {
    String date = number % 5 == 0 ? "" : ",\"sourceDate\":\"2026-01-%02d\"".formatted(number);
    return """
        {"type":"Feature","properties":{"code":"%s-%02d%s","name":"Place %c %d","adcode":"%s","kind":"%s"%s},"geometry":%s}
        """
        .formatted(
            adcode,
            number,
            suffix,
            'A' + number % 26,
            number,
            adcode,
            number % 2 == 1 ? "SCHOOL" : "HOSPITAL",
            date,
            square(number));
  }

  static String square(int number) {
    double west = 119 + number / 100.0;
    double east = west + 0.001;
    return "{\"type\":\"Polygon\",\"coordinates\":[[[%s,42],[%s,42],[%s,42.001],[%s,42.001],[%s,42]]]}"
        .formatted(west, east, east, west, west);
  }

  /** Items of the county; the query begins with a question mark, or is empty. */
  JsonNode get(String query) {
    String path = ITEMS + query + (query.isEmpty() ? "?" : "&") + "adcode=" + adcode;
    Http.Answer answer = http.get(path, "Authorization", Http.admin());
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer.json();
  }

  /** Numbers of the places that a query finds, in its order. */
  List<Integer> find(String query) {
    return numbers(get(query + (query.isEmpty() ? "?" : "&") + "limit=100"));
  }

  static List<Integer> numbers(JsonNode page) {
    List<Integer> numbers = new ArrayList<>();
    for (JsonNode feature : page.path("features")) {
      String code = feature.path("properties").path("code").asString();
      numbers.add(Integer.parseInt(code.substring(7, 9)));
    }
    return numbers;
  }

  /** Address of the link with this relation, without the server; null if there is none. */
  static String link(JsonNode document, String rel) {
    for (JsonNode link : document.path("links")) {
      if (link.path("rel").asString().equals(rel)) {
        return link.path("href").asString().replaceFirst("^http://[^/]+", "");
      }
    }
    return null;
  }

  static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }
}
