package org.jingtu.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.ValidationResult;

/** What every PDF of the service must be; and its pages to look at, under target/reports. */
public final class PdfArchive {

  private static final Path FOLDER = Path.of("target/reports");

  private PdfArchive() {}

  /** Passes if the document is PDF/A-2b. */
  public static void assertFitForTheArchive(byte[] pdf) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    try (PDFAParser parser =
            Foundries.defaultInstance()
                .createParser(new ByteArrayInputStream(pdf), PDFAFlavour.PDFA_2_B);
        PDFAValidator validator =
            Foundries.defaultInstance().createValidator(PDFAFlavour.PDFA_2_B, false)) {
      ValidationResult result = validator.validate(parser);
      assertThat(result.isCompliant()).as(result.getTestAssertions().toString()).isTrue();
    }
  }

  /** Its text without blanks; the pages are kept as pictures. */
  public static String read(byte[] pdf, String name) throws Exception {
    Files.write(Files.createDirectories(FOLDER).resolve(name + ".pdf"), pdf);
    try (PDDocument document = Loader.loadPDF(pdf)) {
      PDFRenderer renderer = new PDFRenderer(document);
      for (int i = 0; i < document.getNumberOfPages(); i++) {
        BufferedImage image = renderer.renderImageWithDPI(i, 80);
        assertThat(image.getWidth()).isBetween(655, 670); // 210 mm at 80 dpi = 661 px
        Path file = FOLDER.resolve("%s-%d.png".formatted(name, i + 1));
        ImageIO.write(image, "png", file.toFile());
      }
      return new PDFTextStripper().getText(document).replaceAll("\\s+", "");
    }
  }
}
