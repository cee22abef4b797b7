package org.jingtu.sharing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Brings events to the subscribers: in order, at least once. An event counts as delivered when the
 * receiver answered 2xx and that is written down; whoever is stopped in between delivers it again,
 * with the same id. A subscriber that does not answer is tried again after 2, 4, 8 … seconds, and
 * what follows waits: order goes before speed.
 */
@Component
class Courier {

  private static final Logger log = LoggerFactory.getLogger(Courier.class);

  private static final int BATCH = 200;
  private static final int SEQUENCED_AT_ONCE = 10_000;
  private static final Duration LEASE = Duration.ofSeconds(120);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final OutboxStore outbox;
  private final SubscriptionStore subscriptions;
  private final SharingSettings settings;
  private final TransactionTemplate transactions;
  private final JsonMapper json;
  private final HttpClient client =
      HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(PATIENCE)
          .build();

  Courier(
      OutboxStore outbox,
      SubscriptionStore subscriptions,
      SharingSettings settings,
      TransactionTemplate transactions,
      JsonMapper json) {
    this.outbox = outbox;
    this.subscriptions = subscriptions;
    this.settings = settings;
    this.transactions = transactions;
    this.json = json;
  }

  /** Numbers what was committed and delivers what is due. */
  @Scheduled(
      fixedDelayString = "${jingtu.sharing.every:1s}",
      initialDelayString = "${jingtu.sharing.every:1s}")
  void round() {
    sequence();
    Optional<Subscription> due = subscriptions.lease(LEASE);
    while (due.isPresent()) {
      serve(due.get());
      due = subscriptions.lease(LEASE);
    }
  }

  /** Numbers what was committed. */
  void sequence() {
    Integer given = SEQUENCED_AT_ONCE;
    while (given != null && given == SEQUENCED_AT_ONCE) {
      given = transactions.execute(status -> outbox.sequence(SEQUENCED_AT_ONCE));
    }
  }

  /** Delivers a batch, until one fails. */
  private void serve(Subscription subscription) {
    try {
      Instant end = Instant.now().plus(LEASE.dividedBy(2));
      long last = outbox.lastSequence();
      List<SharedEvent> events =
          outbox.listEvents(
              subscription.topics(), subscription.adcode(), subscription.delivered(), BATCH);
      for (SharedEvent event : events) {
        if (!deliver(subscription, event) || Instant.now().isAfter(end)) {
          return;
        }
      }
      if (events.size() < BATCH) {
        // events of other topics in between need not be looked at again
        subscriptions.delivered(subscription.id(), last, null);
      }
    } finally {
      subscriptions.release(subscription.id());
    }
  }

  private boolean deliver(Subscription subscription, SharedEvent event) {
    Integer status = null;
    String error;
    try {
      status = send(subscription, event);
      if (status / 100 == 2) {
        subscriptions.delivered(subscription.id(), event.sequence(), status);
        return true;
      }
      error = "HTTP " + status;
    } catch (IOException e) {
      error = e.toString();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    Instant next = Instant.now().plus(pause(subscription.failures() + 1));
    subscriptions.failed(subscription.id(), status, error, next);
    log.warn(
        "Subscription {} could not be told of event {}: {}; next try at {}",
        subscription.id(),
        event.id(),
        error,
        next);
    return false;
  }

  private int send(Subscription subscription, SharedEvent event)
      throws IOException, InterruptedException {
    byte[] body = json.writeValueAsBytes(EventView.of(event));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(subscription.url()))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json; charset=UTF-8")
            .header("Jingtu-Event", event.topic().name())
            .header("Jingtu-Delivery", Long.toString(event.id()))
            .header(
                "Jingtu-Signature",
                Signature.of(subscription.secret(), Instant.now().getEpochSecond(), body))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  private Duration pause(int failures) {
    long seconds = 1L << Math.min(failures, 20);
    return Duration.ofSeconds(Math.min(seconds, settings.retryAtMostMinutes() * 60L));
  }
}
