package org.jingtu.sharing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that other departments must learn of.
 *
 * @param id stays the same however often it is delivered; receivers tell repeats by it
 * @param sequence its place in the order
 * @param kind what happened
 * @param subject to what; events of one subject arrive in their order
 * @param payload JSON; the geometry is GeoJSON in EPSG:4490, longitude first
 */
record SharedEvent(
    long id,
    long sequence,
    Topic topic,
    String kind,
    String subject,
    @Nullable String code,
    @Nullable String adcode,
    @Nullable Long dataVersion,
    Instant occurredAt,
    String payload) {}
