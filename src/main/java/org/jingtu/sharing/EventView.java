package org.jingtu.sharing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An event as feeds and webhooks carry it. */
record EventView(
    String id,
    long sequence,
    Topic topic,
    String kind,
    String subject,
    @Nullable Long dataVersion,
    Instant occurredAt,
    JsonNode data) {

  static EventView of(SharedEvent e) {
    return new EventView(
        Long.toString(e.id()),
        e.sequence(),
        e.topic(),
        e.kind(),
        e.subject(),
        e.dataVersion(),
        e.occurredAt(),
        JsonMapper.shared().readTree(e.payload()));
  }
}
