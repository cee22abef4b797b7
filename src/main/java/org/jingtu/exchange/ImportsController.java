package org.jingtu.exchange;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jingtu.catalog.Catalog;
import org.jingtu.exchange.ImportViews.JobView;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Uploads of whole files, and what becomes of them. */
@RestController
@RequestMapping("/api/imports")
@Tag(name = "imports")
class ImportsController {

  /** Problems that a job shows by itself; all of them are at {@code /problems}. */
  private static final int PROBLEMS_SHOWN = 100;

  private final Imports imports;
  private final ImportParameters parameters;
  private final ImportViews views;
  private final Catalog catalog;

  ImportsController(
      Imports imports, ImportParameters parameters, ImportViews views, Catalog catalog) {
    this.imports = imports;
    this.parameters = parameters;
    this.views = views;
    this.catalog = catalog;
  }

  @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  @Operation(summary = "上传文件导入一个图层：全部行检查通过才入库，否则一行也不入库；结果见 Location")
  ResponseEntity<JobView> accept(
      @RequestParam String collection,
      @Parameter(description = "append 追加，replace 按 coverage 替换，upsert 按编号更新")
          @RequestParam(defaultValue = "append")
          String mode,
      @Parameter(
              description =
                  "auto 检查通过即入库，manual 检查后等待 POST …/commit；缺省为 auto，repair=true 时为 manual")
          @RequestParam(required = false)
          @Nullable String commit,
      @RequestParam(required = false) @Nullable String crs,
      @RequestParam(required = false) @Nullable String encoding,
      @Parameter(description = "修复图形；每处修复列入问题清单") @RequestParam(defaultValue = "false")
          boolean repair,
      @Parameter(description = "行间重叠与缝隙：auto、off、warn、strict；缺省由图层定")
          @RequestParam(required = false)
          @Nullable String coverageCheck,
      @Parameter(description = "窄于此（米）的缝隙列为问题，缺省 1") @RequestParam(required = false)
          @Nullable Double gapTolerance,
      @Parameter(description = "本文件完整覆盖的县级行政区代码，逗号分隔") @RequestParam(required = false)
          @Nullable String coverage,
      @RequestParam(required = false) @Nullable String sourceDate,
      @Parameter(description = "文件中有多个图层时要读的图层") @RequestParam(required = false)
          @Nullable String layer,
      @RequestPart MultipartFile file,
      @Parameter(description = "JSON：文件字段到图层字段，null 表示不对应") @RequestPart(required = false)
          byte @Nullable [] mapping,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      Locale locale,
      HttpServletRequest http) {
    JobRequests.requireKey(key);
    JobRequests.requireKnown(http.getQueryString(), ImportParameters.UPLOAD);
    ImportRequest request =
        parameters.read(
            new ImportParameters.Raw(
                collection,
                mode,
                commit,
                crs,
                encoding,
                coverage,
                sourceDate,
                layer,
                repair,
                coverageCheck,
                gapTolerance,
                mapping));
    ImportJob job = imports.accept(request, file, key);
    return ResponseEntity.status(HttpStatus.ACCEPTED)
        .location(URI.create("/api/imports/" + job.id()))
        .body(view(job, locale));
  }

  @GetMapping
  @Operation(summary = "列出导入任务，最新的在前")
  List<JobView> list(
      @RequestParam(required = false) @Nullable String collection,
      @RequestParam(required = false) @Nullable String state,
      @Parameter(description = "只列早于此任务的") @RequestParam(required = false) @Nullable String before,
      @RequestParam(defaultValue = "50") int limit,
      Locale locale) {
    JobRequests.requireLimit(limit);
    String id = collection == null ? null : catalog.getCollection(collection).id();
    return imports.listImports(id, ImportParameters.state(state), before, limit).stream()
        .map(job -> views.job(job, null, locale))
        .toList();
  }

  @GetMapping("/{id}")
  @Operation(summary = "一个导入任务：状态、进度、坐标系、字段对应、前 100 个问题")
  JobView get(@PathVariable String id, Locale locale) {
    return view(imports.getImport(id), locale);
  }

  @PostMapping("/{id}/remap")
  @Operation(summary = "用已上传的文件重新检查：请求体为新的字段对应（JSON），参数只写要改的；状态须为 CHECKED 或 REJECTED")
  ResponseEntity<JobView> remap(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String mode,
      @RequestParam(required = false) @Nullable String commit,
      @RequestParam(required = false) @Nullable String crs,
      @RequestParam(required = false) @Nullable String encoding,
      @RequestParam(required = false) @Nullable Boolean repair,
      @RequestParam(required = false) @Nullable String coverageCheck,
      @RequestParam(required = false) @Nullable Double gapTolerance,
      @RequestParam(required = false) @Nullable String coverage,
      @RequestParam(required = false) @Nullable String sourceDate,
      @RequestParam(required = false) @Nullable String layer,
      @RequestBody(required = false) byte @Nullable [] mapping,
      Locale locale,
      HttpServletRequest http) {
    JobRequests.requireKnown(http.getQueryString(), ImportParameters.REMAP);
    ImportJob before = imports.getImport(id);
    ImportParameters.Raw changed =
        new ImportParameters.Raw(
            before.request().collection(),
            mode,
            commit,
            crs,
            encoding,
            coverage,
            sourceDate,
            layer,
            repair,
            coverageCheck,
            gapTolerance,
            mapping);
    ImportJob job = imports.checkAgain(before, parameters.again(before.request(), changed));
    return ResponseEntity.status(HttpStatus.ACCEPTED)
        .location(URI.create("/api/imports/" + job.id()))
        .body(view(job, locale));
  }

  @PostMapping("/{id}/commit")
  @Operation(summary = "确认入库：只用于状态为 CHECKED 的任务")
  ResponseEntity<JobView> commit(@PathVariable String id, Locale locale) {
    return ResponseEntity.accepted().body(view(imports.commit(id), locale));
  }

  @DeleteMapping("/{id}")
  @Operation(summary = "取消任务，或放弃已检查而未入库的文件")
  ResponseEntity<JobView> cancel(@PathVariable String id, Locale locale) {
    ImportJob job = imports.cancel(id);
    HttpStatus status = job.state().finished() ? HttpStatus.OK : HttpStatus.ACCEPTED;
    return ResponseEntity.status(status).body(view(job, locale));
  }

  private JobView view(ImportJob job, Locale locale) {
    return views.job(job, imports.listProblems(job, PROBLEMS_SHOWN), locale);
  }
}
