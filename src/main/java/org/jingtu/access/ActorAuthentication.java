package org.jingtu.access;

import java.util.stream.Collectors;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** An actor as Spring Security carries it, with the way of signing in. */
final class ActorAuthentication extends AbstractAuthenticationToken {

  /** How the actor proved who it is. */
  enum Way {
    /** Name and password, now or at the begin of the session. */
    PASSWORD,
    /** A bearer token. */
    TOKEN,
    /** Set by the service itself: jobs. */
    INTERNAL
  }

  private final Actor actor;
  private final Way way;

  ActorAuthentication(Actor actor, Way way) {
    super(
        actor.roles().stream()
            .map(role -> new SimpleGrantedAuthority("ROLE_" + role))
            .collect(Collectors.toUnmodifiableSet()));
    this.actor = actor;
    this.way = way;
    setAuthenticated(true);
  }

  Way way() {
    return way;
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
