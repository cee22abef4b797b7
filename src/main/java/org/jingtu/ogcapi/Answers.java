package org.jingtu.ogcapi;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.web.context.request.ServletWebRequest;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sends answers so that they can be kept by the caller alone, and are asked after each time: what
 * is seen depends on who asks, in which form and language.
 */
final class Answers {

  private static final String VARY = "Accept, Accept-Language, Authorization, Cookie, Origin";

  private Answers() {}

  /** Links of an answer to this request, through the proxy by which it came. */
  static Links links(HttpServletRequest request) {
    return new Links(ServiceAddress.of(request));
  }

  /** Sets the headers and tells whether the caller has this version already: 304 is sent then. */
  static boolean isKnown(HttpServletRequest request, HttpServletResponse response, String etag) {
    response.setHeader("Cache-Control", "private, no-cache");
    response.setHeader("Vary", VARY);
    if ("*".equals(request.getHeader("If-None-Match"))) { // whatever it is (RFC 9110, 13.1.2)
      response.setHeader("ETag", etag);
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return true;
    }
    return new ServletWebRequest(request, response).checkNotModified(etag);
  }

  /** Sends a document whose entity tag is its content; weak, so that it may be compressed. */
  static void send(
      HttpServletRequest request, HttpServletResponse response, String type, byte[] body)
      throws IOException {
    if (isKnown(request, response, "W/\"" + digest(body) + "\"")) {
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
