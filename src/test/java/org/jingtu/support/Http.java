package org.jingtu.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jingtu.database.TestDatabaseInitializer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A small HTTP caller of the running service; each has its own cookies. */
public final class Http {

  private final int port;
  private final CookieManager cookies = new CookieManager();
  private final HttpClient client = HttpClient.newBuilder().cookieHandler(cookies).build();

  /** A caller of the service on this port of this machine. */
  public Http(int port) {
    this.port = port;
  }

  /** An answer with its body as text. */
  public record Answer(HttpResponse<String> response) {

    /** HTTP status. */
    public int status() {
      return response.statusCode();
    }

    /** First value of a header. */
    public Optional<String> header(String name) {
      return response.headers().firstValue(name);
    }

    /** The body as JSON. */
    public JsonNode json() {
      return JsonMapper.shared().readTree(response.body());
    }

    /** Code of the problem, or an empty text. */
    public String code() {
      return json().path("code").asString("");
    }
  }

  /** Sends a request; headers are name, value, name, value … */
  public Answer send(String method, String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .method(method, BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return exchange(request);
  }

  private Answer exchange(HttpRequest.Builder request) {
    try {
      return new Answer(
          client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Gets a path. */
  public Answer get(String path, String... headers) {
    return send("GET", path, "", headers);
  }

  /** Gets a file; anything but 200 fails. */
  public byte[] getBytes(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<byte[]> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        throw new AssertionError(
            answer.statusCode() + " " + new String(answer.body(), StandardCharsets.UTF_8));
      }
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Posts JSON. */
  public Answer postJson(String path, String body, String... headers) {
    String[] all = new String[headers.length + 2];
    all[0] = "Content-Type";
    all[1] = "application/json";
    System.arraycopy(headers, 0, all, 2, headers.length);
    return send("POST", path, body, all);
  }

  /** The cookie the service set, or an empty text. */
  public String cookie(String name) {
    return cookies.getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals(name))
        .map(HttpCookie::getValue)
        .findFirst()
        .orElse("");
  }

  /** Signs in as the page does: opens it for the CSRF cookie, then posts. */
  public Answer signIn(String username, String password) {
    get("/signin.html");
    return postJson(
        "/api/session",
        "{\"username\":\"" + username + "\",\"password\":\"" + password + "\"}",
        "X-XSRF-TOKEN",
        cookie("XSRF-TOKEN"));
  }

  /** Value of the Authorization header. */
  public static String basic(String username, String password) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((username + ":" + password).getBytes(StandardCharsets.UTF_8));
  }

  /** Authorization header of the user {@code admin} of every test context. */
  public static String admin() {
    return basic("admin", TestDatabaseInitializer.ADMIN_PASSWORD);
  }

  /** One part of a multipart request. */
  public record Part(String name, String fileName, String contentType, byte[] content) {}

  /** Posts a multipart/form-data request. */
  public Answer postParts(String path, List<Part> parts, String... headers) {
    String boundary = "----jingtu-" + Long.toHexString(parts.hashCode());
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (Part part : parts) {
      String file = part.fileName().isEmpty() ? "" : "; filename=\"" + part.fileName() + "\"";
      body.writeBytes(
          ("--"
                  + boundary
                  + "\r\nContent-Disposition: form-data; name=\""
                  + part.name()
                  + "\""
                  + file
                  + "\r\nContent-Type: "
                  + part.contentType()
                  + "\r\n\r\n")
              .getBytes(StandardCharsets.UTF_8));
      body.writeBytes(part.content());
      body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }
    body.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(BodyPublishers.ofByteArray(body.toByteArray()));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return exchange(request);
  }
}
