package org.jingtu.exchange;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides the charset of a .dbf: the user's word, else the .cpg, else the language driver byte,
 * else the content. A statement of a western charset counts as none, since it cannot hold Chinese
 * and is what many programs write unasked.
 */
final class DbfCharset {

  private static final int LDID_GBK = 0x4D;
  private static final int LDID_GBK_DOS = 0x7A;
  private static final int LONGEST_CPG = 64;

  /** What the bytes of all texts look like. */
  private enum Content {
    ASCII,
    UTF8,
    OTHER
  }

  private DbfCharset() {}

  /**
   * @param warnings gets what was decided or looks wrong
   */
  static Charset decide(
      FileWindow dbf,
      DbfHeader header,
      @Nullable Path cpg,
      @Nullable Charset stated,
      List<RowProblem> warnings)
      throws IOException {
    Content content = look(dbf, header);
    Charset charset = stated;
    if (charset == null && cpg != null) {
      charset = fromCpg(cpg, warnings);
    }
    boolean gbkDriver =
        header.languageDriver() == LDID_GBK || header.languageDriver() == LDID_GBK_DOS;
    if (charset == null && gbkDriver) {
      charset = Charsets.GB18030;
    }
    if (charset == null) {
      charset = content == Content.OTHER ? Charsets.GB18030 : StandardCharsets.UTF_8;
      if (content != Content.ASCII) {
        warnings.add(RowProblem.ofFile(Severity.WARNING, "CHARSET_BY_CONTENT", name(charset)));
      }
    } else if (content == Content.UTF8 && !charset.equals(StandardCharsets.UTF_8)) {
      warnings.add(RowProblem.ofFile(Severity.WARNING, "CHARSET_DOUBTFUL", name(charset)));
    }
    return charset;
  }

  private static String name(Charset charset) {
    return charset.equals(Charsets.GB18030) ? "GBK" : charset.name();
  }

  private static @Nullable Charset fromCpg(Path cpg, List<RowProblem> warnings) throws IOException {
    String text;
    try (var in = Files.newInputStream(cpg)) {
      text = new String(in.readNBytes(LONGEST_CPG), StandardCharsets.ISO_8859_1);
    }
    String name = text.replace("\u00EF\u00BB\u00BF", "").strip();
    Optional<Charset> charset = name.isEmpty() ? Optional.empty() : Charsets.find(name);
    if (charset.isEmpty() && !name.isEmpty()) {
      warnings.add(RowProblem.ofFile(Severity.WARNING, "CPG_UNKNOWN", name));
    }
    return charset.filter(found -> !isWestern(found)).orElse(null);
  }

  private static boolean isWestern(Charset charset) {
    return charset.name().startsWith("ISO-8859-")
        || charset.name().startsWith("windows-125")
        || charset.equals(StandardCharsets.US_ASCII);
  }

  /** Goes through all texts, up to the first that is not UTF-8. */
  private static Content look(FileWindow dbf, DbfHeader header) throws IOException {
    boolean plain = true;
    for (DbfHeader.Field field : header.fields()) {
      boolean full = field.name().length >= 10;
      int kind = Utf8.kind(ByteBuffer.wrap(field.name()), 0, field.name().length, full);
      if (kind == Utf8.INVALID) {
        return Content.OTHER;
      }
      plain &= kind == Utf8.ASCII;
    }
    List<DbfHeader.Field> texts = header.fields().stream().filter(DbfHeader.Field::text).toList();
    for (long i = 0; i < header.presentRows() && !texts.isEmpty(); i++) {
      long at = header.headerBytes() + i * header.rowBytes();
      ByteBuffer row = dbf.bytes(at, header.rowBytes());
      for (DbfHeader.Field field : texts) {
        int kind = Utf8.kind(row, field.offset(), field.offset() + field.width(), true);
        if (kind == Utf8.INVALID) {
          return Content.OTHER;
        }
        plain &= kind == Utf8.ASCII;
      }
    }
    return plain ? Content.ASCII : Content.UTF8;
  }
}
