package org.jingtu.catalog;

import java.util.Locale;
import java.util.Map;

/**
 * English titles out of names: {@code siteCode} and {@code IN_PROGRESS} say what they mean, so that
 * a layer that is added later needs no second title.
 */
final class EnglishTitles {

  private static final Map<String, String> OWN =
      Map.of(
          "adcode", "Administrative code",
          "parcelNo", "Parcel or real-estate unit number",
          "sourceDate", "Date of the data",
          "announcementNo", "Number of the announcement",
          "heldUndeveloped", "Held undeveloped");

  private EnglishTitles() {}

  /** Title of an attribute: the words of its camel-case name; a measure's unit in brackets. */
  static String ofName(String name) {
    String own = OWN.get(name);
    if (own != null) {
      return own;
    }
    String measured = name.replaceFirst("SquareMetres$", "");
    String title = sentence(measured.replaceAll("([A-Z])", " $1"));
    return measured.equals(name) ? title : title + " (m²)";
  }

  /** Title of a code: the words of its value, where it has some; else its Chinese title. */
  static String ofCode(String value, String title) {
    return value.matches("[A-Z][A-Z_0-9]+") ? sentence(value.replace('_', ' ')) : title;
  }

  private static String sentence(String words) {
    String lower = words.toLowerCase(Locale.ROOT).trim();
    return Character.toUpperCase(lower.charAt(0)) + lower.substring(1);
  }
}
