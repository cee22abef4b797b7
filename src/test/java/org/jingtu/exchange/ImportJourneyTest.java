package org.jingtu.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.jingtu.database.JourneyTest;
import org.jingtu.support.Http;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Files made by ogr2ogr (src/test/resources/imports/make.sh) go in, or are told what is wrong. */
@JourneyTest
@TestPropertySource(properties = "jingtu.test.database=imports")
class ImportJourneyTest {

  private static final String FARMLAND = "collection=farmland-classes";

  @LocalServerPort private int port;
  private ImportClient client;

  @BeforeEach
  void openClient() {
    client = new ImportClient(port);
  }

  @Test
  void registersAFileInUtf8() {
    JsonNode job = registers("good-utf8.zip", "UTF-8", "U");

    assertThat(job.path("mapping").toString())
        .isEqualTo(
            """
            {"DKBM":"code","DKMC":"name","XZQDM":"adcode","ZLLB":"soilClass","SJRQ":"sourceDate"}""");
    assertThat(job.path("unmapped").toString()).isEqualTo("[\"BZ\"]");
  }

  @Test
  void registersAFileInGbk() {
    registers("good-gbk.zip", "GBK", "G");
  }

  private JsonNode registers(String file, String encoding, String codes) {
    long before = client.collection("farmland-classes").path("count").asLong();

    JsonNode job = client.load(FARMLAND + "&coverage=130802", ImportClient.file(file));

    assertThat(job.path("state").asString()).as(job.toString()).isEqualTo("COMMITTED");
    assertThat(job.path("crs").asString()).isEqualTo("EPSG:4527");
    assertThat(job.path("encoding").asString()).isEqualTo(encoding);
    assertThat(numbers(job, "read", "total", "accepted", "rejected", "inserted"))
        .containsExactly(20L, 20L, 20L, 0L, 20L);
    JsonNode collection = client.collection("farmland-classes");
    assertThat(collection.path("count").asLong()).isEqualTo(before + 20);
    assertThat(collection.path("dataVersion").asLong()).isEqualTo(job.path("dataVersion").asLong());
    assertThat(collection.path("coverage").toString()).contains("130802", "2025-12-31");
    JsonNode plot = feature(codes + "007");
    assertThat(plot.path("properties").path("name").asString()).isEqualTo("南沟村7号地");
    // 7 mod 3 = 1: written as 安全利用类 (make.sh)
    assertThat(plot.path("properties").path("soilClass").asString()).isEqualTo("SAFE_USE");
    assertThat(plot.path("extra").path("BZ").asString()).isEqualTo("备注7");
    // 100 m × 100 m at the central meridian = 10,000 m²; within 3 km of it the plane is enlarged by
    // less than 1e-7
    assertThat(plot.path("areaSquareMetres").asDouble()).isCloseTo(10_000, within(0.01));
    return job;
  }

  @Test
  void aFileWithoutPrjIsRejectedWithAProposal() {
    JsonNode job = rejects(FARMLAND, ImportClient.file("no-prj.zip"), "CRS_MISSING");

    assertThat(message(job, 0)).contains("没有说明坐标系", "EPSG:4527", "crs");
  }

  @Test
  void theParameterStatesTheCrs() {
    JsonNode job = client.load(FARMLAND + "&crs=EPSG:4527", ImportClient.file("no-prj.zip"));

    assertThat(job.path("state").asString()).as(job.toString()).isEqualTo("COMMITTED");
  }

  @Test
  void aDamagedZipIsRejected() {
    byte[] whole = ImportClient.file("good-utf8.zip");
    byte[] cut = Arrays.copyOf(whole, whole.length / 2);
    byte[] changed = whole.clone();
    changed[whole.length / 3] ^= 0x55;

    assertThat(message(rejects(FARMLAND, cut, "ZIP_CORRUPT"), 0)).contains("损坏");
    assertThat(message(rejects(FARMLAND, changed, "ZIP_CORRUPT"), 0)).contains("损坏");
    assertThat(message(rejects(FARMLAND, new byte[0], "UPLOAD_NOT_A_ZIP"), 0)).contains("zip");
  }

