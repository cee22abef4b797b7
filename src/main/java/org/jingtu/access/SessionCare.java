package org.jingtu.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps sessions true to the user's account: a disabled user or a changed password ends them, and
 * changed roles count from the next request on.
 */
final class SessionCare extends OncePerRequestFilter {

  private final Accounts accounts;

  SessionCare(Accounts accounts) {
    this.accounts = accounts;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    if (authentication instanceof ActorAuthentication session) {
      SecurityContext context = SecurityContextHolder.createEmptyContext();
      Optional<Account> account =
          accounts
              .find(session.getName())
              .filter(found -> found.enabled() && session.isOfPasswordOf(found));
      if (account.isPresent()) {
        context.setAuthentication(ActorAuthentication.inSession(account.get(), session.way()));
      } else {
        endSession(request);
      }
      SecurityContextHolder.setContext(context);
    }
    chain.doFilter(request, response);
  }

  private static void endSession(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session != null) {
      session.invalidate();
    }
  }
}
