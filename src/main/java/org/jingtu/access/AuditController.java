package org.jingtu.access;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jingtu.access.AuditStore.ListedEntry;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reading and verifying the audit trail: roles AUDITOR and ADMIN. */
@RestController
@Tag(name = "access")
class AuditController {

  /**
   * A page of entries, newest first.
   *
   * @param next value of {@code before} for the next page; null if this is the last
   */
  record Page(List<EntryView> entries, @Nullable Long next) {}

  /** An entry as listed; sequence and hash are null until it is sealed. */
  record EntryView(
      long id,
      Instant at,
      long actor,
      String username,
      String department,
      @Nullable String requestId,
      String action,
      String subject,
      JsonNode details,
      @Nullable Long sequence,
      @Nullable String hash) {}

  private final AuditStore store;
  private final AuditTrail trail;
  private final Permissions permissions;
  private final JsonMapper json;

  AuditController(AuditStore store, AuditTrail trail, Permissions permissions, JsonMapper json) {
    this.store = store;
    this.trail = trail;
    this.permissions = permissions;
    this.json = json;
  }

  @Operation(
      summary = "审计记录",
      description = "从新到旧分页；下一页以 before=next 取。可按 subject、username、action 筛选。需要角色 AUDITOR。")
  @GetMapping("/api/audit")
  Page list(
      @RequestParam(required = false) @Nullable Long before,
      @RequestParam(defaultValue = "100") @Min(1) @Max(1000) int limit,
      @RequestParam(required = false) @Nullable String subject,
      @RequestParam(required = false) @Nullable String username,
      @RequestParam(required = false) @Nullable String action) {
    permissions.requireRole(Roles.AUDITOR);
    List<EntryView> entries =
        store
            .listBefore(
                Objects.requireNonNullElse(before, Long.MAX_VALUE),
                limit,
                subject,
                username,
                action)
            .stream()
            .map(this::view)
            .toList();
    Long next = entries.size() < limit ? null : entries.get(entries.size() - 1).id();
    return new Page(entries, next);
  }

  @Operation(summary = "校验审计记录", description = "重算全部散列，指出第一条被改动的记录。需要角色 AUDITOR。")
  @GetMapping("/api/audit/verification")
  AuditVerdict verify() {
    permissions.requireRole(Roles.AUDITOR);
    return trail.verify();
  }

  private EntryView view(ListedEntry listed) {
    AuditEntry entry = listed.entry();
    return new EntryView(
        entry.id(),
        entry.at(),
        entry.actor(),
        entry.username(),
        entry.department(),
        entry.requestId(),
        entry.action(),
        entry.subject(),
        json.readTree(entry.details()),
        listed.sequence(),
        listed.hash());
  }
}
