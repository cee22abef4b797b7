package org.jingtu.ogcapi;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

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

  /** Version, number and feature; the keys follow. */
  private static final int NUMBERS = 3;

  /** As it stands in the parameter {@code cursor}. */
  String encode(CursorSeal seal) {
    ArrayNode array = JsonMapper.shared().createArrayNode();
    array.add(version).add(matched).add(feature);
    keys.forEach(array::add);
    return seal.seal(array.toString().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads the parameter.
   *
   * @throws CursorRefused if it is not what {@link #encode} wrote with such a seal
   */
  static Cursor parse(String text, CursorSeal seal) {
    JsonNode array = JsonMapper.shared().readTree(seal.open(text));
    List<@Nullable String> keys = new ArrayList<>();
    for (int i = NUMBERS; i < array.size(); i++) {
      keys.add(array.get(i).isNull() ? null : array.get(i).stringValue());
    }
    return new Cursor(
        array.get(0).longValue(), array.get(1).longValue(), keys, array.get(2).longValue());
  }
}
