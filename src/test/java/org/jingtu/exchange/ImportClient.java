package org.jingtu.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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

/** Uploads files to the running service as its administrator, and waits for the jobs. */
public final class ImportClient {

  private static final Set<String> WAITS_OR_ENDED =
      Set.of("CHECKED", "COMMITTED", "REJECTED", "FAILED", "CANCELLED");

  private final Http http;
  private final int port;

  public ImportClient(int port) {
    http = new Http(port);
    this.port = port;
  }

  /** A file of src/test/resources/imports. */
  static byte[] file(String name) {
    try (InputStream in = ImportClient.class.getResourceAsStream("/imports/" + name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Uploads; the answer as it came. */
  Http.Answer upload(String query, byte[] file, List<Http.Part> more, String... headers) {
    List<Http.Part> parts = new ArrayList<>();
    parts.add(new Http.Part("file", name(file), "application/octet-stream", file));
    parts.addAll(more);
    List<String> all = new ArrayList<>(List.of(headers));
    all.addAll(List.of("Authorization", Http.admin()));
    return http.postParts("/api/imports?" + query, parts, all.toArray(String[]::new));
  }

  /** A zip, a GeoPackage, or a text whose format is told by its content. */
  private static String name(byte[] file) {
    String start = new String(file, 0, Math.min(file.length, 6), StandardCharsets.ISO_8859_1);
    boolean text = start.matches("(?s)(\u00EF\u00BB\u00BF)?[{\\[c\"].*");
    return start.startsWith("SQLite") ? "plots.gpkg" : text ? "plots.txt" : "plots.zip";
  }

  /** Uploads; the id of the job. */
  String accept(String query, byte[] file) {
    Http.Answer answer = upload(query, file, List.of());
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(202);
    String id = answer.json().path("id").asString();
    assertThat(answer.header("Location")).contains("/api/imports/" + id);
    return id;
  }

  /** Uploads and waits; the job when it has ended, or waits for a commit. */
  JsonNode load(String query, byte[] file) {
    return end(accept(query, file));
  }

  /** The job when it has ended, or waits for a commit. */
  public JsonNode end(String id) {
    return await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> job(id), job -> WAITS_OR_ENDED.contains(job.path("state").asString()));
  }

  JsonNode job(String id) {
    return get("/api/imports/" + id).json();
  }

  Http.Answer get(String path, String... headers) {
    return send("GET", path, headers);
  }

  Http.Answer send(String method, String path, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    all.addAll(List.of("Authorization", Http.admin()));
    return http.send(method, path, "", all.toArray(String[]::new));
  }

  /** A file that the service gives; it must give it. */
  byte[] bytes(String path) {
    try {
      HttpResponse<byte[]> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                      .header("Authorization", Http.admin())
                      .build(),
                  HttpResponse.BodyHandlers.ofByteArray());
      assertThat(answer.statusCode()).as(new String(answer.body())).isEqualTo(200);
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  JsonNode collection(String id) {
    return get("/api/collections/" + id).json();
  }

  /** Data version and count of a collection: the same as long as nothing changed. */
  String stateOf(String id) {
    JsonNode collection = collection(id);
    return "version "
        + collection.path("dataVersion").asLong()
        + ", features "
        + collection.path("count").asLong();
  }

  static List<String> codes(JsonNode job) {
    return job.path("problems").valueStream().map(p -> p.path("code").asString()).toList();
  }
}
