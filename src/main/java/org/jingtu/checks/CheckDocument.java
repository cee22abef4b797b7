package org.jingtu.checks;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What the OpenAPI document says of a check. The address takes JSON or an uploaded file; the
 * document has one operation for both, so its texts, answer and examples are put together here. The
 * examples work against the sample county, and a test sends them.
 */
@Configuration(proxyBeanMethods = false)
class CheckDocument {

  private static final String BY_NUMBER =
      """
      {"parcel": {"parcelNo": "130899001001GB00001"}, "stage": "SUPPLY",
       "currentUse": "1001", "plannedUse": "0701", "survey": "DETAILED",
       "project": {"industry": "C1391", "key": false, "remediation": false}}""";

  private static final String BY_GEOMETRY =
      """
      {"parcel": {"crs": "EPSG:4527", "adcode": "130899", "geometry": {"type": "Polygon", "coordinates":
        [[[39551800, 4529800], [39552000, 4529800], [39552000, 4530000], [39551800, 4530000], [39551800, 4529800]]]}},
       "stage": "SUPPLY", "currentUse": "1001", "plannedUse": "0901", "survey": "DETAILED",
       "project": {"industry": "C1391", "key": false, "remediation": false}}""";

  @Bean
  OpenApiCustomizer checksDocument() {
    return document -> {
      ModelConverters.getInstance(true)
          .readAll(CheckAnswer.class)
          .forEach(document.getComponents()::addSchemas);
      describe(document);
      answer(document.getPaths().get("/api/checks/{id}").getGet(), "200");
    };
  }

  private static void describe(OpenAPI document) {
    Operation check = document.getPaths().get("/api/checks").getPost();
    check.setSummary("核查一个地块：按宗地代码、几何或上传的文件");
    check.setDescription(
        "JSON：parcel 给出宗地代码，或 GeoJSON 几何（东坐标或经度在前，坐标系由 parcel.crs 给出，默认 EPSG:4490）。"
            + "multipart：file 为含一个地块的文件（shapefile 压缩包、GeoPackage、GeoJSON、勘测定界 TXT 或 CSV），request 为同样的 JSON，其中 parcel 只用 crs 与 adcode。"
            + "示例针对示例县数据。");
    check
        .getRequestBody()
        .getContent()
        .get("application/json")
        .addExamples("按宗地代码", new Example().value(BY_NUMBER))
        .addExamples("按几何（三度带 39 带）", new Example().value(BY_GEOMETRY));
    answer(check, "201");
  }

  private static void answer(Operation operation, String status) {
    MediaType json =
        new MediaType().schema(new Schema<>().$ref("#/components/schemas/CheckAnswer"));
    operation
        .getResponses()
        .get(status)
        .setContent(new Content().addMediaType("application/json", json));
  }
}
