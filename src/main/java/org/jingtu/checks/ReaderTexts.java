package org.jingtu.checks;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jingtu.catalog.Collection;
import org.jingtu.problems.Wordings;
import org.jingtu.rules.Pack;
import org.jingtu.rules.PackEnglish;
import org.jingtu.rules.Verdict;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Words in the language of the request at hand: English where it asks for that, else Chinese, and
 * Chinese outside of a request. What a pack has no English for stays Chinese.
 */
@Component
class ReaderTexts {

  private final Wordings texts;

  ReaderTexts(Wordings texts) {
    this.texts = texts;
  }

  /** Whether the request at hand asks for English. */
  static boolean isEnglish() {
    return isEnglish(Wordings.readersLocale());
  }

  static boolean isEnglish(@Nullable Locale locale) {
    return locale != null && locale.getLanguage().equals(Locale.ENGLISH.getLanguage());
  }

  /** The text of that key. */
  String say(String key) {
    return texts.say(key);
  }

  String title(Verdict verdict) {
    return say("verdict." + verdict);
  }

  String title(Collection collection) {
    return isEnglish() ? collection.titleEnglish() : collection.title();
  }

  /** The English of a pack; empty for a reader of Chinese. */
  Optional<PackEnglish> words(Pack pack) {
    return isEnglish() ? Optional.of(pack.english()) : Optional.empty();
  }

  /** What a pack says, by its English where there is any. */
  static String in(
      Optional<PackEnglish> words, String chinese, Function<PackEnglish, String> translation) {
    return words.map(translation).orElse(chinese);
  }
}
