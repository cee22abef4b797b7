package org.jingtu.zones;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Something that was done with a zone, and the zone afterwards. */
record ZoneEvent(
    Instant at,
    String actor,
    String department,
    String action,
    @Nullable String note,
    JsonNode snapshot) {}
