package org.jingtu.checks;

import java.time.Instant;
import java.util.UUID;
import org.jingtu.checks.CheckProblems.CheckNotFound;
import org.springframework.stereotype.Component;

/** The answers that were given, for other rooms to read. */
@Component
public class CheckArchive {

  private final CheckStore store;

  CheckArchive(CheckStore store) {
    this.store = store;
  }

  /**
   * An answer that was given.
   *
   * @param answer its JSON, as the API gives it
   * @param actor user name of who asked
   * @param department code of the department of who asked
   */
  public record Entry(
      UUID id, String answer, String actor, String department, Instant evaluatedAt) {}

  /**
   * The answer with this id.
   *
   * @throws org.jingtu.problems.Problem CHECK_NOT_FOUND, also for what is no id at all
   */
  public Entry getEntry(String id) {
    try {
      return store.findEntry(UUID.fromString(id)).orElseThrow(() -> new CheckNotFound(id));
    } catch (IllegalArgumentException e) {
      throw new CheckNotFound(id);
    }
  }
}
