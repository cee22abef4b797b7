package org.jingtu.access;

import java.io.Serializable;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who acts: a signed-in user, the service itself, or the public.
 *
 * @param id id of the user; 0 for the service itself, -1 for the public
 * @param username sign-in name
 * @param displayName name as people read it
 * @param department code of the department (see {@link Departments}); empty for the public
 * @param adcode administrative code (2 to 12 digits) the user works for; null = all of them; see
 *     {@link Territory}
 * @param roles codes of {@link Roles}
 */
public record Actor(
    long id,
    String username,
    String displayName,
    String department,
    @Nullable String adcode,
    Set<String> roles)
    implements Serializable {

  /** The service itself: jobs, the start, maintenance. May do everything. */
  public static final Actor SYSTEM =
      new Actor(0, "system", "系统", Departments.ADMINISTRATION, null, Set.of(Roles.ADMIN));

  /** Somebody who has not signed in: reads what is published, nothing else. */
  public static final Actor PUBLIC = new Actor(-1, "public", "公众", "", null, Set.of());

  /** Copies the roles, so that an actor never changes. */
  public Actor {
    roles = Set.copyOf(roles);
  }

  /** Whether the actor has the role itself; ADMIN does not stand for the others here. */
  public boolean hasRole(String role) {
    return roles.contains(role);
  }

  /** Whether somebody signed in (or the service itself) stands behind it. */
  public boolean signedIn() {
    return id >= 0;
  }
}
