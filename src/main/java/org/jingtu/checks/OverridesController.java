package org.jingtu.checks;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Set a finding of an answer aside, and take that back. */
@RestController
@RequestMapping("/api/checks/{id}/overrides")
@Tag(name = "checks")
class OverridesController {

  private final Overrides overrides;

  OverridesController(Overrides overrides) {
    this.overrides = overrides;
  }

  /** The document that carries the decision. */
  record DocumentRequest(
      @NotBlank @Size(max = 200) String title,
      @NotBlank @Size(max = 100) String number,
      @NotNull @PastOrPresent LocalDate date) {}

  /**
   * A finding to be set aside.
   *
   * @param featureId as in the finding; null for a finding on the plot itself
   */
  record OverrideRequest(
      @NotBlank String rule,
      @Nullable String featureId,
      @NotBlank @Size(max = 2000) String reason,
      @NotNull @Valid DocumentRequest document) {}

  /** Why an override is taken back. */
  record WithdrawalRequest(@NotBlank @Size(max = 2000) String reason) {}

  @GetMapping
  @Operation(summary = "一次核查的人工认定，包括已撤回的")
  List<CheckOverride> list(@PathVariable String id) {
    return overrides.listOverrides(ChecksController.parseId(id));
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      summary = "认定一条发现不适用",
      description = "需要角色 OFFICER，且不是提出这次核查的人。写明理由和文件；原答复不变，GET /api/checks/{id} 同时给出两者。")
  CheckOverride override(@PathVariable String id, @Valid @RequestBody OverrideRequest request) {
    DocumentRequest document = request.document();
    return overrides.override(
        ChecksController.parseId(id),
        request.rule(),
        request.featureId(),
        request.reason(),
        new CheckOverride.Document(document.title(), document.number(), document.date()));
  }

  @PostMapping("/{override}/withdraw")
  @Operation(summary = "撤回人工认定", description = "需要角色 OFFICER，写明理由；原发现恢复计入结论。")
  CheckOverride withdraw(
      @PathVariable String id,
      @PathVariable long override,
      @Valid @RequestBody WithdrawalRequest request) {
    return overrides.withdraw(ChecksController.parseId(id), override, request.reason());
  }
}
