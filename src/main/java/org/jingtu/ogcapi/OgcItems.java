package org.jingtu.ogcapi;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jingtu.catalog.Attribute;
import org.jingtu.catalog.Collection;
import org.jingtu.features.FeatureVersion;
import org.jingtu.features.Features;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.io.WKBWriter;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The items of the collections, a page at a time: one snapshot a page, one data version a paging.
 */
@Component
class OgcItems {

  /** How long a paging may go on in a data version that has been replaced. */
  private static final Duration PAGING = Duration.ofDays(1);

  private static final int LONGEST_WAIT_SECONDS = 10;

  private final ItemStore store;
  private final Features features;
  private final TransactionTemplate snapshot;
  private final Semaphore slots;

  /**
   * @param atOnce pages that are read at the same time; each holds a database connection until its
   *     caller has taken it
   */
  OgcItems(
      ItemStore store,
      Features features,
      PlatformTransactionManager transactions,
      @Value("${jingtu.ogc.at-once:12}") int atOnce) {
    this.slots = new Semaphore(atOnce, true);
    this.store = store;
    this.features = features;
    this.snapshot = new TransactionTemplate(transactions);
    snapshot.setReadOnly(true);
    snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
  }

  /** What a page is given to. */
  interface PageTaker extends ItemStore.Taker {

    /**
     * Hears first which data version is read.
     *
     * @return whether the page is wanted
     */
    boolean begin(long version);

    /** Hears last how many features there are on all pages, and where the next one begins. */
    void end(long matched, @Nullable Cursor next);
  }

  /**
   * Reads a page.
   *
   * @throws CursorRefused if the cursor is of another request, or too old
   * @throws ItemsBusy if too many others are reading
   */
  void page(ItemsQuery query, PageTaker taker) {
    if (!acquire()) {
      throw new ItemsBusy(LONGEST_WAIT_SECONDS);
    }
    try {
      snapshot.executeWithoutResult(status -> read(query, taker));
    } finally {
      slots.release();
    }
  }

  private boolean acquire() {
    try {
      return slots.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** What is known of the collection as a whole. */
  ItemStore.Summary summary(Collection collection) {
    return Objects.requireNonNull(snapshot.execute(status -> store.summary(collection)));
  }

  private void read(ItemsQuery query, PageTaker taker) {
    long current = store.currentVersion(query.collection());
    long version = version(query, current);
    if (!taker.begin(version)) {
      return;
    }
    Long past = version == current ? null : version;
    if (query.hits()) {
      taker.end(store.count(query, past), null);
      return;
    }
    long[] returned = {0};
    Cursor next =
        store.page(
            query,
            past,
            row -> {
              returned[0]++;
              taker.take(row);
            });
    Cursor before = query.cursor();
    long matched;
    if (before != null) {
      matched = before.matched();
    } else {
      matched = next == null ? returned[0] : store.count(query, past);
    }
    taker.end(
        matched, next == null ? null : new Cursor(version, matched, next.keys(), next.feature()));
  }

  private long version(ItemsQuery query, long current) {
    Instant asOf = query.asOf();
    long wanted = asOf == null ? current : store.versionAt(query.collection(), asOf);
    Cursor cursor = query.cursor();
    if (cursor == null || cursor.version() == wanted) {
      return wanted;
    }
    if (asOf != null || cursor.version() > current || cursor.version() < 0) {
      throw CursorRefused.unreadable();
    }
    Instant replaced = store.replacedAt(query.collection(), cursor.version());
    if (replaced.isBefore(Instant.now().minus(PAGING))) {
      throw CursorRefused.expired();
    }
    return cursor.version();
  }

  /**
   * One item.
   *
   * @throws org.jingtu.problems.Problem FEATURE_NOT_FOUND
   */
  FeatureVersion get(Collection collection, long feature, @Nullable Instant asOf) {
    return features.getFeature(collection, feature, asOf);
  }

  /** A version of a feature as a row with all attributes. */
  static ItemStore.Row row(Collection collection, FeatureVersion version) {
    byte[] wkb = version.geometry() == null ? null : new WKBWriter().write(version.geometry());
    List<Attribute> attributes = collection.attributes();
    return new ItemStore.Row() {
      @Override
      public long feature() {
        return version.feature();
      }

      @Override
      public double areaSquareMetres() {
        return version.areaSquareMetres();
      }

      @Override
      public byte @Nullable [] wkb() {
        return wkb;
      }

      @Override
      public @Nullable Object value(int index) {
        return version.attributes().get(attributes.get(index).name());
      }
    };
  }
}
