package org.jingtu.problems;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * The id of the request being served: in every log line, every answer ({@value #HEADER}), every
 * problem and every audit entry, so that a user's report leads to the log.
 */
public final class RequestId {

  /** Header that carries the id in requests and answers. */
  public static final String HEADER = "X-Request-Id";

  /** Key of the id in the logging context. */
  public static final String MDC_KEY = "requestId";

  /** Neither line breaks nor markup may reach the log, nor ids so short that they collide. */
  private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9._-]{8,64}");

  private RequestId() {}

  /** The id of the request that this thread serves; empty in jobs. */
  public static Optional<String> find() {
    return Optional.ofNullable(MDC.get(MDC_KEY));
  }

  /** The caller's id if it is well-formed (8 to 64 of {@code A-Za-z0-9._-}), else a new one. */
  static String acceptOrMake(@Nullable String proposed) {
    return proposed != null && WELL_FORMED.matcher(proposed).matches()
        ? proposed
        : UUID.randomUUID().toString();
  }
}
