package org.jingtu.exchange;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jingtu.geo.GeoJson;
import org.jspecify.annotations.Nullable;
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
  void writeCsv(ImportJob job, OutputStream out, Locale locale) throws IOException {
    Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    writer.write('\uFEFF');
    StringBuilder head = new StringBuilder();
    COLUMNS.forEach(c -> append(head, texts.text("problems." + c, locale)));
    endRow(writer, head);
    imports.forEachProblem(job, p -> writeRow(writer, views.problem(p, job, locale), locale));
    writer.flush();
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

  private void writeRow(Writer writer, ImportViews.ProblemView p, Locale locale) {
    StringBuilder row = new StringBuilder();
    append(row, texts.text("severity." + p.severity(), locale));
    append(row, p.code());
    append(row, p.record());
    append(row, p.field());
    append(row, p.value());
    append(row, p.message());
    ImportViews.LocationView place = p.location();
    append(row, place == null ? null : place.crs());
    append(row, place == null ? null : Double.valueOf(place.x()));
    append(row, place == null ? null : Double.valueOf(place.y()));
    append(row, place == null ? null : place.longitude());
    append(row, place == null ? null : place.latitude());
    try {
      endRow(writer, row);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void append(StringBuilder row, @Nullable Object value) {
    if (!row.isEmpty()) {
      row.append(',');
    }
    if (value instanceof String text) {
      row.append('"').append(Formulas.disarm(text).replace("\"", "\"\"")).append('"');
    } else if (value != null) {
      row.append(value);
    }
  }

  private static void endRow(Writer writer, StringBuilder row) throws IOException {
    writer.append(row).append("\r\n");
  }
}
