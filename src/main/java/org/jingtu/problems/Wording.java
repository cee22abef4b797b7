package org.jingtu.problems;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.support.DefaultMessageSourceResolvable;

/**
 * An argument of a text that is itself a text of the bundle, in the language of the reader. Written
 * down ({@link #toString()}, JSON) it keeps its key, so that it can be put into words later.
 *
 * @param key of the bundle, for example {@code datum.XIAN_1980}
 */
public record Wording(String key) implements MessageSourceResolvable {

  private static final String MARK = "text:";

  private static final String[] PAIR = {"list.pair"};
  private static final String[] CODED = {"list.coded"};

  /** The wording that was written down as this text, if it was one. */
  public static Optional<Wording> find(String written) {
    return written.startsWith(MARK)
        ? Optional.of(new Wording(written.substring(MARK.length())))
        : Optional.empty();
  }

  /** Several as one argument, one behind the other; a dash for none. */
  public static MessageSourceResolvable list(List<? extends MessageSourceResolvable> wordings) {
    return wordings.stream()
        .map(MessageSourceResolvable.class::cast)
        .reduce((some, next) -> new DefaultMessageSourceResolvable(PAIR, new Object[] {some, next}))
        .orElse(new DefaultMessageSourceResolvable(new String[0], "—"));
  }

  /** Names that are the same in every language, such as codes, one behind the other. */
  public static MessageSourceResolvable listNames(Collection<String> names) {
    return list(
        names.stream()
            .map(name -> new DefaultMessageSourceResolvable(new String[0], name))
            .toList());
  }

  /** This with its code before it. */
  public MessageSourceResolvable withCode(String code) {
    return new DefaultMessageSourceResolvable(CODED, new Object[] {code, this});
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
