package org.jingtu.catalog;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jingtu.problems.Wording;
import org.jspecify.annotations.Nullable;
import org.springframework.context.HierarchicalMessageSource;
import org.springframework.context.MessageSource;
import org.springframework.context.support.AbstractMessageSource;
import org.springframework.stereotype.Component;

/**
 * Titles of the catalogue as texts in the reader's language, where the bundle has none of that key:
 * a message about an attribute names it in the language of the message, also when it was stored.
 */
@Component
final class CatalogTitles {

  private static final String MARK = "catalog.";
  private static final String CODES = "codes";

  /** How many codes of a list are named. */
  private static final int CODES_NAMED = 12;

  CatalogTitles(Catalog catalog, MessageSource bundle) {
    ((HierarchicalMessageSource) bundle).setParentMessageSource(new Titles(catalog));
  }

  static Wording of(Collection collection) {
    return new Wording(MARK + collection.id());
  }

  static Wording of(Collection collection, Attribute attribute) {
    return new Wording(MARK + collection.id() + "." + attribute.name());
  }

  static Wording ofCodes(Collection collection, Attribute attribute) {
    return new Wording(MARK + collection.id() + "." + attribute.name() + "." + CODES);
  }

  private static final class Titles extends AbstractMessageSource {

    private final Catalog catalog;

    Titles(Catalog catalog) {
      this.catalog = catalog;
    }

    @Override
    protected @Nullable String resolveCodeWithoutArguments(String code, Locale locale) {
      return find(code, locale).orElse(null);
    }

    @Override
    protected @Nullable MessageFormat resolveCode(String code, Locale locale) {
      return null; // titles have no placeholders
    }

    private Optional<String> find(String code, Locale locale) {
      if (!code.startsWith(MARK)) {
        return Optional.empty();
      }
      List<String> parts = List.of(code.substring(MARK.length()).split("\\."));
      Optional<Collection> collection =
          catalog.listCollections().stream().filter(c -> c.id().equals(parts.get(0))).findFirst();
      if (parts.size() == 1) {
        return collection.map(c -> c.title(locale));
      }
      Optional<Attribute> attribute = collection.flatMap(c -> c.findAttribute(parts.get(1)));
      return parts.size() == 2
          ? attribute.map(a -> a.title(locale))
          : attribute.filter(a -> parts.get(2).equals(CODES)).map(a -> codes(a, locale));
    }

    private static String codes(Attribute attribute, Locale locale) {
      return attribute.codes().stream()
          .limit(CODES_NAMED)
          .map(code -> code.value() + " " + code.title(locale))
          .collect(Collectors.joining(locale.getLanguage().equals("en") ? ", " : "、"));
    }
  }
}
