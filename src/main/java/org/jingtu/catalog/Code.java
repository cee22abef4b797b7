package org.jingtu.catalog;

import java.util.List;
import java.util.Locale;

/**
 * One value of a code list.
 *
 * @param value what is stored and exchanged
 * @param title Chinese title
 * @param titleEnglish English title
 * @param aliases other spellings under which files carry it (numbers, pinyin initials, words)
 */
public record Code(String value, String title, String titleEnglish, List<String> aliases) {

  /** The title in a language. */
  public String title(Locale locale) {
    return locale.getLanguage().equals("en") ? titleEnglish : title;
  }
}
