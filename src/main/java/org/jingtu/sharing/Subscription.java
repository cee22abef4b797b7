package org.jingtu.sharing;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who wants to be told by webhook.
 *
 * @param adcode only what lies in this division, or null for everything
 * @param secret key of the signatures
 * @param delivered sequence number up to which all was delivered
 * @param failures tries that failed one after the other
 * @param lastStatus HTTP status of the last try, or null
 * @param lastError why the last try failed, or null
 */
record Subscription(
    UUID id,
    String title,
    String department,
    List<String> topics,
    @Nullable String adcode,
    String url,
    String secret,
    boolean active,
    long delivered,
    int failures,
    Instant nextTryAt,
    @Nullable Integer lastStatus,
    @Nullable String lastError,
    @Nullable Instant lastDeliveredAt,
    Instant createdAt,
    String createdBy) {}
