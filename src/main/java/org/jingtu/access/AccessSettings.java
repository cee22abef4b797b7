package org.jingtu.access;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of sign-in.
 *
 * @param lockAfter failures in a row after which an account is locked
 * @param lockFor how long it stays locked
 * @param rememberPassword how long a verified password of a program (HTTP Basic) is remembered
 * @param rememberAccount how long account, roles and token are remembered; also the longest time a
 *     change made by another instance of the service stays unseen
 * @param passwordMaxAge age after which a password has to be changed; null = never
 */
@ConfigurationProperties("jingtu.access")
record AccessSettings(
    @DefaultValue("5") int lockAfter,
    @DefaultValue("15m") Duration lockFor,
    @DefaultValue("5m") Duration rememberPassword,
    @DefaultValue("2s") Duration rememberAccount,
    @Nullable Duration passwordMaxAge) {}
