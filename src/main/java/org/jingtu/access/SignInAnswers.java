package org.jingtu.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jingtu.problems.Problem;
import org.jingtu.problems.ProblemDocuments;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.CredentialsExpiredException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;

/**
 * What somebody hears who may not pass: a person who opens a page is sent to the sign-in page, a
 * script of the page gets a problem, a program gets a problem and is told the schemes to use. A
 * browser is never offered Basic: it would pop up its own dialogue, and then send the password
 * along with every request, forged ones too.
 */
@Component
class SignInAnswers implements AuthenticationEntryPoint, AccessDeniedHandler {

  private static final String BASIC = "Basic realm=\"jingtu\", charset=\"UTF-8\"";
  private static final String BEARER = "Bearer realm=\"jingtu\"";

  private final ProblemDocuments documents;
  private final AccessSettings settings;

  SignInAnswers(ProblemDocuments documents, AccessSettings settings) {
    this.documents = documents;
    this.settings = settings;
  }

  /** Nobody signed in, or the sign-in of this request failed. */
  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
      throws IOException {
    boolean failed = !(reason instanceof InsufficientAuthenticationException);
    if (!failed && opensPage(request)) {
      // relative, so that it holds behind a proxy that does not tell its own name
      response.setStatus(HttpServletResponse.SC_FOUND);
      response.setHeader(
          HttpHeaders.LOCATION, request.getContextPath() + "/signin.html?to=" + target(request));
      return;
    }
    refuse(problemOf(reason, failed), request, response);
  }

  private Problem problemOf(AuthenticationException reason, boolean failed) {
    if (reason instanceof CredentialsExpiredException) {
      return new PasswordExpired();
    }
    return failed ? new SignInFailed(settings) : new SignInNeeded();
  }

  /** Signed in, but not permitted. */
  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException reason)
      throws IOException {
    Problem problem = reason instanceof CsrfException ? new CsrfTokenWrong() : NotPermitted.atAll();
    documents.write(problem, request, response);
  }

  void refuseToken(HttpServletRequest request, HttpServletResponse response) throws IOException {
    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, BEARER + ", error=\"invalid_token\"");
    documents.write(new TokenRefused(), request, response);
  }

  private void refuse(Problem problem, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!isBrowser(request)) {
      response.addHeader(HttpHeaders.WWW_AUTHENTICATE, BASIC);
      response.addHeader(HttpHeaders.WWW_AUTHENTICATE, BEARER);
    }
    documents.write(problem, request, response);
  }

  /** A person's browser navigating, as opposed to a script or program. */
  private static boolean opensPage(HttpServletRequest request) {
    return "GET".equals(request.getMethod())
        && request.getHeader("X-Requested-With") == null
        && accepts(request, "text/html");
  }

  private static boolean isBrowser(HttpServletRequest request) {
    return request.getHeader("X-Requested-With") != null
        || request.getHeader("Sec-Fetch-Mode") != null
        || accepts(request, "text/html");
  }

  private static boolean accepts(HttpServletRequest request, String type) {
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    return accept != null && accept.contains(type);
  }

  /** Path and query to come back to after sign-in. */
  private static String target(HttpServletRequest request) {
    String query = request.getQueryString();
    return URLEncoder.encode(
        request.getRequestURI() + (query == null ? "" : "?" + query), StandardCharsets.UTF_8);
  }
}
