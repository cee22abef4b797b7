package org.jingtu.access;

import java.util.function.Supplier;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Tells who acts on this thread.
 *
 * <p>The actor belongs to the thread that serves the request. Work handed to another thread acts as
 * {@link Actor#SYSTEM} unless it is wrapped in {@link #as}: take {@link #current()} before handing
 * it over.
 */
@Component
public class Actors {

  /**
   * The signed-in actor; {@link Actor#PUBLIC} in a request without sign-in; {@link Actor#SYSTEM}
   * outside of requests (jobs, the start).
   */
  public Actor current() {
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    if (authentication != null && authentication.getPrincipal() instanceof Actor actor) {
      return actor;
    }
    boolean inRequest =
        authentication != null || RequestContextHolder.getRequestAttributes() != null;
    return inRequest ? Actor.PUBLIC : Actor.SYSTEM;
  }

  /**
   * Does the work in the name of the actor, and gives the thread back to whom it belonged.
   *
   * @param <T> what the work gives
   */
  public <T> T as(Actor actor, Supplier<T> work) {
    SecurityContext before = SecurityContextHolder.getContext();
    SecurityContext during = SecurityContextHolder.createEmptyContext();
    during.setAuthentication(new ActorAuthentication(actor, ActorAuthentication.Way.INTERNAL));
    SecurityContextHolder.setContext(during);
    try {
      return work.get();
    } finally {
      SecurityContextHolder.setContext(before);
    }
  }

  /** Does the work in the name of the actor. */
  public void as(Actor actor, Runnable work) {
    as(
        actor,
        () -> {
          work.run();
          return Boolean.TRUE;
        });
  }
}
