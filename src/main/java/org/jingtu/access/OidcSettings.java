package org.jingtu.access;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Sign-in by an OpenID Connect provider; off without {@code issuer}.
 *
 * @param issuer address of the provider, under which {@code /.well-known/openid-configuration} is
 * @param clientId as registered there; the address to come back to is {@code
 *     /login/oauth2/code/jingtu}
 * @param clientSecret as given there; null for a public client
 * @param name what the button of the sign-in page says
 * @param scopes asked for; {@code openid} among them
 * @param usernameClaim claim that holds the user name; one that users cannot change themselves
 * @param displayNameClaim claim that holds the name as people read it
 * @param provision whether users without an account get one
 * @param departmentClaim claim that holds the department, or null: as the administrator set it
 * @param departments from values of that claim to codes of {@link Departments}
 * @param rolesClaim claim that holds the roles, a text or a list; or null: as the administrator set
 *     them
 * @param roles from values of that claim to codes of {@link Roles}
 * @param adcodeClaim claim that holds the area, or null: as the administrator set it
 * @param signOutAtProvider whether signing out here signs out at the provider too (OpenID Connect
 *     RP-Initiated Logout 1.0); the address to come back to is {@code /signin.html}
 */
@ConfigurationProperties("jingtu.oidc")
record OidcSettings(
    @Nullable String issuer,
    @Nullable String clientId,
    @Nullable String clientSecret,
    @DefaultValue("统一身份认证登录") String name,
    @DefaultValue({"openid", "profile"}) List<String> scopes,
    @DefaultValue("preferred_username") String usernameClaim,
    @DefaultValue("name") String displayNameClaim,
    @DefaultValue("false") boolean provision,
    @Nullable String departmentClaim,
    @DefaultValue Map<String, String> departments,
    @Nullable String rolesClaim,
    @DefaultValue Map<String, String> roles,
    @Nullable String adcodeClaim,
    @DefaultValue("false") boolean signOutAtProvider) {

  /**
   * Refuses settings that cannot work, so that the start shows it and not the first user.
   *
   * @throws IllegalStateException with what to set
   */
  OidcSettings {
    if (issuer != null && !issuer.isBlank()) {
      require(clientId != null && !clientId.isBlank(), "jingtu.oidc.client-id is missing");
      require(
          !provision || departmentClaim != null,
          "jingtu.oidc.provision needs jingtu.oidc.department-claim");
      require(
          Departments.ALL.containsAll(departments.values()),
          "jingtu.oidc.departments must lead to " + Departments.ALL);
      require(Roles.ALL.containsAll(roles.values()), "jingtu.oidc.roles must lead to " + Roles.ALL);
    }
  }

  /** Whether there is a provider. */
  boolean isOn() {
    return issuer != null && !issuer.isBlank();
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalStateException(message);
    }
  }

  /** Without the secret: a record's text ends up in logs. */
  @Override
  public String toString() {
    return "OidcSettings[" + issuer + "]";
  }
}
