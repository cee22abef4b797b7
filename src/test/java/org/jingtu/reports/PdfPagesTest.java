package org.jingtu.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jingtu.problems.Problem;
import org.junit.jupiter.api.Test;

/** Printing with the fonts that the launcher installs. */
class PdfPagesTest {

  private static final List<Path> FONTS =
      List.of(
          Path.of("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc"),
          Path.of("/usr/share/fonts/truetype/hanazono/HanaMinA.ttf"),
          Path.of("/usr/share/fonts/truetype/hanazono/HanaMinB.ttf"));

  /**
   * Characters of place names and names: 㙓 U+3653, 㙦 U+3666 and 䶮 U+4DAE are in extension A, 𡐓
   * U+21413 and 𠮷 U+20BB7 in extension B, 𪣻 U+2A8FB in C, 𫔔 U+2B514 in C, 𬇙 U+2C1D9 in E. A
   * character without a glyph would come out as #.
   */
  @Test
  void rareCharactersOfPlaceNamesAreSetAndCanBeCopied() throws Exception {
    String text = "测试地块 㙓村 㙦沟 䶮 𡐓里 𠮷田 𪣻头 𫔔 𬇙水 m² 公顷";
    byte[] pdf =
        new PdfPages(new Fonts(new ReportSettings(FONTS, null, false)))
            .print(
                "<html><head><title>t</title><style>body{font-family:text0,text1,text2}</style></head><body><p>"
                    + text
                    + "</p></body></html>");
    try (PDDocument document = Loader.loadPDF(pdf)) {
      assertThat(new PDFTextStripper().getText(document).strip()).isEqualTo(text);
      for (PDPage page : document.getPages()) {
        for (var name : page.getResources().getFontNames()) {
          assertThat(page.getResources().getFont(name).isEmbedded()).as(name.getName()).isTrue();
        }
      }
    }
  }

  @Test
  void withoutAFontTheAnswerNamesWhatToInstall() {
    PdfPages pages =
        new PdfPages(
            new Fonts(new ReportSettings(List.of(Path.of("/nowhere/a.ttf")), null, false)));
    assertThatThrownBy(() -> pages.print("<html/>"))
        .isInstanceOfSatisfying(
            Problem.class, p -> assertThat(p.code()).isEqualTo("REPORT_FONT_MISSING"));
  }
}
