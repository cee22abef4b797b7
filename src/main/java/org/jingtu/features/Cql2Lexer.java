package org.jingtu.features;

import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The words of a filter in CQL2 text, one at a time. */
final class Cql2Lexer {

  /** Kinds of words. */
  enum Kind {
    /** A keyword or an unquoted name. */
    WORD,
    /** A name in double quotes. */
    NAME,
    /** A text in single quotes. */
    TEXT,
    /** A number without sign. */
    NUMBER,
    /** An operator, a bracket or a comma. */
    SIGN,
    /** Nothing is left. */
    END
  }

  private final String source;
  private int at;
  private int start;
  private Kind kind = Kind.END;
  private String word = "";

  Cql2Lexer(String source) {
    this.source = source;
    next();
  }

  Kind kind() {
    return kind;
  }

  /** The present word, without quotes; in a text, a backslash before another sign stays. */
  String word() {
    return word;
  }

  /** The present word as a text is meant: two backslashes are one. */
  String text() {
    return word.replace("\\\\", "\\");
  }

  BigDecimal number() {
    try {
      return new BigDecimal(word);
    } catch (NumberFormatException e) {
      throw wrong();
    }
  }

  boolean isSign(String sign) {
    return kind == Kind.SIGN && word.equals(sign);
  }

  boolean isWord(String keyword) {
    return kind == Kind.WORD && word.equalsIgnoreCase(keyword);
  }

  /** The present word in upper case if it is followed by an opening bracket, else null. */
  @Nullable String callName() {
    if (kind != Kind.WORD) {
      return null;
    }
    return peek() == '(' ? word.toUpperCase(Locale.ROOT) : null;
  }

  private char peek() {
    int i = skipBlanks(at);
    return i < source.length() ? source.charAt(i) : '\0';
  }

  boolean takeSign(String sign) {
    return isSign(sign) && take();
  }

  boolean takeWord(String keyword) {
    return isWord(keyword) && take();
  }

  private boolean take() {
    next();
    return true;
  }

  void requireSign(String sign) {
    if (!takeSign(sign)) {
      throw wrong();
    }
  }

  /** The text of a call from its name to its closing bracket; the word after it is present then. */
  String takeCall() {
    int depth = 0;
    for (int i = at; i < source.length(); i++) {
      char c = source.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (c == ')' && depth == 0) {
        String call = source.substring(start, i + 1);
        at = i + 1;
        next();
        return call;
      }
    }
    throw wrong();
  }

  /** What to say of the present word where it does not belong. */
  FilterRefused wrong() {
    int end = Math.min(source.length(), start + 20);
    return kind == Kind.END
        ? FilterRefused.unfinished()
        : FilterRefused.syntax("@" + (start + 1) + " “" + source.substring(start, end) + "”");
  }

  void next() {
    at = skipBlanks(at);
    start = at;
    if (at >= source.length()) {
      kind = Kind.END;
      word = "";
      return;
    }
    int c = source.codePointAt(at);
    if (c == '\'') {
      readText();
    } else if (c == '"') {
      readName();
    } else if (isDigit(c)
        || c == '.' && at + 1 < source.length() && isDigit(source.charAt(at + 1))) {
      readNumber();
    } else if (Cql2Names.starts(c)) {
      readWord();
    } else {
      readSign();
    }
  }

  private void readSign() {
    String two = source.substring(at, Math.min(source.length(), at + 2));
    boolean pair = two.equals("<>") || two.equals("<=") || two.equals(">=");
    word = pair ? two : two.substring(0, 1);
    kind = Kind.SIGN;
    at += word.length();
    if ("=<>()+-*/%^,".indexOf(word.charAt(0)) < 0) {
      throw wrong();
    }
  }

  /** A quote inside is doubled or comes after a backslash, which also writes control characters. */
  private void readText() {
    StringBuilder text = new StringBuilder();
    kind = Kind.TEXT;
    for (int i = at + 1; i < source.length(); i++) {
      char c = source.charAt(i);
      boolean last = i + 1 == source.length();
      if (c == '\'' && (last || source.charAt(i + 1) != '\'')) {
        end(text, i);
        return;
      }
      if (c == '\'') {
        text.append(source.charAt(++i));
      } else if (c == '\\' && !last) {
        appendEscaped(text, source.charAt(++i));
      } else {
        text.append(c);
      }
    }
    throw wrong();
  }

  /** A pair that is no quote and no control character stays a pair: it means something to LIKE. */
  private static void appendEscaped(StringBuilder text, char c) {
    int control = "abtnvfr".indexOf(c);
    if (c == '\'') {
      text.append(c);
    } else if (control >= 0) {
      text.append("\u0007\b\t\n\u000b\f\r".charAt(control));
    } else {
      text.append('\\').append(c);
    }
  }

  /** A quote inside is doubled or comes after a backslash. */
  private void readName() {
    StringBuilder text = new StringBuilder();
    kind = Kind.NAME;
    for (int i = at + 1; i < source.length(); i++) {
      char c = source.charAt(i);
      boolean more = i + 1 < source.length() && source.charAt(i + 1) == '"';
      if ((c == '"' || c == '\\') && more) {
        text.append('"');
        i++;
      } else if (c == '"') {
        end(text, i);
        return;
      } else {
        text.append(c);
      }
    }
    throw wrong();
  }

  private void end(StringBuilder text, int quote) {
    word = text.toString();
    at = quote + 1;
  }

  private void readNumber() {
    int i = at;
    while (i < source.length()) {
      char c = source.charAt(i);
      boolean sign = (c == '+' || c == '-') && "eE".indexOf(source.charAt(i - 1)) >= 0;
      if (!isDigit(c) && c != '.' && c != 'e' && c != 'E' && !(sign && i > at)) {
        break;
      }
      i++;
    }
    kind = Kind.NUMBER;
    word = source.substring(at, i);
    at = i;
  }

  private void readWord() {
    int i = at;
    while (i < source.length() && Cql2Names.continues(source.codePointAt(i))) {
      i += Character.charCount(source.codePointAt(i));
    }
    kind = Kind.WORD;
    word = source.substring(at, i);
    at = i;
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private int skipBlanks(int from) {
    int i = from;
    while (i < source.length() && Character.isWhitespace(source.charAt(i))) {
      i++;
    }
    return i;
  }
}