  @Test
  void aRingThatCrossesItselfIsToldWithThePlace() {
    JsonNode job = rejects(FARMLAND, ImportClient.file("bowtie.zip"), "RING_SELF_INTERSECTION");

    assertThat(numbers(job, "read", "accepted", "rejected")).containsExactly(20L, 19L, 1L);
    JsonNode problem = job.path("problems").get(0);
    assertThat(problem.path("severity").asString()).isEqualTo("ERROR");
    assertThat(problem.path("record").asLong()).isEqualTo(3);
    assertThat(problem.path("message").asString()).isEqualTo("边界自相交");
    JsonNode location = problem.path("location");
    assertThat(location.path("crs").asString()).isEqualTo("EPSG:4527");
    // y = x and y = 60 − 0.6 x cross at x = y = 37.5, from (39500220, 4535000)
    assertThat(location.path("x").asDouble()).isCloseTo(39_500_257.5, within(0.001));
    assertThat(location.path("y").asDouble()).isCloseTo(4_535_037.5, within(0.001));
    // 257.5 m east of 117° at 40.95° N: 257.5 / (111,320 · cos 40.95°) = 0.00306°
    assertThat(location.path("longitude").asDouble()).isCloseTo(117.00306, within(0.00001));
    assertThat(location.path("latitude").asDouble()).isCloseTo(40.95, within(0.01));
  }

  @Test
  void gbkReadAsUtf8IsToldRowByRow() {
    JsonNode job =
        rejects(
            FARMLAND + "&encoding=UTF-8", ImportClient.file("good-gbk.zip"), "TEXT_NOT_IN_CHARSET");

    assertThat(job.path("rejected").asLong()).isEqualTo(20);
    JsonNode problem = job.path("problems").get(0);
    assertThat(problem.path("field").asString()).isEqualTo("DKMC");
    assertThat(problem.path("message").asString()).contains("UTF-8", "GBK", "编码");
    assertThat(problem.path("location").path("x").asDouble()).isEqualTo(39_500_000);
  }

  @Test
  void problemsComeAsJsonCsvAndGeoJson() {
    JsonNode job =
        client.load(
            FARMLAND,
            Plots.zip(
                new Plots.Plot("=1+2", "130802", "9", 0, 100),
                new Plots.Plot("P-2", "", "1", 1, 100)));
    String path = "/api/imports/" + job.path("id").asString() + "/problems?f=";

    JsonNode json = client.get(path + "json").json();
    assertThat(json).isEqualTo(job.path("problems"));
    assertThat(json.size()).isEqualTo(2);
    assertThat(json.get(0).path("message").asString())
        .isEqualTo(
            "“土壤环境质量类别”的值“9”不在代码表中，可用：PRIORITY_PROTECTION 优先保护类、SAFE_USE 安全利用类、"
                + "STRICT_CONTROL 严格管控类");
    JsonNode english = client.get(path + "json", "Accept-Language", "en").json();
    assertThat(english.get(0).path("message").asString())
        .isEqualTo(
            "The value \"9\" of \"Soil class\" is not in the code list:"
                + " PRIORITY_PROTECTION Priority protection, SAFE_USE Safe use,"
                + " STRICT_CONTROL Strict control");
    assertThat(english.get(1).path("message").asString())
        .isEqualTo("The required attribute \"Administrative code\" has no value");

    String csv = client.get(path + "csv").response().body();
    assertThat(csv).startsWith("\uFEFF\"程度\",\"代码\",\"记录号\"");
    assertThat(csv.lines()).hasSize(3);
    assertThat(csv).contains("\r\n\"错误\",\"VALUE_NOT_IN_CODE_LIST\",1,\"ZLLB\",\"9\",");

    JsonNode geoJson = client.get(path + "geojson").json();
    assertThat(geoJson.at("/features/0/geometry/type").asString()).isEqualTo("Point");
    // 20 km east of 117° at 40.99° N: 20 / (111.32 · cos 40.99°) = 0.238°
    assertThat(geoJson.at("/features/0/geometry/coordinates/0").asDouble())
        .isCloseTo(117.238, within(0.001));
    assertThat(client.get(path + "xlsx").code()).isEqualTo("BAD_PARAMETER");
  }

