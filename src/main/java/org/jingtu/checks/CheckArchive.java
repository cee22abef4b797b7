package org.jingtu.checks;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jingtu.access.Permissions;
import org.jingtu.checks.CheckProblems.CheckNotFound;
import org.springframework.stereotype.Component;

/** The answers that were given, for other rooms to read. */
@Component
public class CheckArchive {

  private final CheckStore store;
  private final Overrides overrides;
  private final Permissions permissions;
  private final EnglishAnswers english;

  CheckArchive(
      CheckStore store, Overrides overrides, Permissions permissions, EnglishAnswers english) {
    this.english = english;
    this.permissions = permissions;
    this.store = store;
    this.overrides = overrides;
  }

  /**
   * An answer that was given.
   *
   * @param answer its JSON, as the API gives it: with what was decided on its findings since
   * @param actor user name of who asked
   * @param department code of the department of who asked
   */
  public record Entry(
      UUID id, String answer, String actor, String department, Instant evaluatedAt) {}

  /**
   * The answer with this id.
   *
   * @param locale language of its words: English, or else Chinese
   * @throws org.jingtu.problems.Problem CHECK_NOT_FOUND, also for what is no id at all, and for a
   *     plot outside of the reader's area
   */
  public Entry getEntry(String id, Locale locale) {
    try {
      UUID key = UUID.fromString(id);
      Entry given =
          store.findEntry(key, permissions.narrow(null)).orElseThrow(() -> new CheckNotFound(id));
      String shown = english.show(overrides.show(key, given.answer()), locale);
      return new Entry(key, shown, given.actor(), given.department(), given.evaluatedAt());
    } catch (IllegalArgumentException e) {
      throw new CheckNotFound(id);
    }
  }
}
