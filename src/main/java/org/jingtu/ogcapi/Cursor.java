package org.jingtu.ogcapi;

import java.nio.charset.StandardCharsets;
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
   * @param sortKeys how many keys the request sorts by
   * @throws CursorRefused if it is not what {@link #encode} wrote for such a request
   */
  static Cursor parse(String text, int sortKeys) {
    try {
      if (text.length() > LONGEST) {
        throw CursorRefused.unreadable();
      }
      JsonNode node = JsonMapper.shared().readTree(Base64.getUrlDecoder().decode(text));
      List<@Nullable String> keys = new ArrayList<>();
      for (JsonNode key : node.path("k")) {
        keys.add(key.isNull() ? null : key.stringValue());
      }
      if (keys.size() != sortKeys
          || !node.path("v").isIntegralNumber()
          || !node.path("n").isIntegralNumber()
          || !node.path("f").isIntegralNumber()) {
        throw CursorRefused.unreadable();
      }
      return new Cursor(
          node.path("v").longValue(), node.path("n").longValue(), keys, node.path("f").longValue());
    } catch (JacksonException | IllegalArgumentException e) {
      throw CursorRefused.unreadable();
    }
  }
}
