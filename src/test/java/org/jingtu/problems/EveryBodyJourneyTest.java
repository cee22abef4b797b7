package org.jingtu.problems;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.SoftAssertions;
import org.jingtu.database.JourneyTest;
import org.jingtu.support.Http;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/**
 * Every body that the OpenAPI document has, on every level of it, is sent with one member that
 * nobody knows: it is refused there. So a new address is strict from its first day.
 */
@JourneyTest
class EveryBodyJourneyTest {

  private static final String UNKNOWN = "noSuchMember";

  /**
   * Bodies whose member names are the caller's: GeoJSON, which allows foreign members (RFC 7946,
   * 6.1), and the fields of a file.
   */
  private static final Set<String> OF_THE_CALLER =
      Set.of(
          "POST /api/boundaries",
          "POST /api/collections/{collection}/features",
          "PUT /api/collections/{collection}/features/{feature}",
          "POST /api/imports/{id}/remap");

  private static final String JSON = "application/json";
  private static final String FORM = "multipart/form-data";

  @LocalServerPort private int port;
  private Http http;
  private JsonNode document;

  /** A body to be sent: what it is wrapped in, and the path by which it shall be refused. */
  private record Sent(String body, String path) {}

  @BeforeEach
  void readDocument() {
    http = new Http(port);
    document = http.get("/v3/api-docs", "Authorization", Http.admin()).json();
  }

  @Test
  void refusesUnknownMembersOfJson() {
    SoftAssertions all = new SoftAssertions();
    Set<String> free = new TreeSet<>();
    int sent = 0;
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        JsonNode schema = json(operation.getValue());
        if (schema.isMissingNode() || path.getKey().startsWith("/ogc")) {
          continue;
        }
        String method = operation.getKey().toUpperCase(Locale.ROOT);
        List<Sent> bodies = bodies(schema);
        if (bodies.isEmpty()) {
          free.add(method + " " + path.getKey());
        }
        bodies.forEach(
            one -> expectRefused(all, path.getKey(), one, send(method, path.getKey(), one)));
        sent += bodies.size();
      }
    }
    all.assertAll();
    assertThat(free).isEqualTo(new TreeSet<>(OF_THE_CALLER));
    assertThat(sent).isGreaterThan(25);
  }

  private Http.Answer send(String method, String path, Sent one) {
    return http.send(
        method,
        path.replaceAll("\\{[^}]+}", "1"),
        one.body(),
        "Authorization",
        Http.admin(),
        "Content-Type",
        JSON);
  }

  @Test
  void refusesUnknownMembersOfThePartBesideAFile() {
    SoftAssertions all = new SoftAssertions();
    Set<String> addresses = new TreeSet<>();
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      JsonNode form = path.getValue().path("post").path("requestBody").path("content").path(FORM);
      JsonNode schema = form.path("schema").path("properties").path("request");
      for (Sent one : bodies(schema)) {
        addresses.add(path.getKey());
        Http.Answer answer =
            http.postParts(
                path.getKey(),
                List.of(
                    new Http.Part("file", "a.geojson", "application/geo+json", utf8("{}")),
                    new Http.Part("request", "", JSON, utf8(one.body()))),
                "Authorization",
                Http.admin());
        expectRefused(all, path.getKey(), one, answer);
      }
    }
    all.assertAll();
    assertThat(addresses).containsExactly("/api/check-batches", "/api/checks", "/api/zones/files");
  }

  private static void expectRefused(
      SoftAssertions all, String name, Sent sent, Http.Answer answer) {
    String told = name + " " + sent.body() + ": " + answer.response().body();
    all.assertThat(answer.status()).as(told).isEqualTo(400);
    all.assertThat(answer.code()).as(told).isEqualTo("MEMBER_UNKNOWN");
    all.assertThat(answer.json().path("path").asString("")).as(told).isEqualTo(sent.path());
  }

  private static JsonNode json(JsonNode operation) {
    JsonNode content = operation.path("requestBody").path("content");
    JsonNode json = content.path(JSON);
    return (json.isMissingNode() ? content.path("application/geo+json") : json).path("schema");
  }

  /** One body for every object within a body; none where the names are the caller's. */
  private List<Sent> bodies(JsonNode schema) {
    List<Sent> bodies = new ArrayList<>();
    collect(schema, "%s", "", bodies);
    return bodies;
  }

  private void collect(JsonNode schema, String around, String path, List<Sent> bodies) {
    JsonNode object = resolve(schema);
    if (object.path("type").asString("").equals("array")) {
      collect(object.path("items"), around.formatted("[%s]"), path + "[0]", bodies);
      return;
    }
    JsonNode members = object.path("properties");
    if (members.isEmpty()) {
      return;
    }
    String prefix = path.isEmpty() ? "" : path + ".";
    bodies.add(new Sent(around.formatted("{\"" + UNKNOWN + "\":1}"), prefix + UNKNOWN));
    for (Map.Entry<String, JsonNode> member : members.properties()) {
      collect(
          member.getValue(),
          around.formatted("{\"" + member.getKey() + "\":%s}"),
          prefix + member.getKey(),
          bodies);
    }
  }

  private JsonNode resolve(JsonNode schema) {
    String reference = schema.path("$ref").asString("");
    return reference.isEmpty() ? schema : document.at(reference.substring(1));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
