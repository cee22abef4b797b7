package org.jingtu.features;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jingtu.access.Territory;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.WKBWriter;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The one writer of a collection within one transaction: it holds the collection's lock from {@link
 * CollectionWriters#open} to the end of the transaction, so that readers are never blocked and
 * writers follow one another. Everything it writes is one new data version.
 */
public final class CollectionWriter {

  private final TableSql table;
  private final JdbcTemplate jdbc;
  private final JdbcTemplate sending;
  private final long version;
  private final @Nullable UUID importJob;
  private final List<ChangeListener> listeners;
  private final @Nullable Territory territory;
  private @Nullable Set<Long> touched = new HashSet<>();
  private long firstFeature = Long.MAX_VALUE;
  private boolean largeTable;

  CollectionWriter(
      TableSql table,
      JdbcTemplate jdbc,
      JdbcTemplate sending,
      long version,
      @Nullable UUID job,
      List<ChangeListener> listeners,
      @Nullable Territory territory) {
    this.table = table;
    this.jdbc = jdbc;
    this.sending = sending;
    this.version = version;
    this.importJob = job;
    this.listeners = listeners;
    this.territory = territory;
  }

  /** The data version that is being written. */
  public long version() {
    return version;
  }

  /** Encodes rows for {@link #insert}; may be called by any thread. */
  public EncodedBatch encode(List<EncodedBatch.Entry> entries) {
    return new EncodedBatch(table, version, importJob, entries);
  }

  /**
   * Registers the rows of a batch and their pieces. Another thread than the transaction's may do it
   * while that one works on, one batch at a time; the transaction's must have waited for it before
   * it calls {@link #finish}, or rolls back.
   */
  public void insert(EncodedBatch batch) {
    touch(batch.ids);
    firstFeature = batch.ids.stream().reduce(firstFeature, Math::min);
    batch.features.sendTo(sending, table.copyFeatures());
    batch.pieces.sendTo(sending, TableSql.copyPieces());
    if (batch.large.rows() > 0) {
      makeLargeTable();
      batch.large.sendTo(sending, TableSql.copyLarge());
      sending.update(
          """
          insert into overlay_piece (collection, feature, since, geom)
          select ?, feature, ?, st_subdivide(geom, ?) from large_geometry
          """,
          table.collection().number(),
          version,
          TableSql.PIECE_VERTICES);
      sending.execute("truncate large_geometry");
    }
  }

  /**
   * Ends the current versions of these features.
   *
   * @return how many there were
   */
  public int end(Collection<Long> features) {
    touch(features);
    Long[] ids = features.toArray(Long[]::new);
    jdbc.update(TableSql.endPieces(), version, ids, table.collection().number());
    return jdbc.update(table.endFeatures(), version, ids);
  }

  /**
   * Ends every current feature that lies in one of these counties.
   *
   * @param counties county codes of six digits
   * @return how many there were
   */
  public int endCounties(List<String> counties) {
    if (territory != null) {
      counties.forEach(territory::require);
    }
    touched = null;
    Object codes = counties.toArray(String[]::new);
    jdbc.update(table.endPiecesOfCounties(), version, table.collection().number(), codes);
    return jdbc.update(table.endCounties(), version, codes);
  }

  /**
   * Declares that the collection holds all there is in a county or an area. An earlier declaration
   * for the same county ends.
   *
   * @param adcode county code of six digits, or null
   * @param area declared area, EPSG:4490, or null
   * @param sourceDate date of the data, or null if unknown
   */
  public void declareCoverage(
      @Nullable String adcode, @Nullable Geometry area, @Nullable LocalDate sourceDate) {
    if (territory != null) {
      territory.require(adcode);
    }
    if (adcode != null) {
      jdbc.update(
          "update dataset_coverage set until = ? where collection = ? and adcode = ? and until is null",
          version,
          table.collection().id(),
          adcode);
    }
    jdbc.update(
        """
        insert into dataset_coverage (collection, since, adcode, area, source_date)
        values (?, ?, ?, st_geomfromwkb(?, 4490), ?)
        """,
        table.collection().id(),
        version,
        adcode,
        area == null ? null : new WKBWriter().write(area),
        sourceDate);
  }

  /** How much a data version changed. */
  public record Changes(long inserted, long updated, long ended) {}

  /**
   * Closes the data version and tells the listeners: the last step before the commit.
   *
   * @throws org.jingtu.access.NotPermitted if any feature that was written or ended lies outside of
   *     the writer's area
   */
  public void finish(String actor, Changes changes) {
    requireTerritory();
    jdbc.update(
        """
        insert into dataset_version (collection, version, actor, origin, import_job, inserted, updated, ended)
        values (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        table.collection().id(),
        version,
        actor,
        importJob == null ? "EDIT" : "IMPORT",
        importJob,
        changes.inserted(),
        changes.updated(),
        changes.ended());
    DataChange change =
        new DataChange(
            table.collection(), version, touched, firstFeature, changes, actor, importJob);
    listeners.forEach(listener -> listener.changed(change));
  }

  /** The one place that every write passes, whichever way it came. */
  private void requireTerritory() {
    if (territory == null) {
      return;
    }
    Set<Long> ids = touched;
    Long[] listed = ids == null ? null : ids.toArray(Long[]::new);
    jdbc.queryForList(
            table.selectOutside(listed != null),
            String.class,
            listed == null
                ? new Object[] {version, version, territory.prefix()}
                : new Object[] {version, version, territory.prefix(), listed})
        .forEach(territory::require);
  }

  private synchronized void touch(Collection<Long> features) {
    Set<Long> ids = touched;
    if (ids != null) {
      ids.addAll(features);
      if (ids.size() > DataChange.LISTED_AT_MOST) {
        touched = null;
      }
    }
  }

  private void makeLargeTable() {
    if (!largeTable) {
      sending.execute(
          "create temporary table if not exists large_geometry (feature bigint, geom geometry) on commit drop");
      largeTable = true;
    }
  }
}
