package org.jingtu.exchange;

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

/**
 * Works on jobs of one kind: a few at a time, those of one lane one after another in the order in
 * which they came. It starts stopped.
 *
 * <p>One instance of the service on a database is assumed.
 */
final class JobQueue {

  private static final Logger log = LoggerFactory.getLogger(JobQueue.class);

  private static final int STOP_SECONDS = 25;

  private record Waiting(UUID job, String lane) {}

  /** What is done with a job. */
  interface Runner {

    /** Brings a job to its end; looks at the signal now and then. */
    void run(UUID job, StopSignal signal);
  }

  private final String kind;
  private final int workers;
  private final Runner runner;
  private final Deque<Waiting> queue = new ArrayDeque<>();
  private final Map<UUID, StopSignal> running = new HashMap<>();
  private final Set<String> busyLanes = new HashSet<>();
  private boolean started;
  private ExecutorService threads = Executors.newCachedThreadPool(this::thread);

  /**
   * @param kind names the threads
   * @param workers jobs that are worked on at the same time
   */
  JobQueue(String kind, int workers, Runner runner) {
    this.kind = kind;
    this.workers = workers;
    this.runner = runner;
  }

  /** Takes a job into the queue. */
  synchronized void submit(UUID job, String lane) {
    queue.add(new Waiting(job, lane));
    startNext();
  }

  /** Asks a job to stop; empty if it is not at work, and then it no longer waits either. */
  synchronized Optional<StopSignal> stop(UUID job) {
    queue.removeIf(w -> w.job().equals(job));
    StopSignal signal = running.get(job);
    if (signal != null) {
      signal.stop(StopSignal.Reason.CANCELLED);
    }
    return Optional.ofNullable(signal);
  }

  /** From now on jobs are worked on. */
  synchronized void start() {
    started = true;
    startNext();
  }

  /** Asks all jobs to stop, and waits for them a while. */
  void stop() {
    synchronized (this) {
      started = false;
      queue.clear();
      running.values().forEach(signal -> signal.stop(StopSignal.Reason.SERVICE_STOPPED));
    }
    threads.shutdown();
    try {
      if (!threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
        log.warn("Jobs of kind {} are still at work; the next start takes care of them", kind);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    threads = Executors.newCachedThreadPool(this::thread);
  }

  /** Whether jobs are worked on. */
  synchronized boolean isStarted() {
    return started;
  }

  /** Jobs at work. */
  synchronized int countRunning() {
    return running.size();
  }

  private void startNext() {
    Iterator<Waiting> waiting = queue.iterator();
    while (started && running.size() < workers && waiting.hasNext()) {
      Waiting next = waiting.next();
      if (busyLanes.add(next.lane())) {
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
      log.error("Job {} of kind {} could not be brought to its end", job.job(), kind, e);
    } finally {
      synchronized (this) {
        running.remove(job.job());
        busyLanes.remove(job.lane());
        startNext();
      }
    }
  }

  private Thread thread(Runnable work) {
    Thread thread = new Thread(work, kind);
    thread.setDaemon(true);
    return thread;
  }
}
