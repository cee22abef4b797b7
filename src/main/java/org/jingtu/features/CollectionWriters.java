package org.jingtu.features;

import java.sql.Connection;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.jingtu.access.Permissions;
import org.jingtu.access.Territory;
import org.jingtu.catalog.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Opens the writer of a collection; the only way in which collection tables are written. */
@Component
public class CollectionWriters {

  /** How many feature ids the database hands out at a time. */
  private static final int BLOCK = 1000;

  private final JdbcTemplate jdbc;
  private final ObjectProvider<ChangeListener> listeners;
  private final Permissions permissions;

  /** Listeners are looked up late: they may themselves read what is written here. */
  CollectionWriters(
      JdbcTemplate jdbc, ObjectProvider<ChangeListener> listeners, Permissions permissions) {
    this.jdbc = jdbc;
    this.listeners = listeners;
    this.permissions = permissions;
  }

  /**
   * Opens the next data version of a collection and takes its lock, waiting for an earlier writer.
   * What is written has to lie in the area of the current actor, if it is limited to one.
   *
   * @param importJob the import job that writes, or null for a single edit
   * @throws org.springframework.transaction.IllegalTransactionStateException outside a transaction
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public CollectionWriter open(Collection collection, @Nullable UUID importJob) {
    Long version =
        jdbc.queryForObject(
            "update dataset set version = version + 1 where collection = ? returning version",
            Long.class,
            collection.id());
    Territory territory = permissions.findTerritory().orElse(null);
    return new CollectionWriter(
        new TableSql(collection),
        jdbc,
        onItsConnection(),
        java.util.Objects.requireNonNull(version),
        importJob,
        listeners.orderedStream().toList(),
        territory);
  }

  /** For any thread, not only the transaction's: the connection itself orders what it is told. */
  private JdbcTemplate onItsConnection() {
    DataSource source = java.util.Objects.requireNonNull(jdbc.getDataSource());
    Connection connection = DataSourceUtils.getConnection(source);
    try {
      return new JdbcTemplate(new SingleConnectionDataSource(connection, true));
    } finally {
      DataSourceUtils.releaseConnection(connection, source); // the transaction goes on holding it
    }
  }

  /** A source of new feature ids for one writer thread or a pool of them. */
  public FeatureIds newIds() {
    return new FeatureIds(jdbc);
  }

  /** Hands out new feature ids; safe for use by several threads. */
  public static final class FeatureIds {
    private final JdbcTemplate jdbc;
    private long next;
    private long end;

    FeatureIds(JdbcTemplate jdbc) {
      this.jdbc = jdbc;
    }

    /** A feature id that was never used before. */
    public synchronized long next() {
      if (next == end) {
        List<Long> first = jdbc.queryForList("select nextval('feature_id')", Long.class);
        next = first.get(0);
        end = next + BLOCK;
      }
      return next++;
    }

    /**
     * As many ids as wanted, ascending and most often one after the other. Rows that are written
     * one after the other then lie so in the table's key too, whatever other threads take.
     */
    public synchronized long[] next(int count) {
      return LongStream.generate(this::next).limit(count).toArray();
    }
  }
}
