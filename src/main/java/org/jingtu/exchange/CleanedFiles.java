package org.jingtu.exchange;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jingtu.catalog.Catalog;
import org.jingtu.catalog.Collection;
import org.jingtu.features.FeatureDraft;
import org.jingtu.features.FeatureRow;
import org.jingtu.geo.CoordinateSystems;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/**
 * Writes the data of a repaired import as it was corrected, in the format, CRS and encoding of the
 * upload, with the fields of the upload and a field REPAIRED that names the mends. The upload is
 * read again for it; rows that could not be mended come as they are.
 */
@Component
class CleanedFiles {

  private static final Charset GBK = Charset.forName("GBK");
  private static final int REPAIRED_BYTES = 100;

  private final Uploads uploads;
  private final Catalog catalog;
  private final CoordinateSystems systems;
  private final ExportCrs exportCrs;
  private final Path work;

  CleanedFiles(
      Uploads uploads,
      Catalog catalog,
      CoordinateSystems systems,
      ExportCrs exportCrs,
      @Value("${jingtu.work-folder:${java.io.tmpdir}/jingtu-${user.name:user}}") Path work) {
    this.uploads = uploads;
    this.catalog = catalog;
    this.systems = systems;
    this.exportCrs = exportCrs;
    this.work = work.toAbsolutePath().resolve("exports");
  }

  /**
   * Makes the file.
   *
   * @throws org.jingtu.problems.Problem IMPORT_NOTHING_REPAIRED unless the job repaired rows and is
   *     not at work; IMPORT_FILE_GONE; CLEANED_NOT_WRITABLE
   */
  ExportFile make(ImportJob job, Locale locale) throws IOException {
    boolean atRest = job.state() == ImportState.CHECKED || job.state().finished();
    if (!job.request().repair() || !atRest || job.progress().repaired() == 0) {
      throw new ImportProblems.NothingRepaired(job.id(), job.state());
    }
    if (!Files.exists(uploads.file(job.id()))) {
      throw new ImportProblems.ImportFileGone(job.id());
    }
    Files.createDirectories(work);
    Path folder = Files.createTempDirectory(work, "cleaned-");
    boolean done = false;
    try (FeatureSource source =
        uploads.open(job, Files.createDirectory(folder.resolve("unpacked")))) {
      ExportFile file = write(job, source, folder, locale);
      done = true;
      return file;
    } catch (IllegalArgumentException e) {
      throw new ImportProblems.CleanedNotWritable("shp", String.valueOf(e.getMessage()));
    } finally {
      if (!done) {
        FileSystemUtils.deleteRecursively(folder);
      }
    }
  }

  private ExportFile write(ImportJob job, FeatureSource source, Path folder, Locale locale)
      throws IOException {
    SourceInfo info = source.info();
    Collection collection = catalog.getCollection(job.request().collection());
    List<String> names = info.fields().stream().map(FieldDef::name).toList();
    RowChecker rows =
        new RowChecker(
            job.request(),
            collection,
            new FieldMapping(collection, names, job.request().mapping()),
            info,
            systems);
    ExportFormat format = format(info);
    Path file = folder.resolve("cleaned." + format.extension());
    long[] counts =
        switch (format) {
          case SHP -> writeShapefile(source, rows, folder, file);
          case TXT -> writeText(source, rows, collection, file, locale);
          default -> writeTable(source, rows, format, file, locale);
        };
    String name = job.fileName().replaceAll("\\.[^.]*$", "") + "-cleaned." + format.extension();
    String ascii = "cleaned." + format.extension();
    return new ExportFile(folder, file, name, ascii, 0, counts[0], counts[1]);
  }

  private static ExportFormat format(SourceInfo info) {
    for (ExportFormat format : ExportFormat.values()) {
      if (format.name().equalsIgnoreCase(info.format())) {
        return format;
      }
    }
    return ExportFormat.GPKG;
  }

  private static long[] writeShapefile(FeatureSource source, RowChecker rows, Path folder, Path zip)
      throws IOException {
    SourceInfo info = source.info();
    List<FieldDef> fields = new ArrayList<>(info.fields());
    boolean marked = fields.stream().noneMatch(f -> f.name().equalsIgnoreCase(RowChecker.REPAIRED));
    if (marked) {
      fields.add(FieldDef.text(RowChecker.REPAIRED, REPAIRED_BYTES));
    }
    Path parts = Files.createDirectory(folder.resolve("parts"));
    Charset charset = StandardCharsets.UTF_8.equals(info.charset()) ? StandardCharsets.UTF_8 : GBK;
    long count = 0;
    try (ShapefileWriter writer =
        new ShapefileWriter(parts, "cleaned", info.crs(), charset, fields)) {
      for (SourceRow row = source.next(); row != null; row = source.next()) {
        RowMender.Result mended = rows.mend(row);
        List<@Nullable Object> values = new ArrayList<>(row.values());
        if (marked) {
          values.add(marks(mended));
        }
        writer.write(mended.geometry(), values);
        count++;
      }
    }
    try (OutputStream out = Files.newOutputStream(zip);
        ZipOutputStream packed = new ZipOutputStream(out, StandardCharsets.UTF_8);
        var files = Files.list(parts)) {
      for (Path part : files.sorted().toList()) {
        packed.putNextEntry(new ZipEntry(part.getFileName().toString()));
        Files.copy(part, packed);
        packed.closeEntry();
      }
    }
    return new long[] {count, 0};
  }

