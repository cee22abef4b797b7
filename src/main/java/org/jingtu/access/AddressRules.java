package org.jingtu.access;

import java.util.Set;
import java.util.function.Supplier;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/** Who may use the addresses that are not open: users, and tokens within their scope. */
final class AddressRules implements AuthorizationManager<RequestAuthorizationContext> {

  private static final Set<String> READING =
      Set.of(HttpMethod.GET.name(), HttpMethod.HEAD.name(), HttpMethod.OPTIONS.name());

  /** What anybody may open. The journey test holds every other address against this list. */
  static final String[] OPEN = {
    "/actuator/health",
    "/actuator/health/liveness",
    "/actuator/health/readiness",
    "/signin.html",
    "/signin/**",
    "/api/public/**",
    "/verify/**"
  };

  /**
   * What anybody may read, but not write: the OGC API, which shows the anonymous published
   * collections only, the map library of its pages, and the style sheet of public notices.
   */
  static final String[] OPEN_TO_READ = {
    "/ogc", "/ogc/**", "/webjars/ol/**", "/reports/opinion.css"
  };

  @Override
  public AuthorizationResult authorize(
      Supplier<? extends Authentication> caller, RequestAuthorizationContext context) {
    return new AuthorizationDecision(
        caller.get() instanceof ActorAuthentication actor
            && (isUser(actor.getPrincipal()))
            && (actor.way() != ActorAuthentication.Way.READ_TOKEN
                || READING.contains(context.getRequest().getMethod())));
  }

  private static boolean isUser(Actor actor) {
    return actor.hasRole(Roles.READER) || actor.hasRole(Roles.ADMIN);
  }
}
