package org.jingtu.checks;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import org.jingtu.catalog.Catalog;
import org.jingtu.exchange.CsvSheet;
import org.jingtu.rules.Packs;
import org.jingtu.rules.Verdict;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the results of a batch as JSON, CSV, GeoJSON or XLSX, one parcel after another as they are
 * read, in the order of the file. Each file is of one snapshot; of a batch at work it has the
 * results so far.
 */
@Component
class BatchResults {

  private final BatchRowStore rows;
  private final BatchViews views;
  private final Catalog catalog;
  private final Packs packs;
  private final EnglishAnswers english;
  private final JsonMapper json;
  private final TransactionTemplate snapshot;

  BatchResults(
      BatchRowStore rows,
      BatchViews views,
      Catalog catalog,
      Packs packs,
      EnglishAnswers english,
      JsonMapper json,
      PlatformTransactionManager transactions) {
    this.rows = rows;
    this.views = views;
    this.catalog = catalog;
    this.packs = packs;
    this.english = english;
    this.json = json;
    this.snapshot = new TransactionTemplate(transactions);
    snapshot.setReadOnly(true);
    snapshot.setIsolationLevel(TransactionTemplate.ISOLATION_REPEATABLE_READ);
  }

  /** An array of results; a verdict of null is any, also none. */
  void writeJson(BatchJob batch, @Nullable Verdict verdict, OutputStream out, Locale locale) {
    try (JsonGenerator generator = json.createGenerator(out)) {
      generator.writeStartArray();
      snapshot.executeWithoutResult(
          s ->
              rows.forEach(
                  batch.id(), verdict, row -> generator.writePOJO(views.row(row, batch, locale))));
      generator.writeEndArray();
    }
  }

  /**
   * A FeatureCollection of the plots in EPSG:4490, longitude first. A row without a plot has the
   * place of its problem, or no geometry.
   */
  void writeGeoJson(BatchJob batch, @Nullable Verdict verdict, OutputStream out, Locale locale) {
    try (JsonGenerator generator = json.createGenerator(out)) {
      generator.writeStartObject();
      generator.writeStringProperty("type", "FeatureCollection");
      generator.writeArrayPropertyStart("features");
      snapshot.executeWithoutResult(
          s ->
              rows.forEachWithGeometry(
                  batch.id(),
                  verdict,
                  (row, plot) -> writeFeature(generator, views.row(row, batch, locale), plot)));
      generator.writeEndArray();
      generator.writeEndObject();
    }
  }

  private static void writeFeature(
      JsonGenerator generator, BatchViews.RowView row, @Nullable String plot) {
    generator.writeStartObject();
    generator.writeStringProperty("type", "Feature");
    generator.writeNumberProperty("id", row.record());
    generator.writeName("geometry");
    BatchViews.PlaceView place = row.problem() == null ? null : row.problem().location();
    if (plot != null) {
      generator.writeRawValue(plot);
    } else if (place != null && place.longitude() != null && place.latitude() != null) {
      generator.writeRawValue(
          "{\"type\":\"Point\",\"coordinates\":[%s,%s]}"
              .formatted(place.longitude(), place.latitude()));
    } else {
      generator.writeNull();
    }
    generator.writeName("properties");
    generator.writePOJO(row);
    generator.writeEndObject();
  }

  /** A table for spreadsheets. */
  void writeCsv(BatchJob batch, @Nullable Verdict verdict, OutputStream out, Locale locale) {
    CsvSheet sheet = new CsvSheet(out);
    snapshot.executeWithoutResult(
        s -> {
          BatchTable table = table(batch, locale);
          writeRow(sheet, table.head());
          rows.forEach(batch.id(), verdict, row -> writeRow(sheet, table.cells(row)));
        });
    sheet.flush();
  }

  private static void writeRow(CsvSheet sheet, List<? extends @Nullable Object> cells) {
    cells.forEach(sheet::append);
    sheet.endRow();
  }

  /** A workbook of parcels, findings, and parcels by rules. */
  void writeXlsx(BatchJob batch, @Nullable Verdict verdict, OutputStream out, Locale locale)
      throws IOException {
    try (BatchWorkbook workbook = new BatchWorkbook(out, json)) {
      snapshot.executeWithoutResult(
          s -> {
            BatchTable table = table(batch, locale);
            workbook.writeParcels(table, sink -> rows.forEach(batch.id(), verdict, sink));
            workbook.writeFindings(
                table,
                answer -> english.show(answer, locale),
                sink -> rows.forEachWithAnswer(batch.id(), verdict, sink));
            workbook.writeMatrix(
                table,
                rows.listRules(batch.id(), verdict),
                sink -> rows.forEach(batch.id(), verdict, sink));
          });
    }
  }

  private BatchTable table(BatchJob batch, Locale locale) {
    return new BatchTable(batch, rows.count(batch.id()), views, catalog, packs, locale);
  }
}
