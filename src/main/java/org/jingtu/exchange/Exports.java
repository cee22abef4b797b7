package org.jingtu.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jingtu.access.AuditTrail;
import org.jingtu.access.Permissions;
import org.jingtu.catalog.Collection;
import org.jingtu.exchange.ExportSending.Receiver;
import org.jingtu.features.Datasets;
import org.jingtu.features.FeatureFilter;
import org.jingtu.features.FeatureScan;
import org.jingtu.features.FeatureScan.Overview;
import org.jingtu.features.FieldWidths;
import org.jingtu.features.Selection;
import org.jingtu.geo.Crs;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.FileSystemUtils;

/**
 * Gives out the features of a collection as files.
 *
 * <p>All of a file is read in one transaction with one snapshot, row by row, and written to disk: a
 * slow receiver holds neither connection nor snapshot. Where nothing can be refused any more once
 * the first row is read, the file is sent while it is being written; if that fails in the middle,
 * whoever began the answer has to break it off. Any other file is completed before its first byte
 * is sent, so that what goes wrong is told as a problem. Either way the audit entry, with the
 * count, stands before the first byte leaves.
 */
@Component
class Exports {

  private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
  private static final int LONGEST_WAIT_SECONDS = 30;

  private final FeatureScan scan;
  private final FieldWidths widths;
  private final Datasets datasets;
  private final ExportCrs systems;
  private final Permissions permissions;
  private final AuditTrail audit;
  private final MessageSource texts;
  private final TransactionTemplate snapshot;
  private final TransactionTemplate entry;
  private final Path work;
  private final Semaphore slots;

  /**
   * @param work folder for files under way
   * @param atOnce exports that are made at the same time; others wait for a while
   */
  Exports(
      FeatureScan scan,
      FieldWidths widths,
      Datasets datasets,
      ExportCrs systems,
      Permissions permissions,
      AuditTrail audit,
      MessageSource texts,
      PlatformTransactionManager transactions,
      @Value("${jingtu.work-folder:${java.io.tmpdir}/jingtu-${user.name:user}}") Path work,
      @Value("${jingtu.exports.at-once:4}") int atOnce) {
    this.scan = scan;
    this.widths = widths;
    this.datasets = datasets;
    this.systems = systems;
    this.permissions = permissions;
    this.audit = audit;
    this.texts = texts;
    this.snapshot = new TransactionTemplate(transactions);
    snapshot.setReadOnly(true);
    snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    this.entry = new TransactionTemplate(transactions);
    entry.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    this.work = work.toAbsolutePath().resolve("exports");
    this.slots = new Semaphore(atOnce, true);
  }

  /**
   * Records that the current actor is given the file, makes it, and sends it.
   *
   * @throws org.jingtu.problems.Problem if the request asks for what there is not, or the format
   *     cannot hold the data; then the answer has not begun
   * @throws IOException if the file cannot be written, or the receiver has gone
   */
  void export(ExportRequest request, Receiver receiver) throws IOException {
    permissions.requireRead(request.collection().published());
    Files.createDirectories(work);
    Path folder = Files.createTempDirectory(work, "export-");
    Path file = folder.resolve("export." + request.format().extension());
    try (ExportSending sending = new ExportSending(receiver, file)) {
      ExportHead head = make(request, folder, sending);
      if (!sending.isFollowed()) {
        record(request, head);
      }
      sending.finish(head);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      FileSystemUtils.deleteRecursively(folder);
    }
  }

  private boolean acquire() {
    try {
      return slots.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private ExportHead make(ExportRequest request, Path folder, ExportSending sending) {
    if (!acquire()) {
      throw ExportRefused.busy(LONGEST_WAIT_SECONDS);
    }
    try {
      return Objects.requireNonNull(snapshot.execute(status -> read(request, folder, sending)));
    } finally {
      slots.release();
    }
  }

  private ExportHead read(ExportRequest request, Path folder, ExportSending sending) {
    Collection collection = request.collection();
    Long asOf =
        request.asOf() == null ? null : datasets.versionsAt(request.asOf()).get(collection.id());
    long version =
        asOf != null
            ? asOf
            : Objects.requireNonNull(datasets.currentVersions().get(collection.id()));
    FeatureFilter filter =
        request.filter() == null ? null : FeatureFilter.parse(collection, request.filter());
    Selection selection = new Selection(asOf, request.bbox(), filter);
    Overview overview = scan.overview(collection, selection);
    ExportPlan plan = plan(request, selection, overview, version);
    ExportHead head = head(request, plan, overview);
    try (ExportWriter writer = request.format().open(folder, sending.file(), plan, texts);
        RowPipe rows = new RowPipe(new ExportRows(plan, systems, writer))) {
      if (request.follow() && request.format().grows() && nothingRefused(plan, selection)) {
        record(request, head);
        sending.follow(head);
      }
      scan.forEach(
          collection,
          selection,
          overview,
          row -> {
            sending.look();
            rows.accept(row);
          });
      rows.finish();
      writer.complete();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return head;
  }

  /** Whether every row can be written exactly: all texts, and all places in the CRS. */
  private boolean nothingRefused(ExportPlan plan, Selection selection) {
    return plan.charset().equals(StandardCharsets.UTF_8)
        && ExportCrs.findReach(plan.crs())
            .map(reach -> scan.isWithin(plan.collection(), selection, reach))
            .orElse(true);
  }

  private ExportPlan plan(
      ExportRequest request, Selection selection, Overview overview, long version) {
    Collection collection = request.collection();
    Crs crs =
        request.format() == ExportFormat.TXT
            ? systems.zone(request.crs(), () -> scan.findMiddleLongitude(collection, selection))
            : systems.any(request.crs());
    boolean sized = request.format() == ExportFormat.SHP;
    return new ExportPlan(
        collection,
        ExportColumn.list(
            collection,
            sized ? widths.ofAttributes(collection, selection) : Map.of(),
            overview.withExtra() > 0 ? widths.ofExtra(collection, selection) : Map.of()),
        crs,
        request.charset(),
        version,
        LocalDate.ofInstant(request.asOf() == null ? Instant.now() : request.asOf(), CHINA),
        overview.count(),
        request.locale());
  }

  private static ExportHead head(ExportRequest request, ExportPlan plan, Overview overview) {
    String end =
        "_EPSG%d_v%d.%s"
            .formatted(plan.crs().srid(), plan.dataVersion(), request.format().extension());
    long leftOut = request.format() == ExportFormat.TXT ? overview.withoutGeometry() : 0;
    return new ExportHead(
        plan.collection().title() + end,
        plan.collection().id() + end,
        plan.dataVersion(),
        overview.count() - leftOut,
        leftOut);
  }

  private void record(ExportRequest request, ExportHead head) {
    Map<String, @Nullable Object> details = new LinkedHashMap<>();
    details.put("format", request.format().name().toLowerCase(Locale.ROOT));
    details.put("crs", request.crs());
    details.put("asOf", request.asOf() == null ? null : request.asOf().toString());
    details.put("bbox", request.bbox());
    details.put("filter", request.filter());
    details.put("encoding", request.charset().equals(StandardCharsets.UTF_8) ? "UTF-8" : "GBK");
    details.put("dataVersion", head.dataVersion());
    details.put("count", head.count());
    details.values().removeIf(Objects::isNull);
    entry.executeWithoutResult(
        status -> audit.record("EXPORTED", request.collection().id(), details));
  }
}
