package org.jingtu.catalog;

import java.util.List;

/**
 * One value of a code list.
 *
 * @param value what is stored and exchanged
 * @param title Chinese title
 * @param aliases other spellings under which files carry it (numbers, pinyin initials, words)
 */
public record Code(String value, String title, List<String> aliases) {

  /** Whether this text means this code; compared without regard to case. */
  boolean isNamed(String text) {
    return value.equalsIgnoreCase(text)
        || title.equals(text)
        || aliases.stream().anyMatch(text::equalsIgnoreCase);
  }
}
