package org.jingtu.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jingtu.database.JourneyTest;
import org.jingtu.support.Http;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/**
 * Files of other formats go through the same import and the same check. All draw a square of 100 m
 * in zone 39 (EPSG:4527) 2 km east of the central meridian, where the plane is enlarged by
 * 2²/(2·6371²) = 5e-8: 10,000 m².
 */
@JourneyTest
class ImportFormatsJourneyTest {

  private static final String RING =
      "39502000 4530000, 39502100 4530000, 39502100 4530100, 39502000 4530100, 39502000 4530000";

  @LocalServerPort int port;

  @Test
  void geoJsonWithAnOldCrsMemberIsRegistered() {
    String coordinates = "[[[" + RING.replace(", ", "],[").replace(' ', ',') + "]]]";
    String file =
        """
        {"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4527"}},
         "features":[{"type":"Feature","properties":{"code":"FMT-GJ","adcode":"139961","soilClass":"优先保护类"},
         "geometry":{"type":"Polygon","coordinates":%s}}]}"""
            .formatted(coordinates);
    registers("plots.geojson", file.getBytes(StandardCharsets.UTF_8), "", "FMT-GJ");
  }

  @Test
  void csvInGbkWithWktIsRegistered() {
    String file = "编号,行政区代码,土壤环境质量类别,wkt\nFMT-CSV,139961,严格管控类,\"POLYGON((" + RING + "))\"\n";
    registers("plots.csv", file.getBytes(Charset.forName("GBK")), "&crs=EPSG:4527", "FMT-CSV");
  }

  @Test
  void aFileWithoutCodesIsRejectedAndSaysWhichFieldIsMissing() {
    String file = "行政区代码,类别,wkt\n139961,1,\"POLYGON((" + RING + "))\"\n";
    JsonNode job = load("no-codes.csv", file.getBytes(StandardCharsets.UTF_8), "&crs=EPSG:4527");

    assertThat(job.path("state").asString()).as(job.toString()).isEqualTo("REJECTED");
    assertThat(ImportClient.codes(job)).contains("ATTRIBUTE_NOT_MAPPED");
  }

  @Test
  void aRowWithoutItsCodeIsNamed() {
    String file = "编号,类别,wkt\n ,1,\"POLYGON((" + RING + "))\"\n";
    JsonNode job = load("blank-code.csv", file.getBytes(StandardCharsets.UTF_8), "&crs=EPSG:4527");

    assertThat(job.path("state").asString()).as(job.toString()).isEqualTo("REJECTED");
    assertThat(ImportClient.codes(job)).contains("ATTRIBUTE_REQUIRED");
    assertThat(job.at("/problems/0/record").asInt()).isEqualTo(1);
  }

  @Test
  void aPlotIsCheckedFromBoundaryText() {
    // X is the northing, Y the easting; 1 hectare
    String file =
        """
        [属性描述]
        坐标系=2000国家大地坐标系
        几度分带=3
        投影类型=高斯克吕格
        计量单位=米
        带号=39
        [地块坐标]
        5,1.0000,1,示例地块,面,,住宅,0701,@
        J1,1,4530000.000,39502000.000
        J2,1,4530000.000,39502100.000
        J3,1,4530100.000,39502100.000
        J4,1,4530100.000,39502000.000
        J1,1,4530000.000,39502000.000
        """;
    Http http = new Http(port);
    Http.Answer answer =
        http.postParts(
            "/api/checks",
            List.of(
                new Http.Part(
                    "file", "plot.txt", "text/plain", file.getBytes(Charset.forName("GBK"))),
                new Http.Part(
                    "request",
                    "",
                    "application/json",
                    "{\"parcel\":{\"adcode\":\"139961\"},\"stage\":\"SUPPLY\",\"plannedUse\":\"0701\"}"
                        .getBytes(StandardCharsets.UTF_8))),
            "Authorization",
            Http.admin());

    assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
    assertThat(answer.json().at("/parcel/areaSquareMetres").asDouble())
        .isCloseTo(10_000, within(0.01));
    assertThat(answer.json().path("incomplete").asBoolean()).isTrue();
  }

  private void registers(String name, byte[] content, String parameters, String code) {
    JsonNode job = load(name, content, parameters);
    assertThat(job.path("state").asString()).as(job.toString()).isEqualTo("COMMITTED");
    JsonNode features =
        new Http(port)
            .get(
                "/api/collections/farmland-classes/features?bbox=117.02,40.90,117.03,40.91&limit=1000",
                "Authorization",
                Http.admin())
            .json()
            .path("features");
    double area = 0;
    for (JsonNode feature : features) {
      if (feature.path("properties").path("code").asString().equals(code)) {
        area = feature.path("areaSquareMetres").asDouble();
      }
    }
    assertThat(area).isCloseTo(10_000, within(0.01));
  }

  private JsonNode load(String name, byte[] content, String parameters) {
    Http.Answer accepted =
        new Http(port)
            .postParts(
                "/api/imports?collection=farmland-classes&coverage=139961" + parameters,
                List.of(new Http.Part("file", name, "application/octet-stream", content)),
                "Authorization",
                Http.admin());
    assertThat(accepted.status()).as(accepted.response().body()).isEqualTo(202);
    return new ImportClient(port).end(accepted.json().path("id").asString());
  }
}
