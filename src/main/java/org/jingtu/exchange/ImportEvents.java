package org.jingtu.exchange;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells those who watch an import how it goes on, as server-sent events: {@code progress} with the
 * job whenever it has changed, {@code end} when it is finished, and a comment every 15 seconds so
 * that nobody on the way takes the line for dead. A watcher that does not read holds up none of the
 * others.
 */
@Component
class ImportEvents implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(ImportEvents.class);

  private static final int MOST_WATCHERS = 200;
  private static final long LOOK_MILLISECONDS = 300;
  private static final long HEARTBEAT_NANOSECONDS = 15_000_000_000L;
  private static final long LONGEST_MILLISECONDS = 3_600_000;

  private final ImportJobStore jobs;
  private final ImportViews views;
  private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();
  private ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(r -> thread(r));
  private ExecutorService senders = Executors.newCachedThreadPool(r -> thread(r));
  private volatile boolean running;

  ImportEvents(ImportJobStore jobs, ImportViews views) {
    this.jobs = jobs;
    this.views = views;
  }

  /**
   * Begins to tell about a job.
   *
   * @throws org.jingtu.problems.Problem IMPORT_TOO_MANY_WATCHERS
   */
  SseEmitter watch(ImportJob job, Locale locale) {
    if (watchers.size() >= MOST_WATCHERS) {
      throw new ImportProblems.TooManyWatchers(MOST_WATCHERS);
    }
    SseEmitter emitter = new SseEmitter(LONGEST_MILLISECONDS);
    Watcher watcher = new Watcher(job.id(), emitter, locale);
    emitter.onCompletion(() -> watchers.remove(watcher));
    emitter.onTimeout(emitter::complete);
    emitter.onError(e -> watchers.remove(watcher));
    watchers.add(watcher);
    return emitter;
  }

  private void look() {
    try {
      Map<UUID, java.util.Optional<ImportJob>> seen = new ConcurrentHashMap<>();
      for (Watcher watcher : watchers) {
        seen.computeIfAbsent(watcher.job, jobs::find)
            .ifPresentOrElse(watcher::tell, watcher.emitter::complete);
      }
    } catch (RuntimeException e) {
      log.warn("Cannot look at the imports that are watched, trying again: {}", e.toString());
    }
  }

  /** Somebody who watches a job. */
  private final class Watcher {
    private final UUID job;
    private final SseEmitter emitter;
    private final Locale locale;
    private final AtomicBoolean busy = new AtomicBoolean();
    private String told = "";
    private long toldAt = System.nanoTime();

    Watcher(UUID job, SseEmitter emitter, Locale locale) {
      this.job = job;
      this.emitter = emitter;
      this.locale = locale;
    }

    void tell(ImportJob now) {
      if (busy.compareAndSet(false, true)) {
        senders.execute(
            () -> {
              try {
                send(now);
              } catch (IOException | IllegalStateException e) {
                watchers.remove(this); // gone away
              } finally {
                busy.set(false);
              }
            });
      }
    }

    private void send(ImportJob now) throws IOException {
      String state = now.state() + " " + now.progress() + " " + now.result();
      if (!state.equals(told)) {
        emit("progress", now);
        told = state;
        toldAt = System.nanoTime();
      } else if (System.nanoTime() - toldAt > HEARTBEAT_NANOSECONDS) {
        emitter.send(SseEmitter.event().comment("still here"));
        toldAt = System.nanoTime();
      }
      if (now.state().finished()) {
        emit("end", now);
        watchers.remove(this);
        emitter.complete();
      }
    }

    private void emit(String name, ImportJob now) throws IOException {
      emitter.send(
          SseEmitter.event()
              .name(name)
              .data(views.job(now, null, locale), MediaType.APPLICATION_JSON));
    }
  }

  @Override
  public void start() {
    if (clock.isShutdown()) {
      clock = Executors.newSingleThreadScheduledExecutor(r -> thread(r));
      senders = Executors.newCachedThreadPool(r -> thread(r));
    }
    clock.scheduleWithFixedDelay(
        this::look, LOOK_MILLISECONDS, LOOK_MILLISECONDS, TimeUnit.MILLISECONDS);
    running = true;
  }

  /** Before the web server stops, which would wait for open answers. */
  @Override
  public void stop() {
    running = false;
    clock.shutdownNow();
    watchers.forEach(watcher -> watcher.emitter.complete());
    watchers.clear();
    senders.shutdownNow();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "import-events");
    thread.setDaemon(true);
    return thread;
  }
}
