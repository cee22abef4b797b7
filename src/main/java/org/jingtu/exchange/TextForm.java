package org.jingtu.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a text file is to be decoded.
 *
 * @param charset never a western one unless stated
 * @param markBytes length of the byte order mark at its start, 0 if it has none
 */
record TextForm(Charset charset, int markBytes) {

  /** What a decoder puts in place of bytes that are not in its charset. */
  static final char REPLACEMENT = '\uFFFD';

  private static final int CHUNK_BYTES = 1 << 16;
  private static final int LONGEST_CHARACTER = 4;

  /**
   * Decides by the byte order mark, else by the user's word, else by content: what is UTF-8 from
   * end to end is UTF-8, anything else is GBK.
   *
   * @param warnings gets what was decided or looks wrong
   */
  static TextForm decide(Path file, @Nullable Charset stated, List<RowProblem> warnings)
      throws IOException {
    byte[] start;
    try (InputStream in = Files.newInputStream(file)) {
      start = in.readNBytes(3);
    }
    if (start.length == 3 && mark(start, 0xEF, 0xBB) && (start[2] & 0xFF) == 0xBF) {
      return new TextForm(StandardCharsets.UTF_8, 3);
    }
    if (start.length >= 2 && mark(start, 0xFF, 0xFE)) {
      return new TextForm(StandardCharsets.UTF_16LE, 2);
    }
    if (start.length >= 2 && mark(start, 0xFE, 0xFF)) {
      return new TextForm(StandardCharsets.UTF_16BE, 2);
    }
    int kind = kind(file);
    if (stated != null) {
      if (kind == Utf8.VALID && !stated.equals(StandardCharsets.UTF_8)) {
        warnings.add(RowProblem.ofFile(Severity.WARNING, "CHARSET_DOUBTFUL", name(stated)));
      }
      return new TextForm(stated, 0);
    }
    if (kind != Utf8.INVALID) {
      return new TextForm(StandardCharsets.UTF_8, 0);
    }
    warnings.add(RowProblem.ofFile(Severity.WARNING, "CHARSET_BY_CONTENT", "GBK"));
    return new TextForm(Charsets.GB18030, 0);
  }

  private static boolean mark(byte[] start, int first, int second) {
    return (start[0] & 0xFF) == first && (start[1] & 0xFF) == second;
  }

  private static String name(Charset charset) {
    return charset.equals(Charsets.GB18030) ? "GBK" : charset.name();
  }

  /** Goes through the file up to the first bytes that are not UTF-8; it may end in a character. */
  private static int kind(Path file) throws IOException {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CharBuffer text = CharBuffer.allocate(CHUNK_BYTES);
    boolean ascii = true;
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = new byte[CHUNK_BYTES];
      int kept = 0;
      for (int n = in.read(bytes); n >= 0; n = in.read(bytes, kept, CHUNK_BYTES - kept)) {
        ByteBuffer chunk = ByteBuffer.wrap(bytes, 0, kept + n);
        text.clear();
        CoderResult result = decoder.decode(chunk, text, false);
        if (result.isError() || chunk.remaining() >= LONGEST_CHARACTER) {
          return Utf8.INVALID;
        }
        ascii = ascii && text.position() == kept + n;
        kept = chunk.remaining();
        chunk.get(bytes, 0, kept);
      }
    }
    return ascii ? Utf8.ASCII : Utf8.VALID;
  }

  /**
   * Opens the text after its mark; bytes that are not in the charset become "�". To be read in
   * large pieces.
   */
  Reader open(Path file) throws IOException {
    return open(Files.newInputStream(file));
  }

  /** As {@link #open(Path)}, counting what is read. */
  Reader open(Path file, ReadBytes bytes) throws IOException {
    return open(bytes.counting(Files.newInputStream(file)));
  }

  private Reader open(InputStream in) throws IOException {
    try {
      in.skipNBytes(markBytes);
    } catch (IOException e) {
      in.close();
      throw e;
    }
    return new InputStreamReader(in, charset);
  }
}
