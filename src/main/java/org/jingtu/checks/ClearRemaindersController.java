package org.jingtu.checks;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jingtu.checks.CheckProblems.ClearRemainderEmpty;
import org.jingtu.exchange.PlotExports;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The clear remainder of a checked plot, to be shown and to be taken away. */
@RestController
@Tag(name = "checks")
class ClearRemaindersController {

  private final ClearRemainders remainders;
  private final PlotExports files;

  ClearRemaindersController(ClearRemainders remainders, PlotExports files) {
    this.remainders = remainders;
    this.files = files;
  }

  @GetMapping("/api/checks/{id}/clear-remainder")
  @Operation(
      summary = "地块中没有任何意见的部分（可用部分），按当时的数据计算",
      description = "面积与答复的 clearAreaSquareMetres 一致。没有可用部分时，geojson 给出空的要素集，其他格式答 409。")
  @ApiResponse(
      responseCode = "200",
      description = "文件",
      content = {
        @Content(mediaType = "application/geo+json"),
        @Content(mediaType = "application/zip"),
        @Content(mediaType = "text/plain"),
        @Content(mediaType = "application/geopackage+sqlite3")
      })
  ResponseEntity<byte[]> remainder(
      @PathVariable String id,
      @Parameter(description = "格式：geojson、shp、txt（勘测定界）、gpkg、csv", example = "txt")
          @RequestParam(defaultValue = "geojson")
          String f,
      @Parameter(description = "坐标系，缺省 EPSG:4490；txt 缺省为地块所在的三度带", example = "EPSG:4527")
          @RequestParam(required = false)
          @Nullable String crs,
      Locale locale)
      throws IOException {
    PlotExports.Plot plot = remainders.getRemainder(ChecksController.parseId(id), locale);
    if (plot.geometry() == null && !f.equals("geojson")) {
      throw new ClearRemainderEmpty();
    }
    PlotExports.Written file = files.write(plot, f, crs, locale);
    ContentDisposition name =
        ContentDisposition.attachment().filename(file.name(), StandardCharsets.UTF_8).build();
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(file.contentType()))
        .header(HttpHeaders.CONTENT_DISPOSITION, name.toString())
        .body(file.content());
  }
}
