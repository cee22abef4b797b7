package org.jingtu.sharing;

import org.jingtu.problems.Problem;
import org.springframework.http.HttpStatus;

/** Failures of subscriptions, as facts. */
final class SharingProblems {

  private SharingProblems() {}

  /** No subscription has the id. */
  static class SubscriptionNotFound extends Problem {
    SubscriptionNotFound(String id) {
      super("SUBSCRIPTION_NOT_FOUND", HttpStatus.NOT_FOUND, id);
    }
  }

  /** The address is no http(s) address, or its host is not allowed. */
  static class WebhookRefused extends Problem {
    WebhookRefused(String url) {
      super("WEBHOOK_REFUSED", HttpStatus.UNPROCESSABLE_CONTENT, url);
    }
  }

  /** A subscription without topic. */
  static class NoTopic extends Problem {
    NoTopic() {
      super("SUBSCRIPTION_WITHOUT_TOPIC", HttpStatus.UNPROCESSABLE_CONTENT);
    }
  }
}
