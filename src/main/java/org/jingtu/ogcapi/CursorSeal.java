package org.jingtu.ogcapi;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.crypto.Mac;

/**
 * Seals the cursors of a paging, so that nobody makes one up, and none is used where it does not
 * belong. The seal is HMAC-SHA256, cut to 16 bytes, of what a cursor says and of what it belongs
 * to: the collection, what the caller may see, and the parameters that choose and order features.
 */
final class CursorSeal {

  static final String ALGORITHM = "HmacSHA256";

  private static final int BYTES = 16;

  /**
   * Parameters that may change from page to page: they say how features are shown, and how many at
   * a time, not which. The map of a page for people leaves {@code crs} out, for example.
   */
  private static final Set<String> FREE =
      Set.of("cursor", "f", "limit", "crs", "properties", "skipGeometry", "resultType");

  private final CursorKey key;
  private final String collection;
  private final String scope;
  private final Map<String, String> bound = new TreeMap<>();

  /**
   * @param collection its id
   * @param scope what the caller may see
   */
  CursorSeal(CursorKey key, String collection, String scope, HttpServletRequest request) {
    this.key = key;
    this.collection = collection;
    this.scope = scope;
    request.getParameterMap().forEach((name, values) -> bound.put(name, values[0]));
    bound.keySet().removeAll(FREE);
  }

  /** The text that {@link #open} knows again. */
  String seal(byte[] content) {
    byte[] sealed =
        ByteBuffer.allocate(BYTES + content.length).put(sign(content)).put(content).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
  }

  /**
   * What was sealed.
   *
   * @throws CursorRefused if it was not sealed here, or for another paging
   */
  byte[] open(String text) {
    byte[] sealed;
    try {
      sealed = Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw CursorRefused.unreadable();
    }
    if (sealed.length < BYTES) {
      throw CursorRefused.unreadable();
    }
    byte[] content = Arrays.copyOfRange(sealed, BYTES, sealed.length);
    if (!MessageDigest.isEqual(sign(content), Arrays.copyOf(sealed, BYTES))) {
      throw CursorRefused.unreadable();
    }
    return content;
  }

  private byte[] sign(byte[] content) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key.get());
      add(mac, collection);
      add(mac, scope);
      bound.forEach(
          (name, value) -> {
            add(mac, name);
            add(mac, value);
          });
      add(mac, content);
      return Arrays.copyOf(mac.doFinal(), BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has " + ALGORITHM, e);
    }
  }

  private static void add(Mac mac, String text) {
    add(mac, text.getBytes(StandardCharsets.UTF_8));
  }

  /** With its length before it, so that the end of one part is never the start of the next. */
  private static void add(Mac mac, byte[] part) {
    mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
    mac.update(part);
  }
}
