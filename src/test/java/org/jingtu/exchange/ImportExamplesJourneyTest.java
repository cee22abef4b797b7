package org.jingtu.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jingtu.database.JourneyTest;
import org.jingtu.support.Http;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** The examples of docs/import-export.md do what the page says. */
@JourneyTest
class ImportExamplesJourneyTest {

  private static final Path PAGE = Path.of("docs/import-export.md");
  private static final String MAPPING =
      "{\"地块编号\": \"code\", \"地块名称\": \"name\", \"地类编码\": \"landUse\"}";

  @LocalServerPort int port;
  @TempDir Path folder;
  private String page;

  @BeforeEach
  void readThePage() throws Exception {
    page = Files.readString(PAGE);
  }

  /** The blocks of a kind, in the section of the examples. */
  private List<String> blocks(String kind) {
    String section = page.substring(page.indexOf("## Examples"), page.indexOf("\n## The job\n"));
    Matcher matcher = Pattern.compile("(?s)```" + kind + "\n(.*?)```").matcher(section);
    List<String> blocks = new ArrayList<>();
    while (matcher.find()) {
      blocks.add(matcher.group(1));
    }
    return blocks;
  }

  @Test
  void everyExampleRegistersItsPlots() throws Exception {
    String csv = blocks("csv").get(0);
    load("plots.csv", csv.getBytes(StandardCharsets.UTF_8), "farmland-classes&crs=EPSG:4527", 2);
    String json = blocks("json").get(0);
    load("a.geojson", json.getBytes(StandardCharsets.UTF_8), "farmland-classes&mode=upsert", 1);
    assertThat(page).contains("`" + MAPPING + "`");
    String text = blocks("text").get(0);
    load("a.txt", text.getBytes(Charsets.GB18030), "plan-land-use&coverage=139976", 1);

    Files.writeString(folder.resolve("plots.csv"), csv);
    for (String command : blocks("sh")) {
      Path made = run(command.strip());
      byte[] file = made.toString().matches(".*(shp|gdb)") ? zip() : Files.readAllBytes(made);
      load(made.getFileName().toString(), file, "farmland-classes&mode=upsert", 2);
    }
    assertAreas();
  }

  /** Runs an example in the folder; the file that it makes. */
  private Path run(String command) throws Exception {
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder("sh", "-c", command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(process.waitFor())
        .as(command + Files.readString(log, StandardCharsets.ISO_8859_1))
        .isZero();
    Matcher name = Pattern.compile("plots\\.(shp|gpkg|gdb|kml)").matcher(command);
    assertThat(name.find()).isTrue();
    return folder.resolve(name.group());
  }

  /** All that was made so far but the CSV. */
  private byte[] zip() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes);
        Stream<Path> files = Files.walk(folder)) {
      boolean gdb = Files.exists(folder.resolve("plots.gdb"));
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(each).toString().replace('\\', '/');
        boolean wanted =
            gdb ? name.startsWith("plots.gdb/") : name.matches("plots\\.(shp|shx|dbf|prj|cpg)");
        if (wanted) {
          out.putNextEntry(new ZipEntry(name));
          Files.copy(each, out);
          out.closeEntry();
        }
      }
    }
    return bytes.toByteArray();
  }

  private void load(String name, byte[] file, String query, int rows) {
    List<Http.Part> parts = new ArrayList<>();
    parts.add(new Http.Part("file", name, "application/octet-stream", file));
    if (name.endsWith(".txt")) {
      byte[] mapping = MAPPING.getBytes(StandardCharsets.UTF_8);
      parts.add(new Http.Part("mapping", "", "application/json", mapping));
    }
    Http.Answer accepted =
        new Http(port)
            .postParts("/api/imports?collection=" + query, parts, "Authorization", Http.admin());
    assertThat(accepted.status()).as(accepted.response().body()).isEqualTo(202);
    JsonNode job = new ImportClient(port).end(accepted.json().path("id").asString());
    assertThat(job.path("state").asString()).as(job.toPrettyString()).isEqualTo("COMMITTED");
    assertThat(job.path("accepted").asInt()).isEqualTo(rows);
  }

  /** 100 m × 100 m; 2 km beside the meridian the plane is right to 5e-8. */
  private void assertAreas() {
    JsonNode features =
        new Http(port)
            .get(
                "/api/collections/farmland-classes/features?bbox=117.02,40.95,117.04,40.97&limit=1000",
                "Authorization",
                Http.admin())
            .json()
            .path("features");
    List<Double> areas = new ArrayList<>();
    features.forEach(
        feature -> {
          if (ExportClient.code(feature).startsWith("EX-")) {
            areas.add(feature.path("areaSquareMetres").asDouble());
          }
        });
    assertThat(areas).hasSize(3).allMatch(area -> Math.abs(area - 10_000) < 0.1);
  }
}
