package org.jingtu.reports;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PDFontSupplier;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import com.openhtmltopdf.util.XRLog;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.logging.Level;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.springframework.stereotype.Component;

/**
 * Sets XHTML into PDF/A-2b. Nothing is fetched: pictures are inside the document, fonts come from
 * {@link Fonts} and are embedded as the glyphs used.
 */
@Component
class PdfPages {

  private static final byte[] SRGB = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();

  static {
    // it tells on every document how long each step took
    XRLog.listRegisteredLoggers().forEach(logger -> XRLog.setLevel(logger, Level.WARNING));
  }

  private final Fonts fonts;

  PdfPages(Fonts fonts) {
    this.fonts = fonts;
  }

  /**
   * Prints a document.
   *
   * @param xhtml well-formed; its style names the fonts text0, text1 …
   */
  byte[] print(String xhtml) {
    return fonts.lend(xhtml, open -> print(xhtml, open));
  }

  private static byte[] print(String xhtml, List<TrueTypeFont> fonts) {
    ByteArrayOutputStream pdf = new ByteArrayOutputStream();
    try (PDDocument document = new PDDocument()) {
      PdfRendererBuilder builder = new PdfRendererBuilder();
      builder.usePDDocument(document);
      builder.usePdfAConformance(PdfAConformance.PDFA_2_B);
      builder.useColorProfile(SRGB);
      builder.withProducer("Jingtu");
      builder.useUriResolver((base, uri) -> uri.startsWith("data:") ? uri : null);
      for (int i = 0; i < fonts.size(); i++) {
        PDFontSupplier font = new PDFontSupplier(PDType0Font.load(document, fonts.get(i), true));
        builder.useFont(font, "text" + i, 400, FontStyle.NORMAL, true);
      }
      builder.withHtmlContent(xhtml, null);
      builder.toStream(pdf);
      builder.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return pdf.toByteArray();
  }
}
