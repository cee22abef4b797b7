package org.jingtu.access;

import jakarta.annotation.PreDestroy;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jingtu.problems.RequestId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.DependsOn;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import tools.jackson.databind.json.JsonMapper;

/**
 * Records who was given restricted data: every address under {@code /api} and {@code /ogc} counts
 * that {@link ReadAddresses} does not leave out, so a new one is recorded from its first day.
 *
 * <p>Entries are written together, a moment after the answer, so that reading does not wait for
 * them: a machine that loses its power loses up to half a second of them; the service that is
 * stopped or whose database is away loses none. The same reading by the same user is recorded once
 * a minute, all tiles of a layer as one.
 */
@Component
@DependsOn("auditSealer") // so that what is written at the end is still sealed
class ReadTrail implements HandlerInterceptor {

  private static final Logger log = LoggerFactory.getLogger(ReadTrail.class);
  private static final int LARGEST_QUERY = 500;
  private static final int AT_ONCE = 1000;

  /** So many waiting entries make the next reader write them. */
  private static final int MANY = 5000;

  private final AuditStore store;
  private final Actors actors;
  private final JsonMapper json;
  private final Queue<AuditEntry> waiting = new ConcurrentLinkedQueue<>();
  private final ShortMemory<String, Boolean> lately =
      new ShortMemory<>(50_000, Duration.ofMinutes(1));

  ReadTrail(AuditStore store, Actors actors, JsonMapper json) {
    this.store = store;
    this.actors = actors;
    this.json = json;
  }

  @Override
  public void afterCompletion(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable Exception failure) {
    Actor actor = actors.current();
    if (!actor.signedIn() || response.getStatus() >= 400 || failure != null) {
      return;
    }
    ReadAddresses.find(request, response.getHeader("Location"))
        .filter(read -> isNew(actor, read))
        .ifPresent(read -> waiting.add(entry(actor, read)));
    if (waiting.size() > MANY) {
      writeAll();
    }
  }

  private boolean isNew(Actor actor, ReadAddresses.Read read) {
    String key = actor.username() + " " + read;
    boolean known = lately.find(key).isPresent();
    if (!known) {
      lately.remember(key, Boolean.TRUE);
    }
    return !known;
  }

  private AuditEntry entry(Actor actor, ReadAddresses.Read read) {
    Map<String, Object> details = new LinkedHashMap<>();
    Optional.ofNullable(read.query())
        .map(query -> query.substring(0, Math.min(LARGEST_QUERY, query.length())))
        .ifPresent(query -> details.put("query", query));
    return new AuditEntry(
        0,
        Instant.now(),
        actor.id(),
        actor.username(),
        actor.department(),
        RequestId.find().orElse(null),
        read.action(),
        read.subject(),
        json.writeValueAsString(details));
  }

  /** Writes what waits; what cannot be written waits for the next time. */
  @Scheduled(fixedDelay = 500) // ms
  synchronized void writeAll() {
    while (!waiting.isEmpty()) {
      List<AuditEntry> batch = new ArrayList<>();
      while (batch.size() < AT_ONCE && !waiting.isEmpty()) {
        batch.add(waiting.remove());
      }
      try {
        store.insertEntries(batch);
      } catch (RuntimeException e) {
        waiting.addAll(batch);
        log.warn(
            "{} audit entries of reading wait for the database: {}", waiting.size(), e.toString());
        return;
      }
    }
  }

  @PreDestroy
  void writeAtShutdown() {
    writeAll();
  }
}
