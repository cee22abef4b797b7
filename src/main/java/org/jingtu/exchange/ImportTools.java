package org.jingtu.exchange;

import jakarta.annotation.PreDestroy;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jingtu.access.AuditTrail;
import org.jingtu.catalog.Catalog;
import org.jingtu.catalog.Collection;
import org.jingtu.features.CollectionWriter;
import org.jingtu.features.CollectionWriters;
import org.jingtu.features.Datasets;
import org.jingtu.features.Features;
import org.jingtu.features.RegisteredVertices;
import org.jingtu.geo.CoordinateSystems;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What every pass over a file works with. */
@Component
class ImportTools {

  private static final int CORES = Runtime.getRuntime().availableProcessors();

  private final Catalog catalog;
  private final Features features;
  private final CollectionWriters writers;
  private final Datasets datasets;
  private final CoordinateSystems systems;
  private final RegisteredVertices vertices;
  private final ImportJobStore jobs;
  private final AuditTrail audit;
  private final JdbcTemplate jdbc;
  private final TransactionTemplate transactions;
  private final AtomicInteger threads = new AtomicInteger();
  private final ExecutorService cores = Executors.newFixedThreadPool(CORES, this::thread);

  ImportTools(
      Catalog catalog,
      Features features,
      CollectionWriters writers,
      Datasets datasets,
      CoordinateSystems systems,
      RegisteredVertices vertices,
      ImportJobStore jobs,
      AuditTrail audit,
      JdbcTemplate jdbc,
      PlatformTransactionManager transactions) {
    this.catalog = catalog;
    this.features = features;
    this.writers = writers;
    this.datasets = datasets;
    this.systems = systems;
    this.vertices = vertices;
    this.jobs = jobs;
    this.audit = audit;
    this.jdbc = jdbc;
    this.transactions = new TransactionTemplate(transactions);
  }

  /**
   * Opens the writer of a collection for a job, in the current transaction. The database session
   * shows the job as its application name, and may wait for the next rows as long as it takes.
   */
  CollectionWriter openWriter(Collection collection, UUID job) {
    jdbc.execute("set local idle_in_transaction_session_timeout = 0");
    jdbc.queryForObject(
        "select set_config('application_name', ?, true)", String.class, "jingtu import " + job);
    return writers.open(collection, job);
  }

  /** Threads that check rows, one a core, shared by all jobs. */
  ExecutorService cores() {
    return cores;
  }

  /** Chunks of one job that are under way at the most: memory is bounded by it. */
  int chunksUnderWay() {
    return 2 * CORES;
  }

  Catalog catalog() {
    return catalog;
  }

  Features features() {
    return features;
  }

  CollectionWriters writers() {
    return writers;
  }

  Datasets datasets() {
    return datasets;
  }

  CoordinateSystems systems() {
    return systems;
  }

  RegisteredVertices vertices() {
    return vertices;
  }

  ImportJobStore jobs() {
    return jobs;
  }

  AuditTrail audit() {
    return audit;
  }

  TransactionTemplate transactions() {
    return transactions;
  }

  @PreDestroy
  void stop() {
    cores.shutdownNow();
  }

  private Thread thread(Runnable work) {
    Thread thread = new Thread(work, "import-check-" + threads.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }
}
