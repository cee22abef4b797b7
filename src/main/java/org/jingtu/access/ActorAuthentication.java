package org.jingtu.access;

import java.time.Instant;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** An actor as Spring Security carries it, with the way of signing in. */
final class ActorAuthentication extends AbstractAuthenticationToken {

  /** How the actor proved who it is. */
  enum Way {
    /** Name and password, now or at the begin of the session. */
    PASSWORD,
    /** The OpenID Connect provider, at the begin of the session. */
    PROVIDER,
    /** A bearer token with all rights of its user. */
    FULL_TOKEN,
    /** A bearer token that only reads. */
    READ_TOKEN,
    /** A bearer token that only reads metrics. */
    METRICS_TOKEN,
    /** Set by the service itself: jobs. */
    INTERNAL
  }

  private final Actor actor;
  private final Way way;
  private final @Nullable Instant passwordChangedAt;

  ActorAuthentication(Actor actor, Way way) {
    this(actor, way, null);
  }

  private ActorAuthentication(Actor actor, Way way, @Nullable Instant passwordChangedAt) {
    super(
        actor.roles().stream()
            .map(role -> new SimpleGrantedAuthority("ROLE_" + role))
            .collect(Collectors.toUnmodifiableSet()));
    this.actor = actor;
    this.way = way;
    this.passwordChangedAt = passwordChangedAt;
    setAuthenticated(true);
  }

  Way way() {
    return way;
  }

  static ActorAuthentication byPassword(Account account) {
    return inSession(account, Way.PASSWORD);
  }

  /** What a session carries: a new password of the account ends it, whichever way it began. */
  static ActorAuthentication inSession(Account account, Way way) {
    return new ActorAuthentication(account.actor(), way, account.passwordChangedAt());
  }

  /** Whether a person signed in, as opposed to a program with a token. */
  boolean isPersonal() {
    return way == Way.PASSWORD || way == Way.PROVIDER;
  }

  /** Whether the password of the account is still the one it had at the sign-in. */
  boolean isOfPasswordOf(Account account) {
    return account.passwordChangedAt().equals(passwordChangedAt);
  }

  @Override
  public Actor getPrincipal() {
    return actor;
  }

  @Override
  public Object getCredentials() {
    return "";
  }

  @Override
  public String getName() {
    return actor.username();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ActorAuthentication that && actor.equals(that.actor) && way == that.way;
  }

  @Override
  public int hashCode() {
    return actor.hashCode();
  }
}
