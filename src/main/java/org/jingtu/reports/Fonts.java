package org.jingtu.reports;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeCollection;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The fonts of documents. Opening one takes longer than setting a document in it, and an open font
 * serves one document at a time; so open sets are kept and lent. The fonts of rare characters are
 * large and seldom needed: they are opened for the first document that has such a character.
 */
@Component
class Fonts {

  private final List<Path> files;
  private final String looked;
  private final ConcurrentLinkedDeque<List<TrueTypeFont>> free = new ConcurrentLinkedDeque<>();
  private @Nullable Font screen;

  Fonts(ReportSettings settings) {
    this.files = settings.fonts().stream().filter(Files::isReadable).toList();
    this.looked = settings.fonts().stream().map(Path::toString).collect(Collectors.joining("、"));
  }

  /**
   * Lends open fonts, in the order in which a character is looked for: the first, and further ones
   * as long as a character of the text is in none of them.
   *
   * @throws FontMissing if none is installed
   */
  <T> T lend(String text, Function<List<TrueTypeFont>, T> use) {
    List<TrueTypeFont> open = free.pollFirst();
    if (open == null) {
      open = new ArrayList<>();
    }
    T result = use.apply(fontsFor(text, open));
    free.addFirst(open); // a set that failed is not lent again
    return result;
  }

  /**
   * @param open those opened so far; others are added
   */
  private List<TrueTypeFont> fontsFor(String text, List<TrueTypeFont> open) {
    first();
    BitSet characters = new BitSet();
    text.codePoints().filter(c -> c > ' ').forEach(characters::set);
    int count = 0;
    try {
      while (count < files.size() && (count == 0 || !characters.isEmpty())) {
        if (count == open.size()) {
          open.add(open(files.get(count)));
        }
        CmapLookup glyphs = open.get(count++).getUnicodeCmapLookup();
        BitSet known = new BitSet();
        characters.stream().filter(c -> glyphs.getGlyphId(c) != 0).forEach(known::set);
        characters.andNot(known);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the font " + files.get(count), e);
    }
    return List.copyOf(open.subList(0, count));
  }

  /** The first font, to draw with. */
  synchronized Font screen() {
    Font font = screen;
    if (font == null) {
      try {
        font = Font.createFonts(first().toFile())[0];
      } catch (FontFormatException e) {
        throw new IllegalStateException("not a font: " + first(), e);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      screen = font;
    }
    return font;
  }

  private Path first() {
    if (files.isEmpty()) {
      throw new FontMissing(looked);
    }
    return files.get(0);
  }

  /** Of a collection its first font. */
  private static TrueTypeFont open(Path file) throws IOException {
    if (!file.toString().endsWith(".ttc")) {
      return new TTFParser().parse(new RandomAccessReadBufferedFile(file.toFile()));
    }
    List<TrueTypeFont> members = new ArrayList<>();
    new TrueTypeCollection(file.toFile()).processAllFonts(members::add);
    return members.get(0);
  }
}
