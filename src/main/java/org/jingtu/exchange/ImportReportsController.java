package org.jingtu.exchange;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jingtu.problems.BadParameter;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.util.FileSystemUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** What an import has to tell: its problems, a report, its course, the corrected data. */
@RestController
@RequestMapping("/api/imports/{id}")
@Tag(name = "imports")
class ImportReportsController {

  private final Imports imports;
  private final ProblemFiles files;
  private final ErrorLayer layer;
  private final ReportPage page;
  private final ImportEvents events;
  private final CleanedFiles cleaned;

  ImportReportsController(
      Imports imports,
      ProblemFiles files,
      ErrorLayer layer,
      ReportPage page,
      ImportEvents events,
      CleanedFiles cleaned) {
    this.imports = imports;
    this.files = files;
    this.layer = layer;
    this.page = page;
    this.events = events;
    this.cleaned = cleaned;
  }

  @GetMapping("/problems")
  @Operation(summary = "一个导入任务的全部问题：json，csv（Excel 可直接打开），geojson 或 gpkg（可在 QGIS 中打开）")
  void problems(
      @PathVariable String id,
      @RequestParam(defaultValue = "json") String f,
      Locale locale,
      HttpServletResponse response)
      throws IOException {
    ImportJob job = imports.getImport(id);
    switch (f) {
      case "json" -> {
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        files.writeJson(job, response.getOutputStream(), locale);
      }
      case "geojson" -> {
        response.setContentType("application/geo+json");
        files.writeGeoJson(job, response.getOutputStream(), locale);
      }
      case "csv" -> {
        response.setContentType("text/csv;charset=UTF-8");
        attach(response, "problems-" + job.id() + ".csv");
        files.writeCsv(job, response.getOutputStream(), locale);
      }
      case "gpkg" -> {
        response.setContentType(ExportFormat.GPKG.mediaType());
        attach(response, "problems-" + job.id() + ".gpkg");
        Path folder = Files.createTempDirectory("jingtu-problems");
        try {
          Path file = folder.resolve("problems.gpkg");
          layer.write(job, file, locale);
          response.setContentLengthLong(Files.size(file));
          Files.copy(file, response.getOutputStream());
        } finally {
          FileSystemUtils.deleteRecursively(folder);
        }
      }
      default -> throw new BadParameter("f", f, "json | csv | geojson | gpkg");
    }
  }

  @GetMapping(path = "/report.html", produces = MediaType.TEXT_HTML_VALUE)
  @Operation(summary = "导入报告网页，可打印")
  void report(@PathVariable String id, Locale locale, HttpServletResponse response)
      throws IOException {
    ImportJob job = imports.getImport(id);
    response.setContentType("text/html;charset=UTF-8");
    page.write(job, response.getWriter(), locale);
  }

  @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  @Operation(summary = "导入进度（server-sent events）：progress、end")
  SseEmitter events(@PathVariable String id, Locale locale, HttpServletResponse response) {
    response.setHeader("X-Accel-Buffering", "no");
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    return events.watch(imports.getImport(id), locale);
  }

  @GetMapping("/cleaned")
  @Operation(summary = "修复后的数据，格式、坐标系、编码与上传的文件相同")
  void cleaned(@PathVariable String id, Locale locale, HttpServletResponse response)
      throws IOException {
    ImportJob job = imports.getImport(id);
    try (ExportFile file = cleaned.make(job, locale)) {
      response.setContentType(MediaType.APPLICATION_OCTET_STREAM_VALUE);
      attach(response, file.name());
      response.setHeader("Jingtu-Feature-Count", Long.toString(file.count()));
      if (file.leftOut() > 0) {
        response.setHeader("Jingtu-Left-Out", Long.toString(file.leftOut()));
      }
      response.setContentLengthLong(Files.size(file.file()));
      Files.copy(file.file(), response.getOutputStream());
    }
  }

  private static void attach(HttpServletResponse response, String name) {
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        ContentDisposition.attachment().filename(name, StandardCharsets.UTF_8).build().toString());
  }
}
