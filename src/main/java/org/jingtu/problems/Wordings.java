package org.jingtu.problems;

import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Puts wordings into the language of the request at hand. */
@Component
public class Wordings {

  private final MessageSource texts;

  Wordings(MessageSource texts) {
    this.texts = texts;
  }

  /** English where the request at hand asks for that, else Chinese; outside of one Chinese. */
  public static Locale readersLocale() {
    LocaleContext reader = LocaleContextHolder.getLocaleContext();
    Locale asked = reader == null ? null : reader.getLocale();
    return asked != null && asked.getLanguage().equals(Locale.ENGLISH.getLanguage())
        ? Locale.ENGLISH
        : Locale.CHINESE;
  }

  /** The text of a key of the bundle. */
  public String say(String key, Object... arguments) {
    return texts.getMessage(key, arguments, readersLocale());
  }

  /** The text of a wording. */
  public String say(Wording wording) {
    return say(wording.key());
  }
}
