package org.jingtu.ogcapi;

import jakarta.annotation.PreDestroy;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jingtu.catalog.Catalog;
import org.jingtu.catalog.Collection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Makes the far tiles of large collections before somebody asks: on them all features are seen, so
 * that they take longest, and they are the first that a map shows. At the start, and once a
 * collection has kept its data version for a minute.
 */
@Component
class FarTiles {

  private static final Logger log = LoggerFactory.getLogger(FarTiles.class);
  private static final int EVERY_SECONDS = 60;
  private static final int LAST_TILE_SECONDS = 3;

  private final Catalog catalog;
  private final OgcTiles tiles;
  private final boolean wanted;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(FarTiles::worker);

  /** Data versions of the last look, and those whose tiles were made; of the one thread alone. */
  private Map<String, Long> seen = Map.of();

  private final Map<String, Long> made = new HashMap<>();

  /**
   * @param wanted whether it is done at all
   */
  FarTiles(Catalog catalog, OgcTiles tiles, @Value("${jingtu.ogc.far-tiles:true}") boolean wanted) {
    this.catalog = catalog;
    this.tiles = tiles;
    this.wanted = wanted;
  }

  private static Thread worker(Runnable work) {
    Thread thread = new Thread(work, "ogc-far-tiles");
    thread.setDaemon(true);
    thread.setPriority(Thread.MIN_PRIORITY);
    return thread;
  }

  @EventListener(ApplicationReadyEvent.class)
  void begin() {
    if (wanted) {
      thread.scheduleWithFixedDelay(this::look, 0, EVERY_SECONDS, TimeUnit.SECONDS);
    }
  }

  /** The tile that is being made may be finished, if it does not take long. */
  @PreDestroy
  void close() {
    thread.shutdown();
    try {
      thread.awaitTermination(LAST_TILE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    try {
      Map<String, Long> versions = tiles.versions();
      Map<String, Long> before = seen.isEmpty() ? versions : seen;
      seen = versions;
      for (Collection collection : catalog.listCollections()) {
        Long version = versions.getOrDefault(collection.id(), 0L);
        boolean settled = version.equals(before.get(collection.id()));
        if (thread.isShutdown()) {
          return;
        }
        if (version > 0 && settled && !version.equals(made.get(collection.id()))) {
          tiles.makeFar(collection, versions);
          made.put(collection.id(), version);
        }
      }
    } catch (RuntimeException e) {
      log.debug("Far tiles are left for those who ask for them", e);
    }
  }
}
