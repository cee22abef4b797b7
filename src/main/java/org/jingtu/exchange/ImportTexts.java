package org.jingtu.exchange;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jingtu.problems.Phrase;
import org.jingtu.problems.Wording;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.stereotype.Component;

/** Puts the problems of uploaded files into words, in the reader's language. */
@Component
public class ImportTexts {

  private static final Pattern CODE = Pattern.compile("[A-Z]+(_[A-Z]+)+");

  private final MessageSource texts;

  ImportTexts(MessageSource texts) {
    this.texts = texts;
  }

  /**
   * The text of a problem: {@code import.CODE}, or else that of the request problem of that code.
   */
  String message(ImportProblem problem, Locale locale) {
    return message(problem.code(), problem.arguments().toArray(), locale);
  }

  /** Why a job failed. */
  String message(ImportJob.Failure failure, Locale locale) {
    return message(failure.code(), failure.arguments().toArray(), locale);
  }

  /** A text of the page about imports: {@code exchange.NAME}. */
  String text(String name, Locale locale) {
    return orElse(texts.getMessage("exchange." + name, null, name, locale), name);
  }

  /**
   * A problem of a row or of a file.
   *
   * @param code of {@link RowProblem} or {@link org.jingtu.problems.Problem}
   * @param arguments values for the placeholders
   */
  public String message(String code, Object[] arguments, Locale locale) {
    Object[] worded = Arrays.stream(arguments).map(a -> worded(a, locale)).toArray();
    String ofRow = texts.getMessage("import." + code, worded, null, locale);
    // not as the default of the other: values in it would be read as a pattern
    return ofRow != null
        ? ofRow
        : orElse(texts.getMessage("problem." + code + ".detail", worded, null, locale), code);
  }

  /** An argument that is the code of a problem, or a text that was written down, in words. */
  private Object worded(Object argument, Locale locale) {
    if (!(argument instanceof String written)) {
      return argument;
    }
    if (CODE.matcher(written).matches()) {
      return orElse(texts.getMessage("import." + written, null, written, locale), written);
    }
    return Wording.find(written)
        .<MessageSourceResolvable>map(wording -> wording)
        .or(() -> Phrase.find(written))
        .<Object>map(text -> texts.getMessage(text, locale))
        .orElse(written);
  }

  /**
   * A few words for a kind of problem: {@code import-title.CODE}, or else of the request problem.
   */
  String title(String code, Locale locale) {
    String refusal = texts.getMessage("problem." + code + ".title", null, code, locale);
    return orElse(texts.getMessage("import-title." + code, null, refusal, locale), code);
  }

  private static String orElse(@Nullable String text, String other) {
    return text == null ? other : text;
  }
}
