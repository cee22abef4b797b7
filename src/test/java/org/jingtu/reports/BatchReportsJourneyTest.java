package org.jingtu.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jingtu.database.JourneyTest;
import org.jingtu.sample.SampleFiles;
import org.jingtu.support.Http;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** The opinions on all parcels of a batch are taken away in one file. */
@JourneyTest
@TestPropertySource(properties = "jingtu.test.database=sample-county")
class BatchReportsJourneyTest {

  @LocalServerPort private int port;
  private Http http;

  @BeforeEach
  void load() throws Exception {
    SampleFiles.load(port);
    http = new Http(port);
  }

  /** Three parcels in a file; the second of them has no number that is registered. */
  @Test
  void aBatchGivesOneZipOfAllOpinionsAndTheTable() throws Exception {
    String id = batch("宗地代码\n130899001001GB00001\n130899001001GB99999\n130899001001GB00003\n");

    byte[] zip =
        http.getBytes("/api/check-batches/" + id + "/reports.zip", "Authorization", Http.admin());

    Map<String, byte[]> entries = unzip(zip);
    assertThat(entries.keySet())
        .hasSize(3)
        .anyMatch(name -> name.matches("00001_130899001001GB00001_.*\\.pdf"))
        .anyMatch(name -> name.matches("00003_130899001001GB00003_.*\\.pdf"))
        .contains("核查结果.xlsx");
    for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
      if (entry.getKey().endsWith(".pdf")) {
        String number = entry.getKey().split("_")[1];
        assertThat(PdfArchive.read(entry.getValue(), "batch")).contains(number);
      }
    }
    assertThat(
            unzip(
                    http.getBytes(
                        "/api/check-batches/" + id + "/reports.zip?verdict=CLEAR",
                        "Authorization",
                        Http.admin()))
                .keySet())
        .containsExactly("核查结果.xlsx");
    assertThat(
            http.get(
                    "/api/check-batches/" + id + "/reports.zip?verdict=X",
                    "Authorization",
                    Http.admin())
                .code())
        .isEqualTo("BAD_PARAMETER");
  }

  private String batch(String list) {
    Http.Answer accepted =
        http.postParts(
            "/api/check-batches",
            List.of(
                new Http.Part(
                    "file", "list.csv", "text/csv", list.getBytes(StandardCharsets.UTF_8)),
                new Http.Part(
                    "request",
                    "",
                    "application/json",
                    "{\"stage\":\"SUPPLY\",\"plannedUse\":\"0701\"}"
                        .getBytes(StandardCharsets.UTF_8))),
            "Authorization",
            Http.admin());
    assertThat(accepted.status()).as(accepted.response().body()).isEqualTo(202);
    String address = accepted.header("Location").orElseThrow();
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(30))
        .until(
            () ->
                http.get(address, "Authorization", Http.admin())
                    .json()
                    .path("state")
                    .asString()
                    .equals("DONE"));
    return accepted.json().path("id").asString();
  }

  private static Map<String, byte[]> unzip(byte[] zip) throws Exception {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        entries.put(entry.getName(), in.readAllBytes());
      }
    }
    return entries;
  }
}
