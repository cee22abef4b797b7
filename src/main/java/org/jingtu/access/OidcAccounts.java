package org.jingtu.access;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jingtu.access.Accounts.AccountDetails;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds the account of somebody whom the OpenID Connect provider vouches for.
 *
 * <p>Accounts are made by an administrator unless the settings say that they are made here. What a
 * claim is configured for (department, roles, area) follows the claims at each sign-in; the rest is
 * the administrator's.
 */
@Component
class OidcAccounts {

  private final OidcSettings settings;
  private final Accounts accounts;
  private final Actors actors;

  OidcAccounts(OidcSettings settings, Accounts accounts, Actors actors) {
    this.settings = settings;
    this.accounts = accounts;
    this.actors = actors;
  }

  /** Nobody may come in by these claims; the message says why, for the log. */
  static final class Refused extends RuntimeException {
    Refused(String reason) {
      super(reason);
    }
  }

  /**
   * The account of the claims, brought up to date with them.
   *
   * @throws Refused without usable account
   */
  Account admit(Map<String, Object> claims) {
    String username = Accounts.normalise(text(claims, settings.usernameClaim()).orElse(""));
    if (!username.matches(UserController.USERNAME)) {
      throw new Refused("claim " + settings.usernameClaim() + " holds no user name");
    }
    return actors.as(Actor.SYSTEM, () -> admit(username, claims));
  }

  private Account admit(String username, Map<String, Object> claims) {
    Optional<Account> known = accounts.findFresh(username);
    if (known.isEmpty()) {
      if (!settings.provision()) {
        throw new Refused("no account " + username);
      }
      return accounts.createWithoutPassword(username, details(username, null, claims));
    }
    Account account = known.get();
    if (!account.enabled()) {
      throw new Refused("account " + username + " is disabled");
    }
    AccountDetails now = AccountDetails.of(account);
    AccountDetails claimed = details(username, now, claims);
    return claimed.equals(now) ? account : accounts.update(username, claimed);
  }

  /** What the claims say, where a claim is configured; what the account has, elsewhere. */
  private AccountDetails details(
      String username, @Nullable AccountDetails account, Map<String, Object> claims) {
    String displayName =
        account != null
            ? account.displayName()
            : text(claims, settings.displayNameClaim())
                .map(name -> name.substring(0, Math.min(100, name.length())))
                .orElse(username);
    return new AccountDetails(
        displayName,
        settings.departmentClaim() == null && account != null
            ? account.department()
            : department(claims),
        settings.adcodeClaim() == null
            ? (account == null ? null : account.adcode())
            : adcode(claims),
        settings.rolesClaim() == null
            ? (account == null ? Set.of(Roles.READER) : account.roles())
            : roles(claims),
        true);
  }

  private String department(Map<String, Object> claims) {
    return texts(claims, settings.departmentClaim()).stream()
        .map(settings.departments()::get)
        .filter(java.util.Objects::nonNull)
        .findFirst()
        .orElseThrow(
            () ->
                new Refused(
                    "claim "
                        + settings.departmentClaim()
                        + " names no department of the settings"));
  }

  /** Values that the settings do not know give no role. */
  private Set<String> roles(Map<String, Object> claims) {
    Set<String> roles =
        texts(claims, settings.rolesClaim()).stream()
            .map(settings.roles()::get)
            .filter(java.util.Objects::nonNull)
            .collect(Collectors.toSet());
    roles.add(Roles.READER);
    return roles;
  }

  /** A claim that is missing or no code must not give the whole country. */
  private String adcode(Map<String, Object> claims) {
    return texts(claims, settings.adcodeClaim()).stream()
        .filter(code -> code.matches(UserController.ADCODE))
        .findFirst()
        .orElseThrow(
            () -> new Refused("claim " + settings.adcodeClaim() + " holds no administrative code"));
  }

  private static Optional<String> text(Map<String, Object> claims, String claim) {
    return texts(claims, claim).stream().filter(text -> !text.isBlank()).findFirst();
  }

  private static List<String> texts(Map<String, Object> claims, @Nullable String claim) {
    Object value = claim == null ? null : claims.get(claim);
    if (value instanceof Collection<?> many) {
      return many.stream().map(one -> String.valueOf(one).strip()).toList();
    }
    return value == null ? List.of() : List.of(String.format(Locale.ROOT, "%s", value).strip());
  }
}
