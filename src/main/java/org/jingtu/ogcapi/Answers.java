package org.jingtu.ogcapi;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sends answers so that they can be kept by the caller alone, and are asked after each time: what
 * is seen depends on who asks, in which form and language.
 */
final class Answers {

  private static final String VARY = "Accept, Accept-Language, Authorization, Cookie, Origin";

  /** Set by Tomcat's RemoteIpValve where it believed a proxy. */
  private static final String FORWARDED = "org.apache.tomcat.request.forwarded";

  private static final Pattern PREFIX = Pattern.compile("(/[A-Za-z0-9._~-]+)+/?");

  private Answers() {}

  /** Links of an answer to this request, through the proxy by which it came. */
  static Links links(HttpServletRequest request) {
    String service = ServletUriComponentsBuilder.fromContextPath(request).build().toUriString();
    return new Links(service + prefix(request));
  }

  /**
   * The path that a proxy takes off before it passes a request on. Tomcat reads the other headers
   * of a proxy that it believes, and notes that it did; this one it does not know.
   */
  private static String prefix(HttpServletRequest request) {
    String prefix = request.getHeader("X-Forwarded-Prefix");
    boolean believed = Boolean.TRUE.equals(request.getAttribute(FORWARDED));
    return believed && prefix != null && PREFIX.matcher(prefix).matches()
        ? prefix.replaceFirst("/$", "")
        : "";
  }

  /** Sets the headers and tells whether the caller has this version already: 304 is sent then. */
  static boolean isKnown(HttpServletRequest request, HttpServletResponse response, String etag) {
    response.setHeader("Cache-Control", "private, no-cache");
    response.setHeader("Vary", VARY);
    return new ServletWebRequest(request, response).checkNotModified(etag);
  }

  /** Sends a document whose entity tag is its content. */
  static void send(
      HttpServletRequest request, HttpServletResponse response, String type, byte[] body)
      throws IOException {
    if (isKnown(request, response, "\"" + digest(body) + "\"")) {
      return;
    }
    response.setContentType(type);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  static void sendJson(
      HttpServletRequest request, HttpServletResponse response, String type, ObjectNode document)
      throws IOException {
    send(request, response, type, document.toString().getBytes(StandardCharsets.UTF_8));
  }

  static void sendHtml(HttpServletRequest request, HttpServletResponse response, String page)
      throws IOException {
    send(request, response, "text/html;charset=UTF-8", page.getBytes(StandardCharsets.UTF_8));
  }

  /** A short text that is another one for other content. */
  static String digest(byte[] body) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
      return HexFormat.of().formatHex(hash, 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
