package org.jingtu.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The table of docs/access.md. */
public final class AccessMatrix {

  static final Path PAGE = Path.of("docs/access.md");

  private static final Pattern LINE =
      Pattern.compile("\\| `([A-Z]+ /[^`]*)` \\| ([^|]+?) \\|(?: `(.+)`)? *\\|");
  private static final Pattern VARIABLE = Pattern.compile("\\{\\*?([A-Za-z]+)(?::[^}]*)?}");

  /**
   * A line of the table.
   *
   * @param address method and pattern, as Spring maps it
   * @param who as the page explains it
   * @param request what the request needs, or an empty text
   */
  public record Line(String address, String who, String request) {

    /** As HTTP names it. */
    public String method() {
      return address.substring(0, address.indexOf(' '));
    }

    /**
     * Path and query of the request.
     *
     * @param made what the test has made, by its name after {@code @}
     */
    String path(Map<String, String> made) {
      Map<String, String> values = new LinkedHashMap<>(Map.of("collection", "contaminated-sites"));
      String query = "";
      for (String word : head().split(" ")) {
        int equals = word.indexOf('=');
        if (word.startsWith("?")) {
          query = word;
        } else if (equals > 0) {
          String value = word.substring(equals + 1);
          values.put(
              word.substring(0, equals),
              value.startsWith("@") ? made.get(value.substring(1)) : value);
        }
      }
      Map<String, String> all = values;
      String pattern = address.substring(address.indexOf(' ') + 1);
      String path =
          VARIABLE
              .matcher(pattern)
              .replaceAll(v -> Matcher.quoteReplacement(all.getOrDefault(v.group(1), "999999999")));
      return path.replace("**", "1").replace("*", "1") + query;
    }

    /** Whether the service may say first that there is no such thing. */
    boolean isAbsent() {
      return head().matches("(.* )?absent");
    }

    boolean hasFile() {
      return head().matches("(.* )?file");
    }

    String body() {
      int brace = request.indexOf('{');
      return brace < 0 ? "{}" : request.substring(brace);
    }

    private String head() {
      int brace = request.indexOf('{');
      return (brace < 0 ? request : request.substring(0, brace)).strip();
    }
  }

  private AccessMatrix() {}

  /** The lines by their addresses. */
  public static Map<String, Line> read() {
    Map<String, Line> lines = new LinkedHashMap<>();
    try {
      for (String text : Files.readAllLines(PAGE)) {
        Matcher found = LINE.matcher(text.strip());
        if (found.matches()) {
          String request = found.group(3) == null ? "" : found.group(3);
          lines.put(found.group(1), new Line(found.group(1), found.group(2), request));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines;
  }
}