  @Test
  void aFieldThatNobodyKnowsIsMappedByHand() {
    byte[] file = Plots.zip(List.of("DKBM", "XZQDM", "FENLEI"), Plots.row("MAP", "130802", 3));

    JsonNode without = rejects(FARMLAND, file, "ATTRIBUTE_NOT_MAPPED");
    assertThat(message(without, 0))
        .contains("土壤环境质量类别", "ZLLB", "FENLEI", "{\"文件字段\": \"soilClass\"}");
    assertThat(without.path("problems").size()).isEqualTo(1);

    Http.Part mapping =
        new Http.Part("mapping", "", "application/json", "{\"fenlei\": \"soilClass\"}".getBytes());
    Http.Answer answer = client.upload(FARMLAND, file, List.of(mapping));
    JsonNode with = client.end(answer.json().path("id").asString());
    assertThat(with.path("state").asString()).as(with.toString()).isEqualTo("COMMITTED");
    assertThat(with.path("mapping").path("FENLEI").asString()).isEqualTo("soilClass");
  }

  @Test
  void wrongParametersAreRefusedAtOnce() {
    byte[] file = Plots.zip(Plots.row("PAR", "130802", 1));

    assertThat(refuses(FARMLAND + "&mode=add", file)).isEqualTo("BAD_PARAMETER mode");
    assertThat(refuses(FARMLAND + "&commit=no", file)).isEqualTo("BAD_PARAMETER commit");
    assertThat(refuses(FARMLAND + "&coverage=1308", file)).isEqualTo("BAD_PARAMETER coverage");
    assertThat(refuses(FARMLAND + "&encoding=X-9", file)).isEqualTo("BAD_PARAMETER encoding");
    assertThat(refuses(FARMLAND + "&sourceDate=soon", file)).isEqualTo("BAD_PARAMETER sourceDate");
    assertThat(refuses(FARMLAND + "&mode=replace", file)).isEqualTo("COVERAGE_MISSING coverage");
    assertThat(refuses(FARMLAND + "&crs=EPSG:32650", file)).isEqualTo("UNSUPPORTED_CRS ");
    assertThat(refuses(FARMLAND + "&crs=EPSG:2363", file)).isEqualTo("DATUM_NEEDS_PARAMETERS ");
    assertThat(refuses(FARMLAND + "&coverageCheck=maybe", file))
        .isEqualTo("BAD_PARAMETER coverageCheck");
    assertThat(refuses(FARMLAND + "&gapTolerance=0", file)).isEqualTo("BAD_PARAMETER gapTolerance");
    assertThat(refuses("collection=farms", file)).isEqualTo("COLLECTION_NOT_FOUND ");
    Http.Part mapping =
        new Http.Part("mapping", "", "application/json", "{\"A\": \"nothing\"}".getBytes());
    assertThat(client.upload(FARMLAND, file, List.of(mapping)).code()).isEqualTo("BAD_PARAMETER");
  }

  private String refuses(String query, byte[] file) {
    Http.Answer answer = client.upload(query, file, List.of());
    return answer.code() + " " + answer.json().path("parameter").asString("");
  }

  /** The job; it must be REJECTED for this first, and the collection as it was. */
  private JsonNode rejects(String query, byte[] file, String code) {
    String before = client.stateOf("farmland-classes");
    JsonNode job = client.load(query, file);
    assertThat(job.path("state").asString()).as(job.toString()).isEqualTo("REJECTED");
    assertThat(ImportClient.codes(job)).as(job.toString()).startsWith(code);
    assertThat(client.stateOf("farmland-classes")).isEqualTo(before);
    return job;
  }

  private static String message(JsonNode job, int problem) {
    return job.path("problems").get(problem).path("message").asString();
  }

  private static List<Long> numbers(JsonNode job, String... members) {
    return Arrays.stream(members).map(m -> job.path(m).asLong()).toList();
  }

  private JsonNode feature(String code) {
    JsonNode page =
        client
            .get("/api/collections/farmland-classes/features?limit=1000&bbox=116.9,40.9,117.1,41")
            .json();
    return page.path("features")
        .valueStream()
        .filter(f -> f.path("properties").path("code").asString().equals(code))
        .findFirst()
        .orElseGet(() -> JsonMapper.shared().createObjectNode());
  }
}
