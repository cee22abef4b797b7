package org.jingtu.problems;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.UriUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * Puts facts into words: RFC 9457 documents in the reader's language.
 *
 * <p>Members: {@code type} ({@code urn:jingtu:problem:CODE}), {@code title}, {@code status}, {@code
 * detail}, {@code instance} (path of the request), {@code code}, {@code requestId}, and those of
 * the fact. Language by Accept-Language: Chinese unless English is preferred.
 */
@Component
public class ProblemDocuments {

  /** Characters of an argument that a text quotes at most. */
  private static final int LONGEST_QUOTE = 500;

  private final MessageSource texts;
  private final LocaleResolver locales;
  private final JsonMapper json;

  ProblemDocuments(MessageSource texts, LocaleResolver locales, JsonMapper json) {
    this.texts = texts;
    this.locales = locales;
    this.json = json;
  }

  /**
   * Writes a problem as the answer, where no controller is at work (filters, sign-in). Does nothing
   * if the answer is already on its way.
   */
  public void write(Problem problem, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    write(Fact.of(problem), request, response);
  }

  void write(Fact fact, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (response.isCommitted()) {
      return;
    }
    response.resetBuffer();
    response.setStatus(fact.status().value());
    fact.headers().forEach((name, values) -> values.forEach(v -> response.addHeader(name, v)));
    response.setHeader("Cache-Control", "no-store");
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.getOutputStream().write(json.writeValueAsBytes(describe(fact, request)));
  }

  /** The answer of a controller's problem. */
  ResponseEntity<ProblemDetail> answer(Fact fact, HttpServletRequest request) {
    return ResponseEntity.status(fact.status())
        .headers(fact.headers())
        .header("Cache-Control", "no-store")
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(describe(fact, request));
  }

  private ProblemDetail describe(Fact fact, HttpServletRequest request) {
    Locale locale = locales.resolveLocale(request);
    ProblemDetail document = ProblemDetail.forStatus(fact.status());
    document.setType(URI.create("urn:jingtu:problem:" + fact.code()));
    document.setTitle(text(fact.code(), "title", new Object[0], locale));
    document.setDetail(text(fact.code(), "detail", fact.arguments(), locale));
    document.setInstance(URI.create(UriUtils.encodePath(path(request), "UTF-8")));
    document.setProperty("code", fact.code());
    RequestId.find().ifPresent(id -> document.setProperty("requestId", id));
    for (Map.Entry<String, ?> member : fact.members().entrySet()) {
      document.setProperty(member.getKey(), member.getValue());
    }
    return document;
  }

  private String text(String code, String part, Object[] arguments, Locale locale) {
    String key = "problem." + code + "." + part;
    String text = texts.getMessage(key, shorten(arguments), code, locale);
    return text == null ? code : text;
  }

  /** What came from the caller is quoted, but not at any length. */
  private static Object[] shorten(Object[] arguments) {
    return Arrays.stream(arguments)
        .map(
            value ->
                value instanceof String text && text.length() > LONGEST_QUOTE
                    ? text.substring(0, LONGEST_QUOTE) + "…"
                    : value)
        .toArray();
  }

  /** The decoded path as the caller sent it: of the original request in an error dispatch. */
  static String path(HttpServletRequest request) {
    Object original = request.getAttribute("jakarta.servlet.error.request_uri");
    String path = original instanceof String uri ? uri : request.getRequestURI();
    if (path == null) {
      return "/"; // of a request whose head was too long to be read
    }
    try {
      return UriUtils.decode(path, "UTF-8");
    } catch (IllegalArgumentException brokenEscape) {
      return path;
    }
  }
}
