package org.jingtu.exchange;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jingtu.catalog.Catalog;
import org.jingtu.features.Bbox;
import org.jingtu.problems.BadParameter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Features as files. */
@RestController
@Tag(name = "exports")
class ExportsController {

  private static final List<String> PARAMETERS =
      List.of("f", "crs", "asOf", "bbox", "filter", "encoding");

  private static final Logger log = LoggerFactory.getLogger(ExportsController.class);
  private static final Charset GBK = Charset.forName("GBK");

  /** Has no chunks: the end of the connection is the end of the file, whatever the reason. */
  private static final String OLD_PROTOCOL = "HTTP/1.0";

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
      HttpServletRequest http,
      HttpServletResponse response)
      throws IOException {
    JobRequests.requireKnown(http.getQueryString(), PARAMETERS);
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
            locale,
            !OLD_PROTOCOL.equals(http.getProtocol()));
    try {
      exports.export(request, (head, bytes) -> begin(head, bytes, request, response));
    } catch (IOException | RuntimeException e) {
      if (response.isCommitted()) {
        throw new BrokenOff(e);
      }
      throw e;
    }
  }

  private static OutputStream begin(
      ExportHead head, long bytes, ExportRequest request, HttpServletResponse response)
      throws IOException {
    ExportFormat format = request.format();
    boolean text = format == ExportFormat.CSV || format == ExportFormat.TXT;
    response.setContentType(
        text ? format.mediaType() + ";charset=" + request.charset().name() : format.mediaType());
    if (bytes >= 0) {
      response.setContentLengthLong(bytes);
    }
    response.setHeader("Content-Disposition", disposition(head));
    response.setHeader("Jingtu-Feature-Count", Long.toString(head.count()));
    response.setHeader("Jingtu-Data-Version", Long.toString(head.dataVersion()));
    if (head.leftOut() > 0) {
      response.setHeader("Jingtu-Left-Out", Long.toString(head.leftOut()));
    }
    response.flushBuffer();
    return response.getOutputStream();
  }

  /** An export failed when its answer had begun. */
  private static final class BrokenOff extends RuntimeException {
    BrokenOff(Throwable cause) {
      super(cause);
    }
  }

  /**
   * Lets the server close the connection without the last chunk, so that no receiver takes the file
   * for complete: an exception that nobody handles does that, a handled one would end the answer
   * properly.
   */
  @ExceptionHandler(BrokenOff.class)
  void leaveBrokenOff(BrokenOff broken) {
    Throwable cause = broken.getCause();
    if (cause instanceof IOException || cause instanceof ExportSending.ReceiverGone) {
      log.warn("An export was broken off, mostly by its receiver: {}", cause.toString());
    } else {
      log.error("An export could not be completed and was broken off", cause);
    }
    throw broken;
  }

  /** RFC 6266 with the Chinese name as RFC 5987 asks, and an ASCII one beside it. */
  private static String disposition(ExportHead head) {
    String encoded =
        URLEncoder.encode(head.name(), StandardCharsets.UTF_8)
            .replace("+", "%20")
            .replace("*", "%2A");
    return "attachment; filename=\"" + head.asciiName() + "\"; filename*=UTF-8''" + encoded;
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
