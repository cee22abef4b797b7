package org.jingtu.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRequestHandler;

/**
 * The page reads the token from the cookie XSRF-TOKEN and sends it in the header X-XSRF-TOKEN.
 *
 * <p>Only the header counts. Looking for the token among the parameters, as is usual, would read a
 * whole upload to disk before knowing whether its sender may upload at all.
 */
final class CsrfByHeader implements CsrfTokenRequestHandler {

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, Supplier<CsrfToken> token) {
    token.get().getToken(); // makes the cookie where there is none yet
    request.setAttribute(CsrfToken.class.getName(), token.get());
  }

  @Override
  public @Nullable String resolveCsrfTokenValue(HttpServletRequest request, CsrfToken token) {
    return request.getHeader(token.getHeaderName());
  }
}
