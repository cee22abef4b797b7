package org.jingtu.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.text.DecimalFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jingtu.database.JourneyTest;
import org.jingtu.sample.SampleFiles;
import org.jingtu.support.Http;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** An officer checks a parcel of the sample county and takes the opinion away. */
@JourneyTest
@TestPropertySource(properties = "jingtu.test.database=sample-county")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpinionJourneyTest {

  @LocalServerPort private int port;
  @Autowired private WarmUp warmUp;
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

    String text = PdfArchive.read(pdf, "opinion");
    assertThat(text).contains("地块土壤环境准入核查意见书", "禁止", "130899001001GB00001");
    assertThat(text).contains(figure(answer.at("/parcel/areaSquareMetres").asDouble()) + "m²");
    assertThat(text).contains(figure(answer.path("clearAreaSquareMetres").asDouble()) + "m²");
    for (JsonNode finding : answer.path("findings")) {
      assertThat(text).contains(bare(finding.path("title")), bare(finding.path("action")));
      finding.path("basis").forEach(basis -> assertThat(text).contains(bare(basis)));
      double area = finding.at("/overlap/areaSquareMetres").asDouble();
      assertThat(text).contains(figure(area) + "m²");
      double percent = finding.at("/overlap/percentOfParcel").asDouble();
      assertThat(text).contains("占地块" + figure(percent) + "%");
    }
    assertThat(text).contains(answer.path("hash").asString());
    assertSaysWhereItComesFrom(text);
    try (PDDocument document = Loader.loadPDF(pdf)) {
      int pages = document.getNumberOfPages();
      assertThat(text).contains("页码1/" + pages, "页码" + pages + "/" + pages);
    }
  }

  /** Officer, time, pack, what was asked of which data version, and the corners of the plot. */
  private void assertSaysWhereItComesFrom(String text) {
    assertThat(text).contains("核查人admin·系统管理");
    String time =
        DateTimeFormatter.ofPattern("yyyy-MM-ddHH:mm:ss")
            .format(
                Instant.parse(answer.path("evaluatedAt").asString())
                    .atZone(ZoneId.of("Asia/Shanghai")));
    assertThat(text).contains("核查时间" + time);
    JsonNode pack = answer.path("pack");
    assertThat(text).contains("规则包" + pack.path("id").asString() + pack.path("version").asString());
    for (JsonNode c : answer.path("collections")) {
      String state =
          Map.of("CONCERNED", "涉及", "NOT_CONCERNED", "不涉及", "NO_DATA", "无数据")
              .get(c.path("state").asString());
      assertThat(text)
          .contains(
              bare(c.path("title"))
                  + state
                  + c.path("sourceDate").asString("—")
                  + c.path("dataVersion").asLong()
                  + figure(c.path("unionAreaSquareMetres").asDouble()));
    }
    // P01 is the square from (39550200, 4528200) to (39550400, 4528400) of EPSG:4527
    for (String corner : List.of("4528200.00039550200.000", "4528400.00039550400.000")) {
      assertThat(text).contains(corner);
    }
    assertThat(text).contains("J1", "J4").doesNotContain("J5");
  }

  /** Of a site only a point is known: no word that everything is known. */
  @Test
  void whatMayLieOnThePlotIsNotPassedOverInSilence() {
    String site =
        """
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": [39553760, 4530450]},
         "properties": {"code": "OJ-POINT", "adcode": "139876", "status": "SUSPECTED",
          "sourceDate": "2026-11-01"}}\
        """;
    http.postJson(
        "/api/collections/contaminated-sites/features?crs=EPSG:4527",
        site,
        "Authorization",
        Http.admin());
    JsonNode doubtful =
        http.postJson(
                "/api/checks",
                """
                {"parcel": {"adcode": "139876", "crs": "EPSG:4527", "geometry": {"type": "Polygon",
                  "coordinates": [[[39553600, 4530400], [39553700, 4530400], [39553700, 4530500],
                   [39553600, 4530500], [39553600, 4530400]]]}},
                 "stage": "SUPPLY", "plannedUse": "0701"}\
                """,
                "Authorization",
                Http.admin())
            .json();

    assertThat(doubtful.path("incompleteReasons").findValuesAsString("code"))
        .contains("BOUNDARY_MISSING");
    String html =
        http.get(
                "/api/checks/" + doubtful.path("id").asString() + "/report.html",
                "Authorization",
                Http.admin(),
                "Accept-Language",
                "zh-CN")
            .response()
            .body();
    String unknown = html.substring(html.indexOf("四、"), html.indexOf("五、"));
    assertThat(html).contains("（数据不全）");
    assertThat(unknown).contains("只有点位、没有边界", "OJ-POINT").doesNotContain("所需事实均已提供");
  }

  @Test
  void theDocumentThatWarmsUpIsMade() throws Exception {
    assertThat(PdfArchive.read(warmUp.make(), "warm-up")).contains("净土Jingtu", "面积");
  }

  @Test
  void thePdfIsFitForTheArchive() throws Exception {
    byte[] pdf = http.getBytes(address("pdf"), "Authorization", Http.admin());

    PdfArchive.assertFitForTheArchive(pdf);
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
    String english = page("en").replace("&#39;", "'").replace("&quot;", "\"");
    assertThat(english).contains("Opinion on Soil Admission", "Prohibited");
    JsonNode same =
        http.get(
                "/api/checks/" + answer.path("id").asString(),
                "Accept-Language",
                "en",
                "Authorization",
                Http.admin())
            .json();
    assertThat(same.path("findings")).isNotEmpty();
    for (JsonNode finding : same.path("findings")) {
      assertThat(english)
          .contains(finding.path("title").asString(), finding.path("action").asString())
          .contains(finding.path("responsible").asString());
    }
    assertThat(english).contains(answer.path("hash").asString());
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
}
