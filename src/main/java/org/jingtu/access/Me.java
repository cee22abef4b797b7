package org.jingtu.access;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The signed-in user, as the page shows it. */
record Me(
    String username,
    String displayName,
    String department,
    @Nullable String adcode,
    Set<String> roles) {

  static Me of(Actor actor) {
    return new Me(
        actor.username(),
        actor.displayName(),
        actor.department(),
        actor.adcode(),
        new TreeSet<>(actor.roles()));
  }
}
