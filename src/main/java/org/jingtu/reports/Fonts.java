package org.jingtu.reports;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeCollection;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The fonts of documents. Opening one takes longer than setting a document in it, and an open font
 * serves one document at a time; so open sets are kept and lent.
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
   * Lends the open fonts, in the order in which a character is looked for.
   *
   * @throws FontMissing if none is installed
   */
  <T> T lend(Function<List<TrueTypeFont>, T> use) {
    List<TrueTypeFont> fonts = free.pollFirst();
    if (fonts == null) {
      fonts = open();
    }
    T result = use.apply(fonts);
    free.addFirst(fonts); // a set that failed is not lent again
    return result;
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

  private List<TrueTypeFont> open() {
    first();
    List<TrueTypeFont> fonts = new ArrayList<>();
    for (Path file : files) {
      try {
        fonts.add(open(file));
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read the font " + file, e);
      }
    }
    return fonts;
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
