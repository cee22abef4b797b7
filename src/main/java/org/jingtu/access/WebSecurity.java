package org.jingtu.access;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.savedrequest.NullRequestCache;

/**
 * Two doors into the service.
 *
 * <p>Programs send {@code Authorization} (Basic or Bearer) with every request: no session is read
 * or made, a session cookie beside it counts for nothing, and so a request cannot be forged and
 * needs no CSRF token. Everybody else comes with the session of the page, and what changes anything
 * needs the CSRF token.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({AccessSettings.class, OidcSettings.class})
@EnableScheduling
class WebSecurity {

  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

  @Bean
  AuthenticationManager authenticationManager(PasswordSignIn passwordSignIn) {
    return new ProviderManager(passwordSignIn);
  }

  /** Requests are measured as wholes; to time every filter too would double what they cost. */
  @Bean
  SecurityObservationSettings securityObservations() {
    return SecurityObservationSettings.noObservations();
  }

  @Bean
  CsrfTokenRepository csrfTokens() {
    CookieCsrfTokenRepository tokens = CookieCsrfTokenRepository.withHttpOnlyFalse();
    tokens.setCookieCustomizer(cookie -> cookie.sameSite("Lax"));
    return tokens;
  }

  /** A code may hold a slash or a per cent sign ({@code %2F}, {@code %25} in an address). */
  @Bean
  HttpFirewall firewall() {
    StrictHttpFirewall firewall = new StrictHttpFirewall();
    firewall.setAllowUrlEncodedSlash(true);
    firewall.setAllowUrlEncodedPercent(true);
    return firewall;
  }

  @Bean
  @Order(1)
  SecurityFilterChain doorOfPrograms(
      HttpSecurity http,
      AuthenticationManager manager,
      Tokens tokens,
      SignInAnswers answers,
      CrossOrigins origins,
      ObjectProvider<PictureSources> pictures) {
    RequestAttributeSecurityContextRepository contexts =
        new RequestAttributeSecurityContextRepository();
    common(http, answers, origins, pictures);
    return http.securityMatcher(request -> request.getHeader("Authorization") != null)
        .authenticationManager(manager)
        .csrf(AbstractHttpConfigurer::disable)
        .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .securityContext(s -> s.securityContextRepository(contexts))
        .httpBasic(
            basic -> basic.authenticationEntryPoint(answers).securityContextRepository(contexts))
        .addFilterBefore(
            new TokenSignIn(tokens, answers, contexts), BasicAuthenticationFilter.class)
        .build();
  }

  @Bean
  @Order(2)
  SecurityFilterChain doorOfThePage(
      HttpSecurity http,
      Accounts accounts,
      SignInAnswers answers,
      CsrfTokenRepository csrfTokens,
      OidcSignIn oidc,
      CrossOrigins origins,
      ObjectProvider<PictureSources> pictures) {
    common(http, answers, origins, pictures);
    oidc.configure(http);
    return http.csrf(
            csrf ->
                csrf.csrfTokenRepository(csrfTokens)
                    .csrfTokenRequestHandler(new CsrfByHeader())
                    .requireCsrfProtectionMatcher(WebSecurity::needsCsrfToken))
        .addFilterAfter(new SessionCare(accounts), SecurityContextHolderFilter.class)
        .build();
  }

  /** A request without session acts for nobody; only signing in itself could be forged then. */
  private static boolean needsCsrfToken(HttpServletRequest request) {
    return !READING.contains(request.getMethod())
        && (request.getRequestedSessionId() != null
            || request.getRequestURI().endsWith(SessionController.PATH));
  }

  private static void common(
      HttpSecurity http,
      SignInAnswers answers,
      CrossOrigins origins,
      ObjectProvider<PictureSources> pictures) {
    List<String> pictureOrigins = pictures.stream().flatMap(p -> p.origins().stream()).toList();
    http.cors(cors -> cors.configurationSource(origins));
    http.authorizeHttpRequests(
            rules ->
                rules
                    // the request itself has been let in before it is dispatched again
                    .dispatcherTypeMatchers(
                        DispatcherType.ERROR, DispatcherType.FORWARD, DispatcherType.ASYNC)
                    .permitAll()
                    .requestMatchers(AddressRules.OPEN)
                    .permitAll()
                    .requestMatchers(HttpMethod.GET, AddressRules.OPEN_TO_READ)
                    .permitAll()
                    .requestMatchers(HttpMethod.HEAD, AddressRules.OPEN_TO_READ)
                    .permitAll()
                    .requestMatchers(HttpMethod.POST, SessionController.PATH)
                    .permitAll()
                    .requestMatchers("/actuator/prometheus", "/actuator/metrics/**")
                    .hasAnyRole(Roles.ADMIN, Roles.METRICS)
                    .requestMatchers("/actuator/**")
                    .hasRole(Roles.ADMIN)
                    .anyRequest()
                    .access(new AddressRules()))
        .exceptionHandling(
            refusals -> refusals.authenticationEntryPoint(answers).accessDeniedHandler(answers))
        .requestCache(cache -> cache.requestCache(new NullRequestCache()))
        .formLogin(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .headers(headers -> SecurityHeaders.set(headers, pictureOrigins));
  }
}
