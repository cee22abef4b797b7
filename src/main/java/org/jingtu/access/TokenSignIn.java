package org.jingtu.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/** Sign-in by {@code Authorization: Bearer jt_…}. */
final class TokenSignIn extends OncePerRequestFilter {

  private static final String SCHEME = "Bearer ";

  private final Tokens tokens;
  private final SignInAnswers answers;
  private final SecurityContextRepository contexts;

  TokenSignIn(Tokens tokens, SignInAnswers answers, SecurityContextRepository contexts) {
    this.tokens = tokens;
    this.answers = answers;
    this.contexts = contexts;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String header = request.getHeader("Authorization");
    if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      chain.doFilter(request, response);
      return;
    }
    Optional<ActorAuthentication> found =
        tokens.findActor(header.substring(SCHEME.length()).strip());
    if (found.isEmpty()) {
      answers.refuseToken(request, response);
      return;
    }
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(found.get());
    SecurityContextHolder.setContext(context);
    // an asynchronous dispatch of the request finds the actor there
    contexts.saveContext(context, request, response);
    chain.doFilter(request, response);
  }
}
