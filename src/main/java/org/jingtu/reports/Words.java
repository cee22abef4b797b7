package org.jingtu.reports;

import com.samskivert.mustache.Mustache;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Texts of the message bundle for documents. */
@Component
class Words {

  private final MessageSource messages;

  Words(MessageSource messages) {
    this.messages = messages;
  }

  String say(Locale locale, String key, Object... arguments) {
    return messages.getMessage(key, arguments, locale);
  }

  String sayOr(Locale locale, String key, String otherwise) {
    String text = messages.getMessage(key, null, otherwise, locale);
    return text == null ? otherwise : text;
  }

  /** For templates: {@code {{#t}}key{{/t}}}. */
  Mustache.Lambda lookup(Locale locale) {
    return (fragment, out) -> out.write(say(locale, fragment.execute()));
  }
}
