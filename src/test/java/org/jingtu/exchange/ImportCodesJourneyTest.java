package org.jingtu.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.jingtu.database.JourneyTest;
import org.jingtu.support.Http;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** Every problem that an import can have is brought about by a file: here, or where it is named. */
@JourneyTest
@TestPropertySource(properties = "jingtu.test.database=imports")
class ImportCodesJourneyTest {

  private static final String FARMLAND =
      "collection=farmland-classes&commit=manual&coverage=320231";
  private static final String LAND = "collection=current-land-use&commit=manual&coverage=320231";

  @LocalServerPort private int port;

  private record Upload(String query, String file, String mapping) {}

  private static final String SQUARE = JsonRows.square(39580000, 4680000, 100);

  /** The code, and a file that has it. */
  private static Map<String, Upload> files() {
    Map<String, Upload> files = new LinkedHashMap<>();
    files.put("AREA_DIFFERS", text("1.5"));
    files.put("AREA_IN_METRES", text("10000"));
    files.put("AREA_IN_MU", text("15"));
    files.put("AREA_UNIT_WRITTEN", text("1公顷"));
    files.put(
        "CSV_X_IS_NORTHING",
        new Upload(
            "collection=sensitive-places&commit=manual&coverage=320231&crs=EPSG:4527",
            "code,X,Y,kind\nCSV-1,4680000,39580000,SCHOOL\n",
            ""));
    files.put(
        "FAR_FROM_MERIDIAN",
        // 4543 is of the meridian 102°, and 4680000, 500000 + 1200 km lies at about 116.5°
        new Upload(
            FARMLAND + "&crs=EPSG:4543",
            "code,XZQDM,ZLLB,WKT\nFAR-1,320231,1,\"POLYGON((1700000 4680000,1700100 4680000,1700100 4680100,1700000 4680000))\"\n",
            ""));
    files.put(
        "FIELD_NAME_TWICE",
        new Upload(
            "collection=sensitive-places&commit=manual&coverage=320231&crs=EPSG:4490",
            "code,备注,备注,经度,纬度,kind\nTWICE-1,甲,乙,117,41,SCHOOL\n",
            ""));
    files.put("GEOJSON_NAME_TWICE", json(SQUARE, ",\"DKBM\":\"CODE-2\""));
    files.put(
        "TXT_FIELDS_SHIFTED",
        new Upload(LAND, text("1").file().replace("TXT-1,甲,", "TXT-1,甲,乙,"), text("1").mapping()));
    files.put("VALUE_IN_SCIENTIFIC_NOTATION", json(SQUARE, "", "1.30912E+11"));
    files.put("FIELD_LEFT_FOR_ANOTHER", json(SQUARE, ",\"BSM\":\"2\""));
    files.put(
        "GEOMETRY_KIND_NOT_ALLOWED",
        geometry("LineString", "[[39580000,4680000],[39580100,4680000]]"));
    files.put("GEOMETRY_MISSING", new Upload(FARMLAND, feature("null"), ""));
    files.put(
        "HOLE_OUTSIDE_SHELL", json(rings(SQUARE, JsonRows.square(39580200, 4680000, 10)), ""));
    files.put(
        "INTERIOR_DISCONNECTED",
        // a hole that touches the shell at two corners cuts the square in two
        json(
            rings(
                SQUARE,
                "[[[39580000,4680000],[39580040,4680060],[39580100,4680100],[39580060,4680040],[39580000,4680000]]]"),
            ""));
    files.put(
        "NESTED_HOLES",
        json(
            rings(
                SQUARE,
                JsonRows.square(39580010, 4680010, 50),
                JsonRows.square(39580020, 4680020, 10)),
            ""));
    files.put(
        "NESTED_SHELLS",
        geometry(
            "MultiPolygon", "[" + SQUARE + "," + JsonRows.square(39580020, 4680020, 10) + "]"));
    files.put(
        "MAPPED_TWICE",
        new Upload(
            FARMLAND, json(SQUARE, ",\"A\":\"1\"").file(), "{\"A\":\"code\",\"DKBM\":\"code\"}"));
    files.put("NO_ROWS", new Upload(FARMLAND.replace("&coverage=320231", ""), collection(""), ""));
    files.put(
        "OUTSIDE_CHINA",
        new Upload(
            FARMLAND + "&crs=EPSG:4490",
            json("[[[10,10],[11,10],[11,11],[10,10]]]", "").file(),
            ""));
    files.put(
        "REPEATED_POINTS",
        new Upload(
            FARMLAND + "&repair=true",
            json(SQUARE.replace("[[[", "[[[39580000,4680000],["), "").file(),
            ""));
    files.put(
        "ROW_TOO_MANY_FIELDS",
        json(
            SQUARE,
            IntStream.range(0, 2001)
                .mapToObj(i -> ",\"F" + i + "\":1")
                .collect(Collectors.joining())));
    files.put("TEXT_TOO_LONG", json(SQUARE, ",\"T\":\"" + "长".repeat(1_000_001) + "\""));
    files.put("VALUE_HAS_CONTROL_CHARACTER", json(SQUARE, ",\"DKMC\":\"a\\u0000b\""));
    files.put(
        "VALUE_NOT_A_NUMBER",
        new Upload(
            "collection=parcels&commit=manual&coverage=320231",
            json(SQUARE, ",\"parcelNo\":\"320231001001GB00001\",\"ZDMJ\":\"很大\"").file(),
            ""));
    files.put(
        "ZERO_AREA",
        json(
            "[[[39580000,4680000],[39580100,4680100],[39580050,4680050],[39580000,4680000]]]", ""));
    files.put("ZONE_PREFIX_OTHER", json(JsonRows.square(20580000, 4680000, 100), ""));
    files.put(
        "SITE_LISTED_CONTRADICTS_STATUS",
        new Upload(
            "collection=contaminated-sites&commit=manual&coverage=320231",
            json(SQUARE, ",\"status\":\"SUSPECTED\",\"listed\":true").file(),
            ""));
    files.put(
        "SITE_TRANSITION_NOT_ALLOWED",
        new Upload(
            "collection=contaminated-sites&commit=manual&coverage=320231&mode=upsert",
            site("DELISTED"),
            ""));
    return files;
  }

