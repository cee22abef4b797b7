package org.jingtu.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Objects;
import java.util.Optional;
import org.jingtu.problems.Problem;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.context.DelegatingSecurityContextRepository;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The way of the page through an OpenID Connect provider (authorization code with state, nonce and
 * PKCE) to a session of its own, the same as after a password.
 *
 * <p>The provider's tokens are not kept: they are looked at once, for who it is; only where signing
 * out shall reach the provider, the session keeps the ID token, which tells it whose session ends.
 * Both ends of the way lead to the sign-in page, which knows where the user wanted to go, or says
 * what went wrong.
 */
@Component
class OidcSignIn {

  /** Where the button of the sign-in page leads. */
  static final String BEGIN = "/oauth2/authorization/" + OidcProvider.ID;

  private static final Logger log = LoggerFactory.getLogger(OidcSignIn.class);
  private static final String NO_ACCOUNT = "no_account";

  /** Attribute of the session: the ID token, as the provider signed it. */
  private static final String ID_TOKEN = "jingtu.id-token";

  private final OidcSettings settings;
  private final OidcAccounts oidcAccounts;
  private final Accounts accounts;
  private final OidcProvider provider;
  private final OidcUserService users = new OidcUserService();

  OidcSignIn(OidcSettings settings, OidcAccounts oidcAccounts, Accounts accounts) {
    this.settings = settings;
    this.oidcAccounts = oidcAccounts;
    this.accounts = accounts;
    this.provider = new OidcProvider(settings);
  }

  /** Adds the way to the door of the page, if it is configured. */
  void configure(HttpSecurity http) {
    if (!settings.isOn()) {
      return;
    }
    http.securityContext(
        context ->
            context.securityContextRepository(
                new DelegatingSecurityContextRepository(
                    new RequestAttributeSecurityContextRepository(), new AccountSessions())));
    http.oauth2Login(
        login ->
            login
                .clientRegistrationRepository(provider)
                .authorizedClientRepository(new NoClients())
                .authorizationEndpoint(e -> e.authorizationRequestResolver(resolver(provider)))
                .userInfoEndpoint(e -> e.oidcUserService(this::findUser))
                .loginPage("/signin.html")
                .successHandler(this::succeed)
                .failureHandler(this::fail));
  }

  private static OAuth2AuthorizationRequestResolver resolver(OidcProvider provider) {
    DefaultOAuth2AuthorizationRequestResolver resolver =
        new DefaultOAuth2AuthorizationRequestResolver(provider);
    resolver.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
    return new PatientResolver(resolver);
  }

  private OidcUser findUser(OidcUserRequest request) {
    OidcUser user = users.loadUser(request);
    try {
      return new OidcUserOfAccount(user, oidcAccounts.admit(user.getClaims()));
    } catch (OidcAccounts.Refused | Problem e) {
      throw new OAuth2AuthenticationException(new OAuth2Error(NO_ACCOUNT), e.getMessage(), e);
    }
  }

  private void succeed(
      HttpServletRequest request, HttpServletResponse response, Authentication authentication) {
    OidcUserOfAccount user =
        (OidcUserOfAccount) Objects.requireNonNull(authentication.getPrincipal());
    accounts.recordSession("SIGNED_IN", user.account().actor());
    if (settings.signOutAtProvider()) {
      request.getSession().setAttribute(ID_TOKEN, user.getIdToken().getTokenValue());
    }
    redirect(request, response, "/signin.html?from=provider");
  }

  /**
   * Where the browser must go so that the session at the provider ends too.
   *
   * @return empty if that is not configured, the session began by a password, or the provider does
   *     not offer it
   */
  Optional<String> findSignOut(HttpSession session) {
    Object token = session.getAttribute(ID_TOKEN);
    if (!(token instanceof String idToken)) {
      return Optional.empty();
    }
    return provider
        .findEndOfSessions()
        .map(
            address ->
                UriComponentsBuilder.fromUriString(address)
                    .queryParam("id_token_hint", "{token}")
                    .queryParam("client_id", "{client}")
                    .queryParam("post_logout_redirect_uri", "{back}")
                    .encode()
                    .buildAndExpand(
                        idToken,
                        settings.clientId(),
                        ServletUriComponentsBuilder.fromCurrentContextPath()
                            .path("/signin.html")
                            .toUriString())
                    .toUriString());
  }

  private void fail(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException reason) {
    boolean noAccount =
        reason instanceof OAuth2AuthenticationException refused
            && refused.getError().getErrorCode().equals(NO_ACCOUNT);
    log.info("Sign-in by the provider refused: {}", reason.toString());
    accounts.recordRefusal(noAccount ? "NO_ACCOUNT" : "NOT_VOUCHED");
    redirect(
        request, response, "/signin.html?from=provider&refused=" + (noAccount ? "account" : "way"));
  }

  /** Relative, so that it holds behind a proxy that does not tell its own name. */
  private static void redirect(
      HttpServletRequest request, HttpServletResponse response, String path) {
    response.setStatus(HttpServletResponse.SC_FOUND);
    response.setHeader(HttpHeaders.LOCATION, request.getContextPath() + path);
  }

  /** Keeps the account in the session, in place of the provider's user and its tokens. */
  private static final class AccountSessions extends HttpSessionSecurityContextRepository {
    @Override
    public void saveContext(
        SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
      Authentication authentication = context.getAuthentication();
      if (authentication != null
          && authentication.getPrincipal() instanceof OidcUserOfAccount user) {
        SecurityContext own = SecurityContextHolder.createEmptyContext();
        own.setAuthentication(
            ActorAuthentication.inSession(user.account(), ActorAuthentication.Way.PROVIDER));
        super.saveContext(own, request, response);
      } else {
        super.saveContext(context, request, response);
      }
    }
  }

  /** Says by the usual failure that the provider could not be reached. */
  private record PatientResolver(OAuth2AuthorizationRequestResolver inner)
      implements OAuth2AuthorizationRequestResolver {

    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
      try {
        return inner.resolve(request);
      } catch (RuntimeException e) {
        throw new OAuth2AuthenticationException(
            new OAuth2Error("provider_unreachable"), "the provider could not be asked", e);
      }
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request, String id) {
      return inner.resolve(request, id);
    }
  }

  /** Forgets the provider's tokens. */
  private static final class NoClients implements OAuth2AuthorizedClientRepository {
    @Override
    public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
        String id, Authentication principal, HttpServletRequest request) {
      return null;
    }

    @Override
    public void saveAuthorizedClient(
        OAuth2AuthorizedClient client,
        Authentication principal,
        HttpServletRequest request,
        HttpServletResponse response) {
      // not kept
    }

    @Override
    public void removeAuthorizedClient(
        String id,
        Authentication principal,
        HttpServletRequest request,
        HttpServletResponse response) {
      // none there
    }
  }
}
