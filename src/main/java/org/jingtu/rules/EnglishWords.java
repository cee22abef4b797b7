package org.jingtu.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * English by the Chinese words, for what packs say beside their rules: titles of packs and lists,
 * sources, notes, reasons. The product's stand apart from its packs, since they decide nothing: a
 * pack keeps its version and digest when they are mended, and former versions are read in English
 * too. A pack of an operator's brings its own in a section {@code english}.
 */
final class EnglishWords {

  static final String KEY = "english";

  private static final String OWN_FILE = "packs-english.yaml";

  private static final class Own {
    static final Map<String, String> WORDS = Map.copyOf(read(YamlAt.read(OWN_FILE, load())));
  }

  private EnglishWords() {}

  /** Those of the product. */
  static Map<String, String> ofTheProduct() {
    return Own.WORDS;
  }

  /**
   * A list of entries {@code zh}, {@code en}.
   *
   * @throws PackInvalid if it is something else, or says the same Chinese twice
   */
  static Map<String, String> read(YamlAt list) {
    Map<String, String> words = new LinkedHashMap<>();
    for (YamlAt item : list.items()) {
      Map<String, YamlAt> entry = item.entries(Set.of("zh", "en"));
      String chinese = item.need(entry, "zh").text();
      if (words.put(chinese, item.need(entry, "en").text()) != null) {
        throw item.fault("“" + chinese + "”重复出现", "'" + chinese + "' is given twice");
      }
    }
    return words;
  }

  private static String load() {
    try (InputStream in = EnglishWords.class.getClassLoader().getResourceAsStream(OWN_FILE)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(OWN_FILE + " cannot be read", e);
    }
  }
}
