package org.jingtu.checks;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jingtu.checks.CheckProblems.CheckNotFound;
import org.jingtu.exchange.PlotFiles;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Ask about a plot, and read the answer again. */
@RestController
@RequestMapping("/api/checks")
@Tag(name = "checks")
class ChecksController {

  private final Checks checks;
  private final Replays replays;
  private final Overrides overrides;
  private final PlotFiles files;
  private final EnglishAnswers english;

  ChecksController(
      Checks checks,
      Replays replays,
      Overrides overrides,
      PlotFiles files,
      EnglishAnswers english) {
    this.english = english;
    this.checks = checks;
    this.replays = replays;
    this.overrides = overrides;
    this.files = files;
  }

  @PostMapping(
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  @ApiResponse(
      responseCode = "201",
      description = "答复，已存储",
      content = @Content(schema = @Schema(type = "string")))
  ResponseEntity<byte[]> check(@RequestBody CheckRequest request) {
    return created(checks.check(request));
  }

  @PostMapping(
      consumes = MediaType.MULTIPART_FORM_DATA_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  @ApiResponse(
      responseCode = "201",
      description = "答复，已存储",
      content = @Content(schema = @Schema(type = "string")))
  ResponseEntity<byte[]> checkFile(
      @RequestPart("file") MultipartFile file,
      @RequestPart("request") CheckFileRequest request,
      @RequestParam(required = false) @Nullable String encoding)
      throws IOException {
    return created(checks.check(request.about(files.read(file, request.crs(), encoding))));
  }

  /**
   * A page.
   *
   * @param next ask for the next page with {@code after=} this; null at the end
   */
  record Page(List<CheckSummary> checks, @Nullable UUID next) {}

  @GetMapping
  @Operation(summary = "一宗地历次核查，最新的在前；有辖区的用户只见辖区内的")
  Page list(
      @Parameter(description = "宗地代码", example = "130899001001GB00001") @RequestParam
          String parcelNo,
      @Parameter(description = "上一页的 next") @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = "20") @Min(1) @Max(200) int limit) {
    UUID last = after == null ? null : parseId(after);
    List<CheckSummary> page = checks.listChecks(parcelNo, last, limit);
    return new Page(page, page.size() < limit ? null : page.get(page.size() - 1).id());
  }

  @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "再次读取一次核查的答复",
      description =
          "没有人工认定的，与当时逐字相同；有人工认定的，在原答复之外加上 effectiveVerdict、overrides，"
              + "并在相应的发现上加 override。Accept-Language 为 en 的，规则的文字译为英文，其余不变。"
              + "original=true 只取原答复（中文，摘要即由此算出）。")
  ResponseEntity<String> get(
      @PathVariable String id, @RequestParam(defaultValue = "false") boolean original) {
    UUID check = parseId(id);
    String answer = checks.getAnswer(check);
    return ResponseEntity.ok(original ? answer : english.show(overrides.show(check, answer)));
  }

  @PostMapping(path = "/{id}/replay", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "按当时的数据版本、规则包版本和日期重新计算并比较",
      description = "same 说明结果是否相同；不同的，differences 逐处列出。重新计算记入审计。")
  Replays.Replay replay(@PathVariable String id) {
    return replays.replay(parseId(id));
  }

  private ResponseEntity<byte[]> created(Checks.Stored stored) {
    return ResponseEntity.created(URI.create("/api/checks/" + stored.id()))
        .body(english.show(stored.json()));
  }

  static UUID parseId(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw new CheckNotFound(id);
    }
  }
}
