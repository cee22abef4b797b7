package org.jingtu.exchange;

import jakarta.servlet.http.HttpServletResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jingtu.problems.BadParameter;
import org.jingtu.problems.UnknownParameter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;

/** What requests about jobs of every kind have in common. */
public final class JobRequests {

  private static final int LONGEST_LIST = 500;
  private static final int LONGEST_KEY = 200;

  private JobRequests() {}

  /**
   * Passes for an idempotency key of 1 to 200 characters, or none.
   *
   * @throws BadParameter otherwise
   */
  public static void requireKey(@Nullable String key) {
    if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
      throw new BadParameter("Idempotency-Key", key, "1…" + LONGEST_KEY);
    }
  }

  /**
   * Passes if the address has only parameters that are understood: with {@code comit=manual} passed
   * over, a file would be registered that was only to be checked.
   *
   * @param query of the address, or null
   * @param known names in the order in which a refusal lists them
   * @throws UnknownParameter for any other
   */
  static void requireKnown(@Nullable String query, List<String> known) {
    for (String pair : query == null ? new String[0] : query.split("&")) {
      String name = URLDecoder.decode(pair.split("=", 2)[0], StandardCharsets.UTF_8);
      if (!name.isEmpty() && !known.contains(name)) {
        throw new UnknownParameter(name, String.join(", ", known));
      }
    }
  }

  /**
   * Passes for a list of 1 to 500 jobs.
   *
   * @throws BadParameter otherwise
   */
  public static void requireLimit(int limit) {
    if (limit < 1 || limit > LONGEST_LIST) {
      throw new BadParameter("limit", Integer.toString(limit), "1…" + LONGEST_LIST);
    }
  }

  /** Has the answer stored as a file of this name. */
  public static void attach(HttpServletResponse response, String fileName) {
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        ContentDisposition.attachment()
            .filename(fileName, StandardCharsets.UTF_8)
            .build()
            .toString());
  }
}
