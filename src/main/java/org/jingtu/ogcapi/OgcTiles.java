package org.jingtu.ogcapi;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jingtu.access.Permissions;
import org.jingtu.access.Territory;
import org.jingtu.catalog.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Vector tiles of the current features that the caller may see: of one area alone, if the caller is
 * limited to one. A tile of several collections is their tiles one after the other, as the format
 * allows; each is made once a data version.
 */
@Component
class OgcTiles {

  /** Collections with more features than this are thinned out where polygons are tiny. */
  private static final long KEPT_WHOLE = 20_000;

  private static final int LONGEST_WAIT_SECONDS = 10;

  private final TileStore store;
  private final Permissions permissions;
  private final Semaphore slots;
  private final TileCache cache;
  private final SingleFlight<Made> flights = new SingleFlight<>();
  private final Map<String, TileStore.Extent> extents = new ConcurrentHashMap<>();

  /**
   * @param atOnce tiles that are made at the same time, each on a database connection
   * @param cacheMegabytes memory for tiles that were made
   */
  OgcTiles(
      TileStore store,
      Permissions permissions,
      @Value("${jingtu.ogc.tiles-at-once:6}") int atOnce,
      @Value("${jingtu.ogc.tile-cache-megabytes:64}") int cacheMegabytes) {
    this.store = store;
    this.permissions = permissions;
    this.slots = new Semaphore(atOnce, true);
    this.cache = new TileCache((long) cacheMegabytes << 20);
  }

  /**
   * A tile as bytes.
   *
   * @param state which data it shows, for its entity tag
   * @param bytes a Mapbox Vector Tile (version 2.1); none if there is nothing in it
   */
  record Made(String state, byte[] bytes) {}

  /** The data versions at this moment, by collection. */
  Map<String, Long> versions() {
    return store.versions();
  }

  /** Names data versions and what the caller sees of them, for entity tags. */
  String state(List<Collection> collections, Map<String, Long> versions) {
    return area()
        + ";"
        + collections.stream()
            .map(collection -> collection.id() + ":" + versions.get(collection.id()))
            .collect(Collectors.joining(","));
  }

  /**
   * Where the features of collections lie that the caller may see.
   *
   * @return {west, south, east, north} in degrees, or null if there are none
   */
  double @Nullable [] extent(List<Collection> collections, Map<String, Long> versions) {
    double[] all = null;
    for (Collection collection : collections) {
      double[] box = extent(collection, versions).box();
      if (all == null || box == null) {
        all = all == null ? box : all;
      } else {
        all =
            new double[] {
              Math.min(all[0], box[0]),
              Math.min(all[1], box[1]),
              Math.max(all[2], box[2]),
              Math.max(all[3], box[3])
            };
      }
    }
    return all;
  }

  private TileStore.Extent extent(Collection collection, Map<String, Long> versions) {
    long version = versions.get(collection.id());
    String key = collection.id() + "/" + area();
    TileStore.Extent known = extents.get(key);
    if (known != null && known.version() == version) {
      return known;
    }
    TileStore.Extent read = store.extent(collection, area());
    extents.put(key, read);
    return read;
  }

  /**
   * Passes if a tile lies within the limits of the data.
   *
   * @throws TileNotFound otherwise
   */
  void requireWithin(List<Collection> collections, Map<String, Long> versions, TileAddress tile) {
    if (!holds(extent(collections, versions), tile)) {
      throw new TileNotFound(tile.path());
    }
  }

  private static boolean holds(double @Nullable [] extent, TileAddress tile) {
    return tile.set().limits(extent).stream().anyMatch(limits -> limits.hold(tile));
  }

  /**
   * A tile with a layer a collection. Who asks for one that is being made waits for that one.
   *
   * @param versions the data versions at this moment
   * @throws ItemsBusy if too many others are being made
   */
  Made make(List<Collection> collections, Map<String, Long> versions, TileAddress tile) {
    Made known = findMade(collections, versions, tile);
    if (known != null) {
      return known;
    }
    return flights.join(
        state(collections, versions) + ";" + tile.set().id() + "/" + tile.path(),
        () -> makeNow(collections, versions, tile));
  }

  private Made makeNow(List<Collection> collections, Map<String, Long> versions, TileAddress tile) {
    if (!acquire()) {
      throw new ItemsBusy(LONGEST_WAIT_SECONDS);
    }
    try {
      Map<String, Long> read = new HashMap<>(versions);
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      for (Collection collection : collections) {
        byte[] layer = cache.find(key(collection, versions, tile));
        if (layer == null) {
          TileStore.Layer made = make(collection, versions, tile);
          read.put(collection.id(), made.version()); // it may be a newer one
          layer = made.bytes();
          cache.put(key(collection, read, tile), layer);
        }
        all.writeBytes(layer);
      }
      return new Made(state(collections, read), all.toByteArray());
    } finally {
      slots.release();
    }
  }

  private TileCache.Key key(Collection collection, Map<String, Long> versions, TileAddress tile) {
    return new TileCache.Key(collection.id(), versions.get(collection.id()), area(), tile);
  }

  private boolean acquire() {
    try {
      return slots.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The layers one after the other; null if one is not in the cache. */
  private @Nullable Made findMade(
      List<Collection> collections, Map<String, Long> versions, TileAddress tile) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (Collection collection : collections) {
      byte[] layer = cache.find(key(collection, versions, tile));
      if (layer == null) {
        return null;
      }
      all.writeBytes(layer);
    }
    return new Made(state(collections, versions), all.toByteArray());
  }

  private TileStore.Layer make(
      Collection collection, Map<String, Long> versions, TileAddress tile) {
    TileStore.Extent extent = extent(collection, versions);
    if (!holds(extent.box(), tile)) {
      return new TileStore.Layer(extent.version(), new byte[0]);
    }
    return store.tile(collection, tile, area(), isThinned(collection, extent) ? extent : null);
  }

  private static boolean isThinned(Collection collection, TileStore.Extent extent) {
    return !collection.geometry().allowsPoint() && extent.count() > KEPT_WHOLE;
  }

  /** Makes the tiles of Web Mercator on which all of a large collection is seen. */
  void makeFar(Collection collection, Map<String, Long> versions) {
    TileStore.Extent extent = extent(collection, versions);
    if (isThinned(collection, extent)) {
      TileMatrixSet.get("WebMercatorQuad")
          .far(extent.box())
          .forEach(tile -> make(List.of(collection), versions, tile));
    }
  }

  private String area() {
    return permissions.findTerritory().map(Territory::prefix).orElse("");
  }
}
