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
 * <p>All of a file is read in one transaction with one snapshot, row by row. The file is completed
 * on disk before its first byte is sent: what goes wrong is told as a problem instead of ending a
 * file that looks whole, the audit entry has the count, and a slow receiver holds neither
 * connection nor snapshot.
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
    this.work = work.toAbsolutePath().resolve("exports");
    this.slots = new Semaphore(atOnce, true);
  }

  /**
   * Makes the file and records that the current actor was given it.
   *
   * @throws org.jingtu.problems.Problem if the request asks for what there is not, or the format
   *     cannot hold the data
   */
  ExportFile export(ExportRequest request) throws IOException {
    permissions.requireRead(request.collection().published());
    if (!acquire()) {
      throw ExportRefused.busy(LONGEST_WAIT_SECONDS);
    }
    try {
      return make(request);
    } finally {
      slots.release();
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

  private ExportFile make(ExportRequest request) throws IOException {
    Files.createDirectories(work);
    Path folder = Files.createTempDirectory(work, "export-");
    ExportFile file = null;
    try {
      file = Objects.requireNonNull(snapshot.execute(status -> read(request, folder)));
      record(request, file);
      return file;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      if (file == null) {
        FileSystemUtils.deleteRecursively(folder);
      }
    }
  }

  private ExportFile read(ExportRequest request, Path folder) {
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
    Path file = folder.resolve("export." + request.format().extension());
    try (ExportWriter writer = request.format().open(folder, file, plan, texts)) {
      ExportRows rows = new ExportRows(plan, systems, writer);
      scan.forEach(collection, selection, overview, rows);
      writer.complete();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    boolean partly = request.format() == ExportFormat.TXT;
    long leftOut = partly ? overview.withoutGeometry() : 0;
    return file(request, plan, folder, file, overview.count() - leftOut, leftOut);
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

  private static ExportFile file(
      ExportRequest request, ExportPlan plan, Path folder, Path file, long count, long leftOut) {
    String end =
        "_EPSG%d_v%d.%s"
            .formatted(plan.crs().srid(), plan.dataVersion(), request.format().extension());
    return new ExportFile(
        folder,
        file,
        plan.collection().title() + end,
        plan.collection().id() + end,
        plan.dataVersion(),
        count,
        leftOut);
  }

  private void record(ExportRequest request, ExportFile file) {
    Map<String, @Nullable Object> details = new LinkedHashMap<>();
    details.put("format", request.format().name().toLowerCase(Locale.ROOT));
    details.put("crs", request.crs());
    details.put("asOf", request.asOf() == null ? null : request.asOf().toString());
    details.put("bbox", request.bbox());
    details.put("filter", request.filter());
    details.put("encoding", request.charset().equals(StandardCharsets.UTF_8) ? "UTF-8" : "GBK");
    details.put("dataVersion", file.dataVersion());
    details.put("count", file.count());
    details.values().removeIf(Objects::isNull);
    entry.executeWithoutResult(
        status -> audit.record("EXPORTED", request.collection().id(), details));
  }
}
