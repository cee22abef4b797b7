package org.jingtu.problems;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.context.MessageSourceResolvable;

/**
 * An argument of a text that is itself a text of the bundle, in the language of the reader. Written
 * down ({@link #toString()}, JSON) it keeps its key, so that it can be put into words later.
 *
 * @param key of the bundle, for example {@code datum.XIAN_1980}
 */
public record Wording(String key) implements MessageSourceResolvable {

  private static final String MARK = "text:";

  /** The wording that was written down as this text, if it was one. */
  public static Optional<Wording> find(String written) {
    return written.startsWith(MARK)
        ? Optional.of(new Wording(written.substring(MARK.length())))
        : Optional.empty();
  }

  /** Several as one argument, one behind the other; a dash for none. */
  public static Phrase list(List<?> parts) {
    return parts.stream()
        .map(part -> new Phrase("list.one", List.of(part)))
        .reduce((some, next) -> new Phrase("list.pair", List.of(some, next)))
        .orElse(new Phrase("list.one", List.of("—")));
  }

  /** Names that are the same in every language, such as codes, one behind the other. */
  public static Phrase listNames(Collection<String> names) {
    return list(List.copyOf(names));
  }

  /** This with its code before it. */
  public Phrase withCode(String code) {
    return new Phrase("list.coded", List.of(code, this));
  }

  @Override
  public String[] getCodes() {
    return new String[] {key};
  }

  /** The key where the bundle has no text. */
  @Override
  public String getDefaultMessage() {
    return key;
  }

  @Override
  @JsonValue
  public String toString() {
    return MARK + key;
  }
}
