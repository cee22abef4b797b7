package org.jingtu.ogcapi;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jingtu.access.Permissions;
import org.jingtu.access.Territory;
import org.jingtu.catalog.Collection;
import org.jingtu.features.EntityTags;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
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
  private final Permissions permissions;
  private final TransactionTemplate cursors;
  private final Semaphore slots;
  private final ExecutorService writers = Executors.newCachedThreadPool(OgcItems::writer);
  private final Map<String, ItemStore.Count> wholes = new ConcurrentHashMap<>();

  /**
   * @param atOnce pages that are read at the same time; each holds a database connection until its
   *     caller has taken it
   */
  OgcItems(
      ItemStore store,
      Permissions permissions,
      DataSource database,
      @Value("${jingtu.ogc.at-once:12}") int atOnce) {
    this.permissions = permissions;
    this.slots = new Semaphore(atOnce, true);
    this.store = store;
    // not the one of JPA, which would open a session of Hibernate for every page
    this.cursors = new TransactionTemplate(new JdbcTransactionManager(database));
    cursors.setReadOnly(true);
  }

  private static Thread writer(Runnable work) {
    Thread thread = new Thread(work, "ogc-items");
    thread.setDaemon(true);
    return thread;
  }

  @PreDestroy
  void close() {
    writers.shutdown();
  }

  /** What a page is given to. */
  interface PageTaker extends ItemStore.Taker {

    /** Whether the caller may have the page already, so that its data version is asked first. */
    boolean isConditional();

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
      read(query, taker);
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

  /** What is known of the collection as a whole, as far as the caller may see it. */
  ItemStore.Summary summary(Collection collection) {
    String area = permissions.findTerritory().map(Territory::prefix).orElse("");
    return store.summary(collection, area);
  }

  private void read(ItemsQuery query, PageTaker taker) {
    Long wanted = null;
    Long past = null;
    if (query.asOf() != null || query.cursor() != null || taker.isConditional()) {
      long current = store.currentVersion(query.collection());
      wanted = version(query, current);
      past = wanted == current ? null : wanted;
      if (taker.isConditional() && !taker.begin(wanted)) {
        return;
      }
    }
    if (query.hits()) {
      ItemStore.Count count = store.count(query, past);
      if (taker.begin(past == null ? count.version() : past)) {
        taker.end(count.features(), null);
      }
      return;
    }
    ItemStore.End end = page(query, past, wanted, taker);
    if (end == null && wanted != null && past == null) {
      end = page(query, wanted, wanted, taker); // it was replaced between the two statements
    }
    if (end != null) {
      finish(query, past, end, taker);
    }
  }

  private ItemStore.@Nullable End page(
      ItemsQuery query, @Nullable Long past, @Nullable Long wanted, PageTaker taker) {
    Relay relay = new Relay(writers, taker::take);
    ItemStore.Taker reader =
        new ItemStore.Taker() {
          @Override
          public boolean begin(long version) {
            return taker.begin(version);
          }

          @Override
          public void take(ItemRow row) {
            relay.take(row);
          }
        };
    try {
      // what comes at once needs no transaction, whose end takes one more round
      ItemStore.End end =
          query.limit() <= ItemStore.FIRST_ROWS
              ? store.page(query, past, wanted, reader)
              : cursors.execute(status -> store.page(query, past, wanted, reader));
      relay.finish();
      return end;
    } catch (RuntimeException | Error failure) {
      relay.abandon();
      throw failure;
    }
  }

  private void finish(ItemsQuery query, @Nullable Long past, ItemStore.End end, PageTaker taker) {
    Cursor before = query.cursor();
    Cursor next = end.next();
    long matched;
    if (before != null) {
      matched = before.matched();
    } else {
      matched = next == null ? end.rows() : count(query, past, end.version());
    }
    taker.end(
        matched,
        next == null ? null : new Cursor(end.version(), matched, next.keys(), next.feature()));
  }

  /** The whole of a collection is counted once a data version. */
  private long count(ItemsQuery query, @Nullable Long past, long version) {
    String collection = query.collection().id();
    boolean everything = query.everything();
    ItemStore.Count known = everything ? wholes.get(collection) : null;
    if (known != null && known.version() == version) {
      return known.features();
    }
    ItemStore.Count count = store.count(query, past);
    if (past == null && count.version() != version) {
      return store.count(query, version).features(); // it was replaced meanwhile
    }
    if (past == null && everything) {
      wholes.put(collection, count);
    }
    return count.features();
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
   * @param query its collection with all that is given out
   * @throws org.jingtu.problems.Problem FEATURE_NOT_FOUND
   */
  ItemRow get(ItemsQuery query, long feature) {
    Collection collection = query.collection();
    Instant asOf = query.asOf();
    Long past = asOf == null ? null : store.versionAt(collection, asOf);
    return store
        .find(query, feature, past)
        .orElseThrow(() -> EntityTags.notFound(collection, Long.toString(feature)));
  }
}
