package org.jingtu.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.util.AntPathMatcher;
import org.springframework.web.servlet.HandlerMapping;

/** Tells which requests read restricted data, and what they read. */
final class ReadAddresses {

  /**
   * A reading.
   *
   * @param action {@code DATA_READ}, or {@code PARCEL_CHECKED}
   * @param subject path of what was read, without {@code /api/}
   * @param query of the request, or null
   */
  record Read(String action, String subject, @Nullable String query) {}

  /** What holds no restricted data, or is one's own, or makes an entry itself. */
  private static final List<String> LEFT_OUT =
      List.of(
          "/api/public/**",
          "/api/me",
          "/api/session",
          "/api/tokens",
          "/api/collections",
          "/api/collections/{id}",
          "/api/packs",
          "/api/packs/**",
          "/api/exports/{collection}",
          "/ogc",
          "/ogc/",
          "/ogc/api/**",
          "/ogc/conformance",
          "/ogc/collections",
          "/ogc/collections/{id}",
          "/ogc/collections/{id}/queryables",
          "/ogc/collections/{id}/sortables",
          "/ogc/collections/{id}/schema",
          "/ogc/tileMatrixSets/**");

  private static final Set<String> ROOTS = Set.of("/api/", "/ogc/");

  /** What was found of each pattern that is mapped; there are no more than that. */
  private static final Map<String, Boolean> RESTRICTED = new ConcurrentHashMap<>();

  private static final AntPathMatcher PATTERNS = new AntPathMatcher();

  private ReadAddresses() {}

  /**
   * The reading of a request that was answered.
   *
   * @param location where the answer says that something new is, or null
   */
  static Optional<Read> find(HttpServletRequest request, @Nullable String location) {
    String pattern =
        String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
    if (pattern.equals("/api/checks") && location != null) {
      return Optional.of(new Read("PARCEL_CHECKED", subject(location), null));
    }
    if (!request.getMethod().equals("GET")
        || !RESTRICTED.computeIfAbsent(pattern, ReadAddresses::isRestricted)) {
      return Optional.empty();
    }
    String path = request.getRequestURI().substring(request.getContextPath().length());
    int tiles = path.indexOf("/tiles/");
    return Optional.of(
        tiles > 0
            ? new Read("DATA_READ", subject(path.substring(0, tiles + 6)), null)
            : new Read("DATA_READ", subject(path), request.getQueryString()));
  }

  private static boolean isRestricted(String pattern) {
    return ROOTS.stream().anyMatch(pattern::startsWith)
        && LEFT_OUT.stream().noneMatch(out -> isAt(out, pattern));
  }

  /** Whether a mapped pattern is the one left out, whatever its variables are called. */
  private static boolean isAt(String out, String pattern) {
    return PATTERNS.match(out.replaceAll("\\{[^}]*}", "*"), pattern.replaceAll("\\{[^}]*}", "x"));
  }

  private static String subject(String path) {
    return path.startsWith("/api/") ? path.substring(5) : path.substring(1);
  }
}
