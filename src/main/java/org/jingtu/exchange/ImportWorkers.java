package org.jingtu.exchange;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Works on the import jobs: a few at a time, the jobs of one collection one after another in the
 * order in which they came.
 *
 * <p>One instance of the service on a database is assumed: at start every job that is found at work
 * counts as interrupted. A second instance would fail the jobs of the first.
 */
@Component
class ImportWorkers implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(ImportWorkers.class);

  /** Before the web server starts, after it has stopped. */
  private static final int PHASE = DEFAULT_PHASE - 8192;

  private static final int STOP_SECONDS = 25;

  private record Waiting(UUID job, String collection) {}

  private final ImportRunner runner;
  private final ImportRecovery recovery;
  private final ImportSettings settings;
  private final Deque<Waiting> queue = new ArrayDeque<>();
  private final Map<UUID, StopSignal> running = new HashMap<>();
  private final Set<String> busyCollections = new HashSet<>();
  private volatile boolean started;
  private ExecutorService threads = Executors.newCachedThreadPool(ImportWorkers::thread);

  ImportWorkers(
      ImportRunner runner,
      ImportRecovery recovery,
      ImportSettings settings,
      MeterRegistry metrics) {
    this.runner = runner;
    this.recovery = recovery;
    this.settings = settings;
    Gauge.builder("jingtu.imports.running", this, ImportWorkers::countRunning)
        .description("Import jobs at work")
        .register(metrics);
  }

  /** Takes a job into the queue. */
  synchronized void submit(UUID job, String collection) {
    queue.add(new Waiting(job, collection));
    startNext();
  }

  /** Asks a job to stop; empty if it is not at work. */
  synchronized Optional<StopSignal> stop(UUID job) {
    queue.removeIf(w -> w.job().equals(job));
    StopSignal signal = running.get(job);
    if (signal != null) {
      signal.stop(StopSignal.Reason.CANCELLED);
    }
    return Optional.ofNullable(signal);
  }

  @Override
  public void start() {
    started = true;
    recovery.recover().forEach(job -> submit(job.id(), job.request().collection()));
  }

  @Override
  public void stop() {
    synchronized (this) {
      started = false;
      queue.clear();
      running.values().forEach(signal -> signal.stop(StopSignal.Reason.SERVICE_STOPPED));
    }
    threads.shutdown();
    try {
      if (!threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
        log.warn("Import jobs are still at work; the next start fails them");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    threads = Executors.newCachedThreadPool(ImportWorkers::thread);
  }

  @Override
  public boolean isRunning() {
    return started;
  }

  @Override
  public int getPhase() {
    return PHASE;
  }

  private synchronized int countRunning() {
    return running.size();
  }

  private void startNext() {
    Iterator<Waiting> waiting = queue.iterator();
    while (started && running.size() < settings.workers() && waiting.hasNext()) {
      Waiting next = waiting.next();
      if (busyCollections.add(next.collection())) {
        waiting.remove();
        StopSignal signal = new StopSignal();
        running.put(next.job(), signal);
        threads.execute(() -> work(next, signal));
      }
    }
  }

  private void work(Waiting job, StopSignal signal) {
    try {
      runner.run(job.job(), signal);
    } catch (RuntimeException e) {
      log.error("Import job {} could not be brought to its end", job.job(), e);
    } finally {
      synchronized (this) {
        running.remove(job.job());
        busyCollections.remove(job.collection());
        startNext();
      }
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "import");
    thread.setDaemon(true);
    return thread;
  }
}
