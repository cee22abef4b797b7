package org.jingtu.catalog;

/** What texts of files and requests may hold, and where they begin and end. */
public final class PlainText {

  private PlainText() {}

  /**
   * A text without the blanks around it: those of Unicode, among them the ideographic one, the ones
   * that do not break (which spreadsheets and web pages put between columns), and those without
   * width.
   */
  public static String strip(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isBlank(text.charAt(start))) {
      start++;
    }
    while (end > start && isBlank(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean isBlank(char c) {
    return c <= ' '
        ? Character.isWhitespace(c)
        : c >= '\u00A0'
            && (Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || c == '\u200B'
                || c == '\uFEFF');
  }

  /**
   * Whether a database can hold a text as it is: no character U+0000, no half of a surrogate pair.
   */
  public static boolean storable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\0') {
        return false;
      }
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          return false;
        }
        i++;
      }
    }
    return true;
  }
}
