package org.jingtu.checks;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jingtu.checks.BatchViews.BatchView;
import org.jingtu.exchange.JobRequests;
import org.jingtu.problems.BadParameter;
import org.jingtu.rules.Verdict;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Ask about all parcels of a file at once, watch the work, and take the results away. */
@RestController
@RequestMapping("/api/check-batches")
@Tag(name = "checks")
class BatchesController {

  private static final String XLSX =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  private final Batches batches;
  private final BatchViews views;
  private final BatchResults results;

  BatchesController(Batches batches, BatchViews views, BatchResults results) {
    this.batches = batches;
    this.views = views;
    this.results = results;
  }

  @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  @Operation(
      summary = "批量核查一个文件中的全部地块；进度与结果见 Location",
      description =
          "file：shapefile 压缩包、GeoPackage、GeoJSON、勘测定界 TXT、CSV，或只有宗地代码的清单（图形取自登记），至多 100,000 个地块。"
              + "request：对全部地块适用的环节、用途、事实与规则包，以及 columns（内容到列名）；列中的值优先。"
              + "无法读取或判断的行是状态为 FAILED 的结果，不影响其他行。")
  @ApiResponse(responseCode = "202", description = "已受理")
  ResponseEntity<BatchView> accept(
      @RequestPart("file") MultipartFile file,
      @RequestPart("request") BatchRequest request,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      Locale locale) {
    JobRequests.requireKey(key);
    BatchJob batch = batches.accept(request, file, key);
    return ResponseEntity.status(HttpStatus.ACCEPTED)
        .location(URI.create("/api/check-batches/" + batch.id()))
        .body(view(batch, locale));
  }

  @GetMapping
  @Operation(summary = "列出批量核查任务，最新的在前")
  List<BatchView> list(
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(defaultValue = "50") int limit,
      Locale locale) {
    JobRequests.requireLimit(limit);
    BatchState wanted =
        state == null
            ? null
            : BatchState.find(state)
                .orElseThrow(() -> new BadParameter("state", state, names(BatchState.values())));
    return batches.listBatches(wanted, limit).stream()
        .map(batch -> views.batch(batch, null, locale))
        .toList();
  }

  @GetMapping("/{id}")
  @Operation(summary = "一个批量核查任务：状态、进度、各结论的地块数、数据版本、规则包")
  BatchView get(@PathVariable String id, Locale locale) {
    return view(batches.getBatch(id), locale);
  }

  @DeleteMapping("/{id}")
  @Operation(summary = "取消批量核查；已有的结果保留")
  ResponseEntity<BatchView> cancel(@PathVariable String id, Locale locale) {
    BatchJob batch = batches.cancel(id);
    HttpStatus status = batch.state().finished() ? HttpStatus.OK : HttpStatus.ACCEPTED;
    return ResponseEntity.status(status).body(view(batch, locale));
  }

  @GetMapping("/{id}/results")
  @Operation(summary = "批量核查的结果，每个地块一行：json，csv，geojson，xlsx（地块、核查发现、冲突矩阵三张表）")
  void results(
      @PathVariable String id,
      @RequestParam(defaultValue = "json") String f,
      @Parameter(description = "只要这个结论的地块") @RequestParam(required = false)
          @Nullable String verdict,
      Locale locale,
      HttpServletResponse response)
      throws IOException {
    BatchJob batch = batches.getBatch(id);
    Verdict wanted = verdict(verdict);
    switch (f) {
      case "json" -> results.writeJson(batch, wanted, begin(response, "application/json"), locale);
      case "geojson" ->
          results.writeGeoJson(batch, wanted, begin(response, "application/geo+json"), locale);
      case "csv" -> {
        JobRequests.attach(response, "check-batch-" + batch.id() + "." + f);
        results.writeCsv(batch, wanted, begin(response, "text/csv;charset=UTF-8"), locale);
      }
      case "xlsx" -> {
        JobRequests.attach(response, "check-batch-" + batch.id() + "." + f);
        results.writeXlsx(batch, wanted, begin(response, XLSX), locale);
      }
      default -> throw new BadParameter("f", f, "json | csv | geojson | xlsx");
    }
  }

  private static @Nullable Verdict verdict(@Nullable String name) {
    return name == null
        ? null
        : Arrays.stream(Verdict.values())
            .filter(verdict -> verdict.name().equals(name))
            .findFirst()
            .orElseThrow(() -> new BadParameter("verdict", name, names(Verdict.values())));
  }

  private static String names(Enum<?>[] values) {
    return Arrays.stream(values)
        .map(Enum::name)
        .collect(java.util.stream.Collectors.joining(" | "));
  }

  private static OutputStream begin(HttpServletResponse response, String contentType)
      throws IOException {
    response.setContentType(contentType);
    return response.getOutputStream();
  }

  private BatchView view(BatchJob batch, Locale locale) {
    return views.batch(batch, batches.count(batch), locale);
  }
}
