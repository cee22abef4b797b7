package org.jingtu.access;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Who may do what, in one place.
 *
 * <ul>
 *   <li>Read: every signed-in user reads everything, of every department; the public reads what is
 *       published.
 *   <li>Write a collection: role EDITOR in the department that owns the collection.
 *   <li>A user with an area ({@link Territory}) reads and writes only what lies in it.
 *   <li>ADMIN may do everything.
 * </ul>
 *
 * <p>Source: the duties of the departments in the seed documents (自然资源: parcels, plan layers, land
 * use, checks; 生态环境: sites, zones, supervised units; 农业农村: farmland classes; 林水/水利: water sources)
 * and the sharing between them.
 */
@Component
public class Permissions {

  private final Actors actors;

  /**
   * @param actors tells who acts
   */
  public Permissions(Actors actors) {
    this.actors = actors;
  }

  /**
   * Passes if the current actor may write what the department owns.
   *
   * @param department code of the owning department, see {@link Departments}
   * @throws NotPermitted otherwise
   */
  public void requireWrite(String department) {
    if (!mayWrite(department)) {
      throw NotPermitted.toWrite(department);
    }
  }

  /** Whether the current actor may write what the department owns. */
  public boolean mayWrite(String department) {
    Actor actor = actors.current();
    return actor.hasRole(Roles.ADMIN)
        || (actor.hasRole(Roles.EDITOR) && actor.department().equals(department));
  }

  /**
   * Whether the current actor may read data.
   *
   * @param published whether the data is open to the public
   */
  public boolean mayRead(boolean published) {
    Actor actor = actors.current();
    return published
        || actor.hasRole(Roles.ADMIN)
        || (actor.signedIn() && actor.hasRole(Roles.READER));
  }

  /**
   * Passes if the current actor may read data.
   *
   * @param published whether the data is open to the public
   * @throws NotPermitted otherwise
   */
  public void requireRead(boolean published) {
    if (!mayRead(published)) {
      throw NotPermitted.withoutRole(Roles.READER);
    }
  }

  /** The area to which the current actor is limited; empty if to none. */
  public Optional<Territory> findTerritory() {
    return Territory.of(actors.current());
  }

  /**
   * Passes if the current actor may deal with what lies there.
   *
   * @param adcode administrative code of the thing, or null if it has none
   * @throws NotPermitted if the actor is limited to another area
   */
  public void requireTerritory(@Nullable String adcode) {
    findTerritory().ifPresent(territory -> territory.require(adcode));
  }

  /**
   * Whether what lies there is for the current actor to know; what is not is as if it were absent.
   *
   * @param adcode administrative code of the thing, or null if it has none
   */
  public boolean isWithinTerritory(@Nullable String adcode) {
    return findTerritory().map(territory -> territory.holds(adcode)).orElse(true);
  }

  /** Whether the current actor may know of a job of this actor: its own, or of its area. */
  public boolean mayFollow(Actor sender) {
    return actors.current().id() == sender.id() || isWithinTerritory(sender.adcode());
  }

  /**
   * Passes if the current actor has one of the roles, or ADMIN.
   *
   * @param anyOf codes of {@link Roles}
   * @throws NotPermitted otherwise
   */
  public void requireRole(String... anyOf) {
    Actor actor = actors.current();
    if (!actor.hasRole(Roles.ADMIN) && Arrays.stream(anyOf).noneMatch(actor::hasRole)) {
      throw NotPermitted.withoutRole(anyOf);
    }
  }

  /**
   * The division to which a list is narrowed: the one asked for, else the actor's own area.
   *
   * @param asked division code, or null if none was asked for
   * @return null for everything
   * @throws NotPermitted if the one asked for does not lie in the actor's area
   */
  public @Nullable String narrow(@Nullable String asked) {
    if (asked == null) {
      return findTerritory().map(Territory::prefix).orElse(null);
    }
    requireTerritory(asked);
    return asked;
  }
}
