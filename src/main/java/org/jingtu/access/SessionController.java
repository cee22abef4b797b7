package org.jingtu.access;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.CredentialsExpiredException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Sessions of the page: signing in begins one, signing out ends it. */
@RestController
@Tag(name = "access")
class SessionController {

  static final String PATH = "/api/session";

  /**
   * Name and password, as typed on the sign-in page.
   *
   * @param newPassword takes the place of a password that has expired; not looked at otherwise
   */
  record SignIn(
      @NotBlank @Size(max = 64) String username,
      @NotBlank @Size(max = 200) String password,
      @Nullable @Size(max = 200) String newPassword) {
    @Override
    public String toString() {
      return "SignIn[" + username + "]";
    }
  }

  private final AuthenticationManager manager;
  private final CsrfTokenRepository csrfTokens;
  private final Accounts accounts;
  private final Actors actors;
  private final AccessSettings settings;
  private final OidcSignIn provider;
  private final HttpSessionSecurityContextRepository sessions =
      new HttpSessionSecurityContextRepository();

  SessionController(
      AuthenticationManager manager,
      CsrfTokenRepository csrfTokens,
      Accounts accounts,
      Actors actors,
      AccessSettings settings,
      OidcSignIn provider) {
    this.manager = manager;
    this.csrfTokens = csrfTokens;
    this.accounts = accounts;
    this.actors = actors;
    this.settings = settings;
    this.provider = provider;
  }

  @Operation(
      summary = "登录",
      description =
          "页面用：用户名和密码换会话 Cookie；须带请求头 X-XSRF-TOKEN（取自 Cookie XSRF-TOKEN）。"
              + "密码到期时（PASSWORD_EXPIRED）以 newPassword 改为新密码并登录。")
  @PostMapping(path = PATH, consumes = MediaType.APPLICATION_JSON_VALUE)
  Me signIn(
      @Valid @RequestBody SignIn form, HttpServletRequest request, HttpServletResponse response) {
    Authentication signedIn = authenticate(form);
    if (request.getSession(false) == null) {
      request.getSession(true);
    } else {
      request.changeSessionId(); // an id planted before sign-in is worth nothing after it
    }
    csrfTokens.saveToken(csrfTokens.generateToken(request), request, response);
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(signedIn);
    SecurityContextHolder.setContext(context);
    sessions.saveContext(context, request, response);
    accounts.recordSession("SIGNED_IN", actors.current());
    return Me.of(actors.current());
  }

  /**
   * Where the browser must go next.
   *
   * @param signOutAt address of the provider that ends the session there, and leads back
   */
  record SignedOut(String signOutAt) {}

  @Operation(
      summary = "退出登录",
      description = "204；若配置了同时退出统一身份认证，且会话由其建立，则 200，signOutAt 为浏览器接着要去的地址。")
  @DeleteMapping(PATH)
  ResponseEntity<SignedOut> signOut(HttpServletRequest request, HttpServletResponse response) {
    HttpSession session = request.getSession(false);
    if (session == null) {
      return ResponseEntity.noContent().build();
    }
    Optional<String> next = provider.findSignOut(session);
    accounts.recordSession("SIGNED_OUT", actors.current());
    session.invalidate();
    csrfTokens.saveToken(null, request, response);
    return next.map(address -> ResponseEntity.ok(new SignedOut(address)))
        .orElseGet(() -> ResponseEntity.noContent().build());
  }

  private Authentication authenticate(SignIn form) {
    try {
      return authenticate(form.username(), form.password());
    } catch (CredentialsExpiredException e) {
      String newPassword = form.newPassword();
      if (newPassword == null) {
        throw new PasswordExpired();
      }
      accounts.replaceExpired(Accounts.normalise(form.username()), newPassword);
      return authenticate(form.username(), newPassword);
    } catch (BadCredentialsException e) {
      throw new SignInFailed(settings);
    }
  }

  private Authentication authenticate(String username, String password) {
    return manager.authenticate(
        UsernamePasswordAuthenticationToken.unauthenticated(username, password));
  }
}
