package org.jingtu.problems;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.support.ResourceBundleMessageSource;
import tools.jackson.databind.json.JsonMapper;

class PhraseTest {

  private final ResourceBundleMessageSource texts = new ResourceBundleMessageSource();

  PhraseTest() {
    texts.setBasename("messages");
    texts.setDefaultEncoding(StandardCharsets.UTF_8.name());
    texts.setFallbackToSystemLocale(false);
  }

  private String say(Phrase phrase, Locale locale) {
    return texts.getMessage(phrase, locale);
  }

  @Test
  void aListIsInTheLanguageOfTheReader() {
    Phrase list =
        Wording.list(
            List.of(
                new Wording("stage.PLANNING").withCode("PLANNING"),
                new Wording("stage.RESERVE").withCode("RESERVE")));

    assertThat(say(list, Locale.CHINESE)).isEqualTo("PLANNING 规划编制、RESERVE 收储");
    assertThat(say(list, Locale.ENGLISH)).startsWith("PLANNING ").contains(", RESERVE ");
    assertThat(say(list, Locale.ENGLISH)).isEqualTo(say(written(list), Locale.ENGLISH));
  }

  /** Nothing in a name is read as a pattern or as the end of the text that was written down. */
  @ParameterizedTest
  @ValueSource(strings = {"a", "{0}", "'", "\"]", "phrase:[", "编号、", "\\"})
  void aNameIsAsItWas(String name) {
    Phrase list = Wording.listNames(List.of(name, "b"));

    assertThat(say(list, Locale.ENGLISH)).isEqualTo(name + ", b");
    assertThat(written(list)).isEqualTo(list);
  }

  @Test
  void nothingIsADash() {
    assertThat(say(Wording.list(List.of()), Locale.CHINESE)).isEqualTo("—");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "phrase",
        "phrase:",
        "phrase:[]",
        "phrase:{}",
        "phrase:[\"a\"",
        "phrase:[\"list.coded.x\"]",
        "phrase:[[]]",
        "phrase:[\"problem.PARAMETER_MISSING.detail\", \"a\"]",
        "text:a"
      })
  void otherTextsAreNone(String text) {
    assertThat(Phrase.find(text)).isEmpty();
  }

  private static Phrase written(Phrase phrase) {
    String json = JsonMapper.shared().writeValueAsString(List.of(phrase));
    return Phrase.find(JsonMapper.shared().readTree(json).get(0).asString()).orElseThrow();
  }
}
