package org.jingtu.access;

import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/** Whom the provider vouches for, with the account that belongs to it. */
final class OidcUserOfAccount extends DefaultOidcUser {

  private final transient Account account;

  OidcUserOfAccount(OidcUser user, Account account) {
    super(user.getAuthorities(), user.getIdToken(), user.getUserInfo());
    this.account = account;
  }

  Account account() {
    return account;
  }

  @Override
  public boolean equals(Object other) {
    return super.equals(other);
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }
}
