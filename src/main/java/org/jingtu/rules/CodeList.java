package org.jingtu.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A named list of code prefixes: land uses (用地用海分类) or industries (GB/T 4754).
 *
 * <p>A code is in the list if it begins with one of the prefixes. The letter before a number (C263)
 * may be left out on either side: the numbers are unique without it.
 *
 * @param name lower case with hyphens
 * @param title Chinese name
 * @param prefixes codes or beginnings of codes
 * @param source document and clause, or standard
 */
public record CodeList(String name, String title, List<String> prefixes, String source) {

  /**
   * Whether the code is in the list.
   *
   * @return null where the code is too coarse to tell (08, and the list holds 0804 only)
   */
  public @Nullable Boolean findMembership(String code) {
    boolean coarse = false;
    for (String prefix : prefixes) {
      if (matches(code, prefix)) {
        return true;
      }
      coarse |= matches(prefix, code);
    }
    return coarse ? null : false;
  }

  private static boolean matches(String code, String prefix) {
    if (code.startsWith(prefix)) {
      return true;
    }
    String bare = withoutLetter(prefix);
    return !bare.isEmpty() && withoutLetter(code).startsWith(bare);
  }

  private static String withoutLetter(String code) {
    return !code.isEmpty() && Character.isLetter(code.charAt(0)) ? code.substring(1) : code;
  }
}
