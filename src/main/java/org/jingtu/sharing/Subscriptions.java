package org.jingtu.sharing;

import java.net.URI;
import java.net.URISyntaxException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jingtu.access.Actor;
import org.jingtu.access.Actors;
import org.jingtu.access.AuditTrail;
import org.jingtu.access.Permissions;
import org.jingtu.access.Roles;
import org.jingtu.sharing.SharingProblems.NoTopic;
import org.jingtu.sharing.SharingProblems.SubscriptionNotFound;
import org.jingtu.sharing.SharingProblems.WebhookRefused;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Subscriptions by webhook; administrators keep them. */
@Component
class Subscriptions {

  private static final int SECRET_BYTES = 32;

  private final SubscriptionStore store;
  private final OutboxStore outbox;
  private final SharingSettings settings;
  private final Permissions permissions;
  private final Actors actors;
  private final AuditTrail audit;
  private final SecureRandom random = new SecureRandom();

  Subscriptions(
      SubscriptionStore store,
      OutboxStore outbox,
      SharingSettings settings,
      Permissions permissions,
      Actors actors,
      AuditTrail audit) {
    this.store = store;
    this.outbox = outbox;
    this.settings = settings;
    this.permissions = permissions;
    this.actors = actors;
    this.audit = audit;
  }

  /**
   * Subscribes; events from now on are delivered.
   *
   * @param fromBegin whether everything that was ever shared is delivered too
   * @return with the secret, which is not shown again
   */
  @Transactional
  Subscription create(
      String title, List<Topic> topics, @Nullable String adcode, String url, boolean fromBegin) {
    permissions.requireRole(Roles.ADMIN);
    if (topics.isEmpty()) {
      throw new NoTopic();
    }
    requireAllowed(url);
    Actor actor = actors.current();
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    Subscription subscription =
        new Subscription(
            UUID.randomUUID(),
            title,
            actor.department(),
            topics.stream().map(Topic::name).distinct().toList(),
            adcode,
            url,
            HexFormat.of().formatHex(secret),
            true,
            fromBegin ? 0 : outbox.lastSequence(),
            0,
            Instant.now(),
            null,
            null,
            null,
            Instant.now(),
            actor.username());
    store.insert(subscription);
    audit.record(
        "SUBSCRIPTION_CREATED",
        "subscriptions/" + subscription.id(),
        Map.of("topics", subscription.topics(), "url", url));
    return subscription;
  }

  List<Subscription> listAll() {
    permissions.requireRole(Roles.ADMIN);
    return store.listAll();
  }

  /** Pauses or resumes; what happened in between is delivered on resuming. */
  @Transactional
  Subscription setActive(String id, boolean active) {
    permissions.requireRole(Roles.ADMIN);
    UUID key = key(id);
    if (!store.setActive(key, active)) {
      throw new SubscriptionNotFound(id);
    }
    audit.record(
        active ? "SUBSCRIPTION_RESUMED" : "SUBSCRIPTION_PAUSED", "subscriptions/" + id, Map.of());
    return store.find(key).orElseThrow();
  }

  @Transactional
  void delete(String id) {
    permissions.requireRole(Roles.ADMIN);
    if (!store.delete(key(id))) {
      throw new SubscriptionNotFound(id);
    }
    audit.record("SUBSCRIPTION_ENDED", "subscriptions/" + id, Map.of());
  }

  private void requireAllowed(String url) {
    try {
      URI address = new URI(url);
      boolean web = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
      if (web
          && address.getHost() != null
          && address.getUserInfo() == null
          && settings.allows(address.getHost())) {
        return;
      }
    } catch (URISyntaxException e) {
      // refused below
    }
    throw new WebhookRefused(url);
  }

  private static UUID key(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw new SubscriptionNotFound(id);
    }
  }
}
