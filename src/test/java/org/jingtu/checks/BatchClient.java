package org.jingtu.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jingtu.support.Http;
import tools.jackson.databind.JsonNode;

/** Sends batches to the running service as its administrator, and waits for them. */
final class BatchClient {

  private static final Set<String> ENDED = Set.of("DONE", "FAILED", "CANCELLED");

  private final int port;
  private final Http http;

  BatchClient(int port) {
    this.port = port;
    this.http = new Http(port);
  }

  /** Sends a file; the answer as it came. */
  Http.Answer send(String name, byte[] file, String request, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    if (!all.contains("Authorization")) {
      all.addAll(List.of("Authorization", Http.admin()));
    }
    return http.postParts(
        "/api/check-batches",
        List.of(
            new Http.Part("file", name, "application/octet-stream", file),
            new Http.Part(
                "request", "", "application/json", request.getBytes(StandardCharsets.UTF_8))),
        all.toArray(String[]::new));
  }

  /** Sends a file; the id of the batch. */
  String accept(String name, byte[] file, String request) {
    Http.Answer answer = send(name, file, request);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(202);
    String id = answer.json().path("id").asString();
    assertThat(answer.header("Location")).contains("/api/check-batches/" + id);
    return id;
  }

  /** Sends a file and waits; the batch when it has ended. */
  JsonNode run(String name, byte[] file, String request) {
    return end(accept(name, file, request));
  }

  /** The batch when it has ended. */
  JsonNode end(String id) {
    return await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(30))
        .until(() -> batch(id), batch -> ENDED.contains(batch.path("state").asString()));
  }

  JsonNode batch(String id) {
    return get("/api/check-batches/" + id).json();
  }

  Http.Answer get(String path) {
    return http.get(path, "Authorization", Http.admin());
  }

  Http.Answer delete(String id) {
    return http.send("DELETE", "/api/check-batches/" + id, "", "Authorization", Http.admin());
  }

  Http.Answer post(String path, String body) {
    return http.postJson(path, body, "Authorization", Http.admin());
  }

  /** The results as JSON, one a row of the file. */
  List<JsonNode> results(JsonNode batch) {
    return get(path(batch, "json")).json().valueStream().toList();
  }

  /** The results as a file. */
  byte[] file(JsonNode batch, String format) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path(batch, format)))
            .header("Authorization", Http.admin())
            .build();
    HttpResponse<byte[]> response =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
    assertThat(response.statusCode()).isEqualTo(200);
    return response.body();
  }

  static String path(JsonNode batch, String format) {
    return "/api/check-batches/" + batch.path("id").asString() + "/results?f=" + format;
  }
}
