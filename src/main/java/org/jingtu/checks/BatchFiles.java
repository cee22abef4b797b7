package org.jingtu.checks;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jingtu.catalog.Catalog;
import org.jingtu.catalog.Collection;
import org.jingtu.catalog.ValueReader;
import org.jingtu.checks.BatchProblems.BatchEmpty;
import org.jingtu.checks.BatchProblems.BatchFileBroken;
import org.jingtu.checks.BatchProblems.BatchTooLarge;
import org.jingtu.checks.BatchProblems.BatchWithoutParcels;
import org.jingtu.exchange.FeatureSource;
import org.jingtu.exchange.FieldDef;
import org.jingtu.exchange.ImportTexts;
import org.jingtu.exchange.JobFolders;
import org.jingtu.exchange.ReadOptions;
import org.jingtu.exchange.RowProblem;
import org.jingtu.exchange.Severity;
import org.jingtu.exchange.WorkPlace;
import org.jingtu.geo.CoordinateSystems;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** The uploaded files of batches, in a folder a batch until it ends. */
@Component
class BatchFiles extends JobFolders {

  /** A larger file is several batches. */
  static final int MOST_PARCELS = 100_000;

  private final CoordinateSystems systems;
  private final ImportTexts texts;
  private final Collection parcels;
  private final ValueReader numbers;

  BatchFiles(WorkPlace place, CoordinateSystems systems, ImportTexts texts, Catalog catalog) {
    super(place, "check-batches");
    this.systems = systems;
    this.texts = texts;
    this.parcels = catalog.getCollection("parcels");
    this.numbers = new ValueReader(parcels.findAttribute("parcelNo").orElseThrow());
  }

  /**
   * What a file holds.
   *
   * @param total rows
   * @param byNumber whether it has no geometries but parcel numbers
   * @param crs code of the CRS of its geometries
   */
  record Contents(long total, boolean byNumber, String crs, BatchColumns columns) {}

  /**
   * Reads the stored file of a batch to its end, to know what it holds.
   *
   * @throws org.jingtu.problems.Problem if it cannot be a batch
   * @throws IOException if the disk fails
   */
  Contents survey(UUID batch, String fileName, BatchRequest request) throws IOException {
    try (FeatureSource source = open(batch, fileName, request)) {
      List<String> fields = source.info().fields().stream().map(FieldDef::name).toList();
      BatchColumns columns = new BatchColumns(parcels, fields, request.columns());
      boolean byNumber =
          source.info().warnings().stream().anyMatch(w -> w.code().equals("CSV_NO_GEOMETRY"));
      if (byNumber && !columns.has("parcelNo")) {
        throw new BatchWithoutParcels(String.join("、", fields));
      }
      return new Contents(count(source), byNumber, source.info().crs().code(), columns);
    }
  }

  private long count(FeatureSource source) throws IOException {
    long total = 0;
    while (source.next() != null) {
      if (++total > MOST_PARCELS) {
        throw new BatchTooLarge(MOST_PARCELS);
      }
    }
    for (RowProblem problem : source.fileProblems()) {
      if (problem.severity() == Severity.ERROR) {
        Locale locale = LocaleContextHolder.getLocale();
        throw new BatchFileBroken(
            problem.code(), texts.message(problem.code(), problem.arguments().toArray(), locale));
      }
    }
    if (total == 0) {
      throw new BatchEmpty();
    }
    return total;
  }

  /**
   * Opens the stored file of a batch.
   *
   * @throws org.jingtu.problems.Problem if it cannot be read as what it should be
   * @throws IOException if the disk fails
   */
  FeatureSource open(UUID batch, String fileName, BatchRequest request) throws IOException {
    ReadOptions options =
        ReadOptions.of(systems, request.crs(), request.encoding(), request.layer());
    FeatureSource source = open(batch, fileName, options, systems);
    boolean noHeader =
        source.info().format().equals("csv")
            && source.info().fields().stream().anyMatch(field -> isNumber(field.name()));
    return noHeader ? new BatchNumberList(source, this::isNumber) : source;
  }

  private boolean isNumber(String text) {
    return numbers.read(text.strip().toUpperCase(Locale.ROOT)).value() != null;
  }
}
