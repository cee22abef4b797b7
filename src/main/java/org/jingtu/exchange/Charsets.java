package org.jingtu.exchange;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Optional;

/** The charsets of Chinese files and the many names they go by. */
final class Charsets {

  /** Holds all that GBK and GB 2312 hold, so files in either are read by it. */
  static final Charset GB18030 = Charset.forName("GB18030");

  private Charsets() {}

  /**
   * The charset by a name as people, .cpg files and Windows write it: UTF8, 65001, GBK, CP936, 936,
   * GB2312, GB18030, ANSI 936, …
   */
  static Optional<Charset> find(String name) {
    String plain = name.strip().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
    if (plain.matches("(UTF8|CP65001|65001|UTF8ENCODING)")) {
      return Optional.of(StandardCharsets.UTF_8);
    }
    if (plain.matches("(X?GBK|GB2312|GB231280|EUCCN|GB18030|(CP|MS|ANSI|OEM|WINDOWS|X)*936)")) {
      return Optional.of(GB18030);
    }
    if (plain.matches("(CP|ANSI|OEM|WINDOWS)?125[0-8]")) {
      return Optional.of(Charset.forName("windows-" + plain.substring(plain.length() - 4)));
    }
    try {
      return Optional.of(Charset.forName(name.strip()));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return Optional.empty();
    }
  }

  /** Whether all bytes are well-formed UTF-8; plain ASCII is. */
  static boolean isUtf8(ByteBuffer bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(bytes.duplicate());
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
