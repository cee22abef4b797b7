package org.jingtu.sharing;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jingtu.access.Permissions;
import org.jingtu.problems.BadParameter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Feeds to poll, subscriptions by webhook, and the quarterly list. */
@RestController
@Tag(name = "sharing")
class SharingController {

  private static final int PAGE_AT_MOST = 1000;

  private final Subscriptions subscriptions;
  private final OutboxStore outbox;
  private final QuarterlyList quarterly;
  private final Permissions permissions;

  SharingController(
      Subscriptions subscriptions,
      OutboxStore outbox,
      QuarterlyList quarterly,
      Permissions permissions) {
    this.subscriptions = subscriptions;
    this.outbox = outbox;
    this.quarterly = quarterly;
    this.permissions = permissions;
  }

  /** A page of a feed; ask again with {@code after} = {@code next}. */
  record FeedView(List<EventView> events, long next) {}

  @GetMapping("/api/feeds/{topic}")
  @Operation(summary = "按主题轮询共享事项：SITES、SENSITIVE_PARCELS、SUPERVISED_LAND、ZONES、CONFLICTS")
  FeedView feed(
      @PathVariable String topic,
      @RequestParam(defaultValue = "0") long after,
      @RequestParam(required = false) @Nullable String adcode,
      @RequestParam(defaultValue = "100") int limit) {
    permissions.requireRead(false);
    if (limit < 1 || limit > PAGE_AT_MOST) {
      throw new BadParameter("limit", Integer.toString(limit), "1 – " + PAGE_AT_MOST);
    }
    List<SharedEvent> events =
        outbox.listEvents(
            List.of(Topic.of("topic", topic).name()), permissions.narrow(adcode), after, limit);
    return new FeedView(
        events.stream().map(EventView::of).toList(),
        events.isEmpty() ? after : events.get(events.size() - 1).sequence());
  }

  /** What to subscribe to. */
  record SubscriptionRequest(
      @NotBlank @Size(max = 100) String title,
      @NotNull List<String> topics,
      @Nullable @Pattern(regexp = "[1-9][0-9]{1,11}") String adcode,
      @NotBlank @Size(max = 2000) String url,
      @Nullable Boolean fromBegin) {}

  /** A subscription; the secret is there only in the answer to its creation. */
  record SubscriptionView(
      String id,
      String title,
      String department,
      List<String> topics,
      @Nullable String adcode,
      String url,
      boolean active,
      long delivered,
      int failures,
      @Nullable Integer lastStatus,
      @Nullable String lastError,
      @Nullable Instant lastDeliveredAt,
      Instant nextTryAt,
      Instant createdAt,
      String createdBy,
      @Nullable String secret) {

    static SubscriptionView of(Subscription s, boolean withSecret) {
      return new SubscriptionView(
          s.id().toString(),
          s.title(),
          s.department(),
          s.topics(),
          s.adcode(),
          s.url(),
          s.active(),
          s.delivered(),
          s.failures(),
          s.lastStatus(),
          s.lastError(),
          s.lastDeliveredAt(),
          s.nextTryAt(),
          s.createdAt(),
          s.createdBy(),
          withSecret ? s.secret() : null);
    }
  }

  @PostMapping("/api/subscriptions")
  @Operation(summary = "建立订阅（webhook），答复中的签名密钥只出现这一次")
  ResponseEntity<SubscriptionView> subscribe(@Valid @RequestBody SubscriptionRequest request) {
    List<Topic> topics = request.topics().stream().map(t -> Topic.of("topics", t)).toList();
    Subscription created =
        subscriptions.create(
            request.title(),
            topics,
            request.adcode(),
            request.url(),
            Boolean.TRUE.equals(request.fromBegin()));
    return ResponseEntity.created(URI.create("/api/subscriptions/" + created.id()))
        .body(SubscriptionView.of(created, true));
  }

  @GetMapping("/api/subscriptions")
  @Operation(summary = "列出订阅及其推送状态")
  List<SubscriptionView> list() {
    return subscriptions.listAll().stream().map(s -> SubscriptionView.of(s, false)).toList();
  }

  @PostMapping("/api/subscriptions/{id}/pause")
  @Operation(summary = "暂停推送；其间的事项在恢复后补送")
  SubscriptionView pause(@PathVariable String id) {
    return SubscriptionView.of(subscriptions.setActive(id, false), false);
  }

  @PostMapping("/api/subscriptions/{id}/resume")
  @Operation(summary = "恢复推送，并立即重试")
  SubscriptionView resume(@PathVariable String id) {
    return SubscriptionView.of(subscriptions.setActive(id, true), false);
  }

  @DeleteMapping("/api/subscriptions/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "取消订阅")
  void delete(@PathVariable String id) {
    subscriptions.delete(id);
  }

  @GetMapping("/api/sharing/quarterly")
  @Operation(summary = "季度共享清单（XLSX）：疑似及污染地块、变更为一住两公的宗地、重点监管单位用地变化")
  ResponseEntity<byte[]> quarterly(
      @RequestParam int year,
      @RequestParam int quarter,
      @RequestParam(required = false) @Nullable String adcode,
      Locale locale) {
    permissions.requireRead(false);
    if (quarter < 1 || quarter > 4) {
      throw new BadParameter(
          "quarter",
          Integer.toString(quarter),
          String.join(" | ", Arrays.asList("1", "2", "3", "4")));
    }
    if (year < 2000 || year > 2199) {
      throw new BadParameter("year", Integer.toString(year), "2026");
    }
    return ResponseEntity.ok()
        .contentType(
            MediaType.parseMediaType(
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment()
                .filename("sharing-%dQ%d.xlsx".formatted(year, quarter))
                .build()
                .toString())
        .body(quarterly.write(year, quarter, permissions.narrow(adcode), locale));
  }
}
