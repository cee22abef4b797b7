package org.jingtu.access;

import java.util.List;
import java.util.stream.Collectors;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer.FrameOptionsConfig;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.StaticHeadersWriter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Headers that tell a browser what the service's pages may do: load scripts and styles from the
 * service alone, never inline; images also from canvases (the map); nothing in foreign frames.
 */
final class SecurityHeaders {

  private static final String POLICY_NAME = "Content-Security-Policy";

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:%s; "
          + "font-src 'self'; connect-src 'self'; worker-src 'self' blob:; manifest-src 'self'; "
          + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  private SecurityHeaders() {}

  /**
   * The policy of pages.
   *
   * @param pictures further origins of pictures
   */
  static String policy(List<String> pictures) {
    String more = pictures.stream().map(origin -> " " + origin).collect(Collectors.joining());
    return POLICY.formatted(more);
  }

  /** Swagger UI writes style elements, and shows no map. */
  private static String policyOfSwaggerUi() {
    return policy(List.of()).replace("style-src 'self'", "style-src 'self' 'unsafe-inline'");
  }

  static void set(HeadersConfigurer<HttpSecurity> headers, List<String> pictures) {
    RequestMatcher swagger = PathPatternRequestMatcher.withDefaults().matcher("/swagger-ui/**");
    headers
        .addHeaderWriter(
            new DelegatingRequestMatcherHeaderWriter(
                new NegatedRequestMatcher(swagger),
                new StaticHeadersWriter(POLICY_NAME, policy(pictures))))
        .addHeaderWriter(
            new DelegatingRequestMatcherHeaderWriter(
                swagger, new StaticHeadersWriter(POLICY_NAME, policyOfSwaggerUi())))
        .frameOptions(FrameOptionsConfig::deny)
        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
        .permissionsPolicyHeader(
            policy -> policy.policy("camera=(), microphone=(), payment=(), geolocation=(self)"))
        .crossOriginOpenerPolicy(policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
        .crossOriginResourcePolicy(policy -> policy.policy(CrossOriginResourcePolicy.SAME_ORIGIN));
  }
}
