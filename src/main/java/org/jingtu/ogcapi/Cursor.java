package org.jingtu.ogcapi;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where a page ended: the next one begins after it, in the same data version, whatever was written
 * meanwhile.
 *
 * @param version data version that the paging reads
 * @param matched features that the request meets in it
 * @param keys values of the sort keys of the last feature, as texts; null = no value
 * @param feature id of the last feature
 */
record Cursor(long version, long matched, List<@Nullable String> keys, long feature) {

  private static final int LONGEST = 4000;

  /** As it stands in the parameter {@code cursor}. */
  String encode() {
    ObjectNode node = JsonMapper.shared().createObjectNode();
    node.put("v", version).put("n", matched).put("f", feature);
    if (!keys.isEmpty()) {
      ArrayNode array = node.putArray("k");
      keys.forEach(array::add);
    }
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(node.toString().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads the parameter.
   *
   * @param sort the keys that the request sorts by
   * @throws CursorRefused if it is not what {@link #encode} wrote for such a request
   */
  static Cursor parse(String text, List<SortKey> sort) {
    try {
      if (text.length() > LONGEST) {
        throw CursorRefused.unreadable();
      }
      JsonNode node = JsonMapper.shared().readTree(Base64.getUrlDecoder().decode(text));
      List<@Nullable String> keys = new ArrayList<>();
      for (JsonNode key : node.path("k")) {
        keys.add(
            key.isNull() || keys.size() == sort.size() ? null : read(key, sort.get(keys.size())));
      }
      if (keys.size() != sort.size()
          || !node.path("v").isIntegralNumber()
          || !node.path("n").isIntegralNumber()
          || !node.path("f").isIntegralNumber()) {
        throw CursorRefused.unreadable();
      }
      return new Cursor(
          node.path("v").longValue(), node.path("n").longValue(), keys, node.path("f").longValue());
    } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
      throw CursorRefused.unreadable();
    }
  }

  /** The text of a key, if it is one that the database can read. */
  private static String read(JsonNode key, SortKey sort) {
    String text = key.stringValue();
    boolean readable =
        switch (sort.attribute().type()) {
          case TEXT, CODE -> text.indexOf('\0') < 0;
          case BOOLEAN -> text.equals("true") || text.equals("false");
          case INTEGER -> Long.toString(Long.parseLong(text)).equals(text);
          case DECIMAL -> text.matches("[-+.0-9eE]+") && !Double.isNaN(Double.parseDouble(text));
          case DATE -> LocalDate.parse(text).toString().equals(text);
        };
    if (!readable) {
      throw CursorRefused.unreadable();
    }
    return text;
  }
}
