package org.jingtu.ogcapi;

import java.util.Locale;
import org.jingtu.catalog.Attribute;
import org.jingtu.catalog.Collection;
import org.springframework.context.MessageSource;

/**
 * The texts of this room in the reader's language; their keys begin with {@code ogc.}
 *
 * @param texts the message bundle
 * @param locale the reader's language
 */
record Words(MessageSource texts, Locale locale) {

  /** A text; numbers among the arguments are given as texts. */
  String get(String key, Object... arguments) {
    return texts.getMessage("ogc." + key, arguments, locale);
  }

  boolean english() {
    return locale.getLanguage().equals("en");
  }

  /** For lang and hreflang. */
  String language() {
    return english() ? "en" : "zh-CN";
  }

  String title(Collection collection) {
    return collection.title(locale);
  }

  String title(Attribute attribute) {
    return attribute.title(locale);
  }

  /** The title in the other language. */
  String otherTitle(Collection collection) {
    return english() ? collection.title() : collection.titleEnglish();
  }
}
