package org.jingtu.ogcapi;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tiles that were made, a collection each; the ones not asked for longest go first. A tile of
 * another data version is another tile, so that nothing here is ever out of date.
 */
final class TileCache {

  /** What an entry takes beside its bytes: key, map entry, array. */
  private static final int OVERHEAD_BYTES = 250;

  private final long mostBytes;
  private final LinkedHashMap<Key, byte[]> tiles = new LinkedHashMap<>(256, 0.75f, true);
  private long bytes;

  /**
   * @param mostBytes what all tiles may take together
   */
  TileCache(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /**
   * A tile of a collection.
   *
   * @param version data version of the collection
   * @param area administrative code to which the caller is limited, or an empty text
   */
  record Key(String collection, long version, String area, TileAddress tile) {}

  synchronized byte @Nullable [] find(Key key) {
    return tiles.get(key);
  }

  /** Keeps a tile, unless it would take more than an eighth of all there is. */
  synchronized void put(Key key, byte[] tile) {
    if (tile.length > mostBytes / 8) {
      return;
    }
    byte[] before = tiles.put(key, tile);
    bytes += before == null ? tile.length + OVERHEAD_BYTES : tile.length - before.length;
    var eldest = tiles.entrySet().iterator();
    while (bytes > mostBytes && eldest.hasNext()) {
      Map.Entry<Key, byte[]> entry = eldest.next();
      bytes -= entry.getValue().length + OVERHEAD_BYTES;
      eldest.remove();
    }
  }

  /** Bytes that are taken. */
  synchronized long bytes() {
    return bytes;
  }
}
