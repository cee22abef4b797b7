package org.jingtu.reports;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.jingtu.checks.BatchArchive;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** All papers of a batch at once. */
@RestController
@Tag(name = "checks")
class BatchReportsController {

  private final BatchArchive archive;
  private final BatchReports reports;

  BatchReportsController(BatchArchive archive, BatchReports reports) {
    this.archive = archive;
    this.reports = reports;
  }

  @GetMapping("/api/check-batches/{id}/reports.zip")
  @Operation(
      summary = "一个批次的全部核查意见书（PDF）和结果表（XLSX）",
      description = "边生成边发送。下载中断时压缩包不完整，请重新下载，或用 verdict 分批。")
  @ApiResponse(responseCode = "200", content = @Content(mediaType = "application/zip"))
  void reports(
      @PathVariable String id,
      @Parameter(description = "只要这个结论的地块") @RequestParam(required = false)
          @Nullable String verdict,
      Locale locale,
      HttpServletResponse response)
      throws IOException {
    BatchArchive.Opened batch = archive.open(id, verdict);
    reports.begin();
    try {
      response.setContentType("application/zip");
      String name = "check-batch-" + batch.id() + ".zip";
      response.setHeader(
          HttpHeaders.CONTENT_DISPOSITION,
          ContentDisposition.attachment().filename(name).build().toString());
      BatchReports.Reader reader =
          new BatchReports.Reader(
              locale, ServletUriComponentsBuilder.fromCurrentContextPath().build().toUri());
      reports.write(batch, reader, response.getOutputStream());
    } finally {
      reports.end();
    }
  }
}
