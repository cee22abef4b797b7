package org.jingtu.catalog;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One attribute of a collection.
 *
 * @param name name in the API, camel case ({@code soilClass})
 * @param column column of the collection's table ({@code soil_class})
 * @param title Chinese title
 * @param type type of the value
 * @param required whether a feature without it is refused
 * @param maxLength longest text in characters; 0 = no limit of its own
 * @param pattern what a text must match, or null
 * @param codes the code list of a {@link Type#CODE}, else empty
 * @param openCodes whether every code that starts with a listed one is accepted (land-use codes)
 * @param aliases other names under which files carry it; compared without regard to case
 */
public record Attribute(
    String name,
    String column,
    String title,
    Type type,
    boolean required,
    int maxLength,
    @Nullable Pattern pattern,
    List<Code> codes,
    boolean openCodes,
    List<String> aliases) {

  /** The type of an attribute's value. */
  public enum Type {
    /** Text: {@link String}. */
    TEXT,
    /** A value of a code list: {@link String}. */
    CODE,
    /** {@link Boolean}. */
    BOOLEAN,
    /** {@link Long}. */
    INTEGER,
    /** {@link Double}. */
    DECIMAL,
    /** {@link java.time.LocalDate}. */
    DATE
  }

  /** The title in a language; in English the words of the name. */
  public String title(Locale locale) {
    return locale.getLanguage().equals("en") ? EnglishTitles.ofName(name) : title;
  }

  /** The Chinese title of a stored code value: its own, or that of the nearest listed ancestor. */
  public Optional<String> findCodeTitle(String value) {
    return findCodeTitle(value, Locale.SIMPLIFIED_CHINESE);
  }

  /** The same in a language. */
  public Optional<String> findCodeTitle(String value, Locale locale) {
    for (String prefix = value; !prefix.isEmpty(); prefix = shorten(prefix)) {
      for (Code code : codes) {
        if (code.value().equals(prefix)) {
          return Optional.of(code.title(locale));
        }
      }
      if (!openCodes) {
        break;
      }
    }
    return Optional.empty();
  }

  private static String shorten(String text) {
    return text.substring(0, text.length() - 1);
  }
}
