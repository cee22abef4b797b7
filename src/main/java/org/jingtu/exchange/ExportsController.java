package org.jingtu.exchange;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Locale;
import org.jingtu.catalog.Catalog;
import org.jingtu.features.Bbox;
import org.jingtu.problems.BadParameter;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Features as files. */
@RestController
@Tag(name = "exports")
class ExportsController {

  private static final Charset GBK = Charset.forName("GBK");

  private final Catalog catalog;
  private final Exports exports;

  ExportsController(Catalog catalog, Exports exports) {
    this.catalog = catalog;
    this.exports = exports;
  }

  @GetMapping("/api/exports/{collection}")
  @Operation(summary = "导出图层：shapefile、GeoPackage、GeoJSON、CSV（WKT）或勘测定界 TXT，可按范围、条件、历史时刻")
  @ApiResponse(
      responseCode = "200",
      description =
          "文件；响应头 Jingtu-Feature-Count 为要素数，Jingtu-Data-Version 为数据版本，Jingtu-Left-Out 为该格式放不下的要素数",
      content = {
        @Content(mediaType = "application/zip"),
        @Content(mediaType = "application/geopackage+sqlite3"),
        @Content(mediaType = "application/geo+json"),
        @Content(mediaType = "text/csv"),
        @Content(mediaType = "text/plain")
      })
  void export(
      @PathVariable String collection,
      @Parameter(description = "格式：shp、gpkg、geojson、csv、txt", example = "geojson") @RequestParam
          String f,
      @Parameter(description = "坐标系，缺省 EPSG:4490；txt 缺省为数据所在的三度带", example = "EPSG:4527")
          @RequestParam(required = false)
          @Nullable String crs,
      @Parameter(description = "历史时刻", example = "2026-03-01T00:00:00Z")
          @RequestParam(required = false)
          @Nullable Instant asOf,
      @Parameter(description = "范围：西,南,东,北（度）", example = "117.1,40.9,118.2,41.6")
          @RequestParam(required = false)
          @Nullable String bbox,
      @Parameter(
              description = "条件（CQL）",
              example = "status IN ('LISTED','CONFIRMED') AND adcode LIKE '1308%'")
          @RequestParam(required = false)
          @Nullable String filter,
      @Parameter(description = "文本编码：UTF-8 或 GBK（shp、csv、txt）", example = "UTF-8")
          @RequestParam(defaultValue = "UTF-8")
          String encoding,
      Locale locale,
      HttpServletResponse response)
      throws IOException {
    ExportFormat format = ExportFormat.parse(f);
    if (asOf != null && asOf.isAfter(Instant.now())) {
      throw new BadParameter("asOf", asOf.toString(), "≤ " + Instant.now());
    }
    ExportRequest request =
        new ExportRequest(
            catalog.getCollection(collection),
            format,
            crs,
            asOf,
            Bbox.parse(bbox),
            filter,
            charset(encoding, format),
            locale);
    try (ExportFile file = exports.export(request)) {
      send(file, request, response);
    }
  }

  private static void send(ExportFile file, ExportRequest request, HttpServletResponse response)
      throws IOException {
    ExportFormat format = request.format();
    boolean text = format == ExportFormat.CSV || format == ExportFormat.TXT;
    response.setContentType(
        text ? format.mediaType() + ";charset=" + request.charset().name() : format.mediaType());
    response.setContentLengthLong(Files.size(file.file()));
    response.setHeader("Content-Disposition", disposition(file));
    response.setHeader("Jingtu-Feature-Count", Long.toString(file.count()));
    response.setHeader("Jingtu-Data-Version", Long.toString(file.dataVersion()));
    if (file.leftOut() > 0) {
      response.setHeader("Jingtu-Left-Out", Long.toString(file.leftOut()));
    }
    Files.copy(file.file(), response.getOutputStream());
  }

  /** RFC 6266 with the Chinese name as RFC 5987 asks, and an ASCII one beside it. */
  private static String disposition(ExportFile file) {
    String encoded =
        URLEncoder.encode(file.name(), StandardCharsets.UTF_8)
            .replace("+", "%20")
            .replace("*", "%2A");
    return "attachment; filename=\"" + file.asciiName() + "\"; filename*=UTF-8''" + encoded;
  }

  private static Charset charset(String encoding, ExportFormat format) {
    Charset charset = Charsets.find(encoding).orElse(null);
    if (StandardCharsets.UTF_8.equals(charset)) {
      return charset;
    }
    if (Charsets.GB18030.equals(charset) && format.allowsGbk()) {
      return GBK;
    }
    throw new BadParameter("encoding", encoding, format.allowsGbk() ? "UTF-8, GBK" : "UTF-8");
  }
}