  private static long[] writeTable(
      FeatureSource source, RowChecker rows, ExportFormat format, Path file, Locale locale)
      throws IOException {
    SourceInfo info = source.info();
    List<ExportColumn> columns = new ArrayList<>();
    for (FieldDef field : info.fields()) {
      columns.add(new ExportColumn(field.name(), field.name(), field.type(), null, -1));
    }
    if (columns.stream().noneMatch(c -> c.name().equalsIgnoreCase(RowChecker.REPAIRED))) {
      columns.add(
          new ExportColumn(RowChecker.REPAIRED, RowChecker.REPAIRED, FieldDef.Type.TEXT, null, -1));
    }
    String layer = info.layer().replaceAll("[^\\p{L}\\p{N}_-]", "_");
    ExportPlan plan = plan(ErrorLayer.layer(layer, info.layer()), columns, info, locale);
    long count = 0;
    try (ExportWriter writer = open(format, file, plan)) {
      for (SourceRow row = source.next(); row != null; row = source.next()) {
        RowMender.Result mended = rows.mend(row);
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int i = 0; i < info.fields().size(); i++) {
          values.put(info.fields().get(i).name(), row.values().get(i));
        }
        if (!mended.mends().isEmpty()) {
          values.put(RowChecker.REPAIRED, marks(mended));
        }
        writer.write(
            new FeatureRow(row.record(), 0, List.of(), null, info.crs().srid(), 0, values),
            mended.geometry());
        count++;
      }
      writer.complete();
    }
    return new long[] {count, 0};
  }

  /** Coordinate text holds code, name, use and area; rows with errors are left out and counted. */
  private long[] writeText(
      FeatureSource source, RowChecker rows, Collection collection, Path file, Locale locale)
      throws IOException {
    SourceInfo info = source.info();
    long count = 0;
    long leftOut = 0;
    boolean degrees = info.crs().geographic();
    ExportPlan plan = null;
    ExportWriter writer = null;
    try {
      for (SourceRow row = source.next(); row != null; row = source.next()) {
        CheckedRow checked = rows.check(row);
        FeatureDraft draft = checked.draft();
        Geometry shape = checked.shape();
        if (draft == null || shape == null || draft.geometry() == null) {
          leftOut++;
          continue;
        }
        if (writer == null) {
          double middle = draft.geometry().getEnvelopeInternal().centre().x;
          plan = plan(collection, List.of(), info, locale);
          plan = degrees ? in(plan, exportCrs.zone(null, () -> middle)) : plan;
          writer = new TxtExport(file, plan);
        }
        Geometry geometry = degrees ? systems.fromStorage(draft.geometry(), plan.crs()) : shape;
        writer.write(row(row.record(), collection, draft), geometry);
        count++;
      }
      if (writer == null) {
        writer = new TxtExport(file, plan(collection, List.of(), info, locale));
      }
      writer.complete();
    } finally {
      if (writer != null) {
        writer.close();
      }
    }
    return new long[] {count, leftOut};
  }

  private static FeatureRow row(long record, Collection collection, FeatureDraft draft) {
    List<@Nullable Object> values = new ArrayList<>();
    collection.attributes().forEach(a -> values.add(draft.attributes().get(a.name())));
    return new FeatureRow(
        record,
        0,
        values,
        draft.geometry(),
        draft.sourceSrid(),
        draft.areaSquareMetres(),
        Map.of());
  }

  private static ExportPlan plan(
      Collection layer, List<ExportColumn> columns, SourceInfo info, Locale locale) {
    boolean utf8 = info.charset() == null || info.charset().equals(StandardCharsets.UTF_8);
    Charset charset = utf8 ? StandardCharsets.UTF_8 : Charsets.GB18030;
    return new ExportPlan(
        layer, columns, info.crs(), charset, 0, LocalDate.now(), info.expectedRows(), locale);
  }

  private static ExportPlan in(ExportPlan plan, org.jingtu.geo.Crs crs) {
    return new ExportPlan(
        plan.collection(),
        plan.columns(),
        crs,
        plan.charset(),
        plan.dataVersion(),
        plan.date(),
        plan.count(),
        plan.locale());
  }

  private static ExportWriter open(ExportFormat format, Path file, ExportPlan plan)
      throws IOException {
    return switch (format) {
      case GEOJSON -> new GeoJsonExport(file, plan);
      case CSV -> new CsvExport(file, plan);
      default -> new GeoPackageExport(file, plan);
    };
  }

  private static @Nullable String marks(RowMender.Result mended) {
    return mended.mends().isEmpty() ? null : String.join(" ", mended.mends());
  }
}
