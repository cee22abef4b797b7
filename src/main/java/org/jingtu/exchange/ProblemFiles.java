package org.jingtu.exchange;

import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import org.jingtu.geo.GeoJson;
import org.locationtech.jts.geom.Coordinate;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Writes all problems of a job as JSON, CSV or GeoJSON, one after another as they are read. */
@Component
class ProblemFiles {

  private static final List<String> COLUMNS =
      List.of(
          "severity",
          "code",
          "record",
          "field",
          "value",
          "message",
          "crs",
          "x",
          "y",
          "longitude",
          "latitude");

  private final Imports imports;
  private final ImportViews views;
  private final ImportTexts texts;
  private final JsonMapper json;

  ProblemFiles(Imports imports, ImportViews views, ImportTexts texts, JsonMapper json) {
    this.imports = imports;
    this.views = views;
    this.texts = texts;
    this.json = json;
  }

  /** An array of problems. */
  void writeJson(ImportJob job, OutputStream out, Locale locale) {
    try (JsonGenerator generator = json.createGenerator(out)) {
      generator.writeStartArray();
      imports.forEachProblem(job, p -> generator.writePOJO(views.fullProblem(p, job, locale)));
      generator.writeEndArray();
    }
  }

  /**
   * A FeatureCollection in EPSG:4490, longitude first: overlaps, gaps and repaired geometries as
   * they are, else points; geometry null where there is no place.
   */
  void writeGeoJson(ImportJob job, OutputStream out, Locale locale) {
    try (JsonGenerator generator = json.createGenerator(out)) {
      generator.writeStartObject();
      generator.writeStringProperty("type", "FeatureCollection");
      generator.writeArrayPropertyStart("features");
      imports.forEachProblem(job, p -> writeFeature(generator, p, job, locale));
      generator.writeEndArray();
      generator.writeEndObject();
    }
  }

  /**
   * A table for spreadsheets: UTF-8 with a byte order mark, as Excel needs it, every text in
   * quotes, and no text that a spreadsheet would run as a formula.
   */
  void writeCsv(ImportJob job, OutputStream out, Locale locale) {
    CsvSheet sheet = new CsvSheet(out);
    COLUMNS.forEach(c -> sheet.append(texts.text("problems." + c, locale)));
    sheet.endRow();
    imports.forEachProblem(job, p -> writeRow(sheet, views.problem(p, job, locale), locale));
    sheet.flush();
  }

  private void writeFeature(
      JsonGenerator generator, ImportProblem problem, ImportJob job, Locale locale) {
    generator.writeStartObject();
    generator.writeStringProperty("type", "Feature");
    Coordinate lonLat = problem.lonLat();
    ProblemShape shape = problem.shape();
    generator.writeName("geometry");
    if (shape != null && shape.geometry() != null) {
      generator.writePOJO(GeoJson.writeGeometry(shape.geometry()));
    } else if (lonLat == null) {
      generator.writeNull();
    } else {
      generator.writeStartObject();
      generator.writeStringProperty("type", "Point");
      generator.writeName("coordinates");
      generator.writeArray(new double[] {lonLat.x, lonLat.y}, 0, 2);
      generator.writeEndObject();
    }
    generator.writeName("properties");
    generator.writePOJO(views.problem(problem, job, locale));
    generator.writeEndObject();
  }

  private void writeRow(CsvSheet sheet, ImportViews.ProblemView p, Locale locale) {
    sheet.append(texts.text("severity." + p.severity(), locale));
    sheet.append(p.code()).append(p.record()).append(p.field()).append(p.value());
    sheet.append(p.message());
    ImportViews.LocationView place = p.location();
    sheet.append(place == null ? null : place.crs());
    sheet.append(place == null ? null : Double.valueOf(place.x()));
    sheet.append(place == null ? null : Double.valueOf(place.y()));
    sheet.append(place == null ? null : place.longitude());
    sheet.append(place == null ? null : place.latitude());
    sheet.endRow();
  }
}
