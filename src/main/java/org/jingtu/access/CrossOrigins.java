package org.jingtu.access;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;

/**
 * Lets scripts of other web sites use the OGC API (17-069r4, /rec/core/cross-origin): what is
 * published, and with a token or password that they send themselves whatever that opens. A session
 * never counts there: browsers give no answer to a script that asked with cookies. All other
 * addresses are for the service's own pages.
 */
@Component
final class CrossOrigins implements CorsConfigurationSource {

  private static final List<String> METHODS =
      List.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE");

  /** What a script may read of an answer, beside what it always may. */
  private static final List<String> READABLE =
      List.of("Content-Crs", "ETag", "Link", "Location", "Retry-After");

  private static final Duration REMEMBERED = Duration.ofHours(1);

  private final CorsConfiguration rules = new CorsConfiguration();
  private final boolean open;

  /**
   * @param origins {@code https://host:port}, {@code *} for all, or none
   */
  CrossOrigins(@Value("${jingtu.ogc.origins:*}") List<String> origins) {
    open = !origins.isEmpty();
    rules.setAllowedOrigins(origins);
    rules.setAllowedMethods(METHODS);
    rules.setAllowedHeaders(List.of(CorsConfiguration.ALL));
    rules.setExposedHeaders(READABLE);
    rules.setMaxAge(REMEMBERED);
  }

  @Override
  public @Nullable CorsConfiguration getCorsConfiguration(HttpServletRequest request) {
    String path = request.getRequestURI().substring(request.getContextPath().length());
    return open && (path.equals("/ogc") || path.startsWith("/ogc/")) ? rules : null;
  }
}
