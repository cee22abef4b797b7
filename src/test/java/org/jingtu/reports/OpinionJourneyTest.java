package org.jingtu.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jingtu.database.JourneyTest;
import org.jingtu.sample.SampleFiles;
import org.jingtu.support.Http;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.ValidationResult;
import tools.jackson.databind.JsonNode;

/** An officer checks a parcel of the sample county and takes the opinion away. */
@JourneyTest
@TestPropertySource(properties = "jingtu.test.database=sample-county")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpinionJourneyTest {

  @LocalServerPort private int port;
  private Http http;
  private JsonNode answer;

  @BeforeEach
  void check() throws Exception {
    if (answer == null) {
      SampleFiles.load(port);
      http = new Http(port);
      String request = SampleFiles.expectedChecks().at("/checks/0/request").toString();
      answer = http.postJson("/api/checks", request, "Authorization", Http.admin()).json();
    }
  }

  @Test
  void thePdfSaysWhatTheAnswerSays() throws Exception {
    byte[] pdf = http.getBytes(address("pdf"), "Authorization", Http.admin());
    Files.write(Files.createDirectories(Path.of("target/reports")).resolve("opinion.pdf"), pdf);

    try (PDDocument document = Loader.loadPDF(pdf)) {
      String text = new PDFTextStripper().getText(document).replaceAll("\\s+", "");
      assertThat(text).contains("地块土壤环境准入核查意见书", "禁止", "130899001001GB00001");
      assertThat(text).contains(figure(answer.at("/parcel/areaSquareMetres").asDouble()) + "m²");
      assertThat(text).contains(figure(answer.path("clearAreaSquareMetres").asDouble()) + "m²");
      for (JsonNode finding : answer.path("findings")) {
        assertThat(text).contains(bare(finding.path("title")), bare(finding.path("action")));
        finding.path("basis").forEach(basis -> assertThat(text).contains(bare(basis)));
        double area = finding.at("/overlap/areaSquareMetres").asDouble();
        assertThat(text).contains(figure(area) + "m²");
      }
      assertThat(text).contains(answer.path("hash").asString());
      int pages = document.getNumberOfPages();
      assertThat(text).contains("页码1/" + pages, "页码" + pages + "/" + pages);
      render(document);
    }
  }

  @Test
  void thePdfIsFitForTheArchive() throws Exception {
    byte[] pdf = http.getBytes(address("pdf"), "Authorization", Http.admin());

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

  @Test
  void theQrCodeLeadsToTheAddressThatVerifiesTheOpinion() throws Exception {
    String html = page("zh-CN");
    Matcher source =
        Pattern.compile("class=\"qr\" src=\"data:image/png;base64,([^\"]+)\"").matcher(html);
    assertThat(source.find()).isTrue();
    BufferedImage image =
        ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(source.group(1))));

    assertThat(read(image))
        .isEqualTo("http://127.0.0.1:" + port + "/verify/" + answer.path("hash").asString());
  }

  @Test
  void thePageIsTheSameDocumentAndHoldsNothingInline() {
    String html = page("zh-CN");

    assertThat(html).contains("地块土壤环境准入核查意见书", answer.path("hash").asString());
    assertThat(html).doesNotContain("<script", "<style", " style=\"", "&#173;");
    assertThat(page("en")).contains("Opinion on Soil Admission", "Prohibited");
  }

  @Test
  void anUnknownCheckHasNoOpinion() {
    Http.Answer refused =
        http.get("/api/checks/no-check/report.pdf", "Authorization", Http.admin());

    assertThat(refused.status()).isEqualTo(404);
    assertThat(refused.code()).isEqualTo("CHECK_NOT_FOUND");
  }

  private String page(String language) {
    return http.get(address("html"), "Authorization", Http.admin(), "Accept-Language", language)
        .response()
        .body();
  }

  private String address(String form) {
    return "/api/checks/" + answer.path("id").asString() + "/report." + form;
  }

  private static String figure(double value) {
    return new DecimalFormat("#,##0.00").format(value);
  }

  private static String bare(JsonNode text) {
    return text.asString().replaceAll("\\s+", "");
  }

  private static String read(BufferedImage image) throws Exception {
    int[] pixels =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    return new com.google.zxing.qrcode.QRCodeReader()
        .decode(
            new BinaryBitmap(
                new com.google.zxing.common.HybridBinarizer(
                    new com.google.zxing.RGBLuminanceSource(
                        image.getWidth(), image.getHeight(), pixels))))
        .getText();
  }

  /** To look at: target/reports/opinion-N.png. */
  private static void render(PDDocument document) throws Exception {
    Path folder = Files.createDirectories(Path.of("target/reports"));
    PDFRenderer renderer = new PDFRenderer(document);
    for (int i = 0; i < document.getNumberOfPages(); i++) {
      BufferedImage image = renderer.renderImageWithDPI(i, 80);
      assertThat(image.getWidth()).isBetween(655, 670); // 210 mm at 80 dpi = 661 px
      ImageIO.write(image, "png", folder.resolve("opinion-" + (i + 1) + ".png").toFile());
    }
  }
}