  @Test
  void everyFileBringsItsProblemAbout() {
    ImportClient client = new ImportClient(port);
    String sites = "collection=contaminated-sites&coverage=320231&mode=upsert";
    assertThat(
            client
                .load(sites, site("SUSPECTED").getBytes(StandardCharsets.UTF_8))
                .path("state")
                .asString())
        .isEqualTo("COMMITTED");
    Map<String, String> jobs = new LinkedHashMap<>();
    files()
        .forEach(
            (code, upload) -> {
              List<Http.Part> parts = new ArrayList<>();
              if (!upload.mapping().isEmpty()) {
                byte[] mapping = upload.mapping().getBytes(StandardCharsets.UTF_8);
                parts.add(new Http.Part("mapping", "", "application/json", mapping));
              }
              byte[] file = upload.file().getBytes(StandardCharsets.UTF_8);
              Http.Answer answer = client.upload(upload.query(), file, parts);
              assertThat(answer.status()).as(code + answer.response().body()).isEqualTo(202);
              jobs.put(code, answer.json().path("id").asString());
            });
    SoftAssertions soft = new SoftAssertions();
    jobs.forEach(
        (code, id) -> soft.assertThat(ImportClient.codes(client.end(id))).as(code).contains(code));
    soft.assertAll();
  }

  @Test
  void everyCodeIsNamedByATest() throws IOException {
    Properties texts = new Properties();
    try (var in = Files.newBufferedReader(Path.of("src/main/resources/messages.properties"))) {
      texts.load(in);
    }
    Set<String> codes = new TreeSet<>();
    for (String key : texts.stringPropertyNames()) {
      if (key.startsWith("import.")) {
        codes.add(key.substring("import.".length()));
      }
    }
    codes.removeAll(files().keySet());
    try (Stream<Path> tests = Files.walk(Path.of("src/test/java"))) {
      for (Path test : tests.filter(p -> p.toString().endsWith("Test.java")).toList()) {
        if (!test.endsWith("ImportPageTest.java")) {
          String source = Files.readString(test);
          codes.removeIf(code -> source.matches("(?s).*[\"| ]" + code + "[\" |,].*"));
        }
      }
    }
    assertThat(codes).as("codes without a file that brings them about").isEmpty();
  }

  private static Upload text(String area) {
    return new Upload(
        LAND,
        """
        [属性描述]
        坐标系=2000国家大地坐标系
        几度分带=3
        带号=39
        [地块坐标]
        5,%s,TXT-1,甲,面,,,01,@
        J1,1,4680000,39580000
        J2,1,4680100,39580000
        J3,1,4680100,39580100
        J4,1,4680000,39580100
        J1,1,4680000,39580000
        """
            .formatted(area),
        "{\"地块编号\":\"code\",\"地类编码\":\"landUse\"}");
  }

  private static Upload json(String coordinates, String more) {
    return json(coordinates, more, "CODE-1");
  }

  private static Upload json(String coordinates, String more, String code) {
    return new Upload(
        FARMLAND,
        new String(
            new JsonRows("EPSG:4527").add(code, "320231", coordinates, more).bytes(),
            StandardCharsets.UTF_8),
        "");
  }

  private static Upload geometry(String type, String coordinates) {
    return new Upload(
        FARMLAND, feature("{\"type\":\"%s\",\"coordinates\":%s}".formatted(type, coordinates)), "");
  }

  private static String feature(String geometry) {
    return collection(
        "{\"type\":\"Feature\",\"properties\":{\"DKBM\":\"1\",\"ZLLB\":\"1\"},\"geometry\":%s}"
            .formatted(geometry));
  }

  private static String collection(String features) {
    return "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::4527\"}},\"features\":[%s]}"
        .formatted(features);
  }

  private static String site(String status) {
    return "code,status,WKT\nSITE-LIFE,%s,\"POLYGON((117.9 42.2,117.91 42.2,117.91 42.21,117.9 42.2))\"\n"
        .formatted(status)
        .replace("\"POLYGON", "\"SRID=4490;POLYGON");
  }

  private static String rings(String shell, String... holes) {
    StringBuilder all = new StringBuilder(shell.substring(0, shell.length() - 1));
    for (String hole : holes) {
      all.append(',').append(hole, 1, hole.length() - 1);
    }
    return all.append(']').toString();
  }
}
