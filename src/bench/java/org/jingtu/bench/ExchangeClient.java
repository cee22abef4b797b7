package org.jingtu.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Uploads and fetches files of the running service, timed. */
final class ExchangeClient {

  /** How often the state of a job is asked for: an answer takes 2 to 3 ms of processor. */
  private static final long POLL_MILLISECONDS = 50;

  private static final long LATER_POLL_MILLISECONDS = 200;
  private static final int POLLS_BEFORE_LATER = 40;

  private final HttpClient http = HttpClient.newHttpClient();
  private final String address;

  ExchangeClient(int port) {
    address = "http://127.0.0.1:" + port;
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /**
   * Loads a file.
   *
   * @return seconds from the answer to the upload to the end of the job
   * @throws IllegalStateException unless all rows were registered
   */
  double load(String collection, Path zip, int rows) throws IOException, InterruptedException {
    return load(collection, zip, rows, "");
  }

  /**
   * As {@link #load(String, Path, int)}.
   *
   * @param more further parameters, each with an ampersand before it
   */
  double load(String collection, Path zip, int rows, String more)
      throws IOException, InterruptedException {
    String boundary = "jingtu-bench";
    HttpRequest upload =
        request("/api/imports?mode=append&collection=" + collection + more)
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(
                BodyPublishers.concat(
                    BodyPublishers.ofString(
                        "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"plots.zip\"\r\nContent-Type: application/zip\r\n\r\n"
                            .formatted(boundary)),
                    BodyPublishers.ofFile(zip),
                    BodyPublishers.ofString("\r\n--" + boundary + "--\r\n")))
            .build();
    HttpResponse<String> accepted = http.send(upload, BodyHandlers.ofString());
    long start = System.nanoTime();
    require(accepted.statusCode() == 202, accepted.body());
    String job = JsonMapper.shared().readTree(accepted.body()).path("id").asString();
    for (int polls = 0; ; polls++) {
      HttpRequest ask = request("/api/imports/" + job).GET().build();
      String body = http.send(ask, BodyHandlers.ofString()).body();
      JsonNode state = JsonMapper.shared().readTree(body);
      switch (state.path("state").asString()) {
        case "COMMITTED" -> {
          require(state.path("inserted").asInt() == rows, body);
          return (System.nanoTime() - start) / 1e9;
        }
        case "REJECTED", "FAILED", "CANCELLED" -> throw new IllegalStateException(body);
        default ->
            Thread.sleep(polls < POLLS_BEFORE_LATER ? POLL_MILLISECONDS : LATER_POLL_MILLISECONDS);
      }
    }
  }

  /**
   * Times of an export, counted from the request.
   *
   * @param firstByte seconds to the first byte
   * @param lastByte seconds to the last
   */
  record Exported(double firstByte, double lastByte) {}

  /** Fetches an export. */
  Exported export(String collection, String query, Path target, int rows)
      throws IOException, InterruptedException {
    HttpRequest ask = request("/api/exports/" + collection + "?" + query).GET().build();
    long start = System.nanoTime();
    HttpResponse<InputStream> answer = http.send(ask, BodyHandlers.ofInputStream());
    double first = (System.nanoTime() - start) / 1e9;
    try (InputStream body = answer.body()) {
      Files.copy(body, target);
    }
    double last = (System.nanoTime() - start) / 1e9;
    require(answer.statusCode() == 200, query + ": " + answer.statusCode());
    long count = answer.headers().firstValueAsLong("Jingtu-Feature-Count").orElse(-1);
    require(count == rows, query + ": " + count + " features, not " + rows);
    return new Exported(first, last);
  }

  private HttpRequest.Builder request(String path) {
    String secret = "admin:" + ServiceProcess.ADMIN_PASSWORD;
    return HttpRequest.newBuilder(URI.create(address + path))
        .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(secret.getBytes()));
  }

  private static void require(boolean good, String otherwise) {
    if (!good) {
      throw new IllegalStateException(otherwise);
    }
  }
}
