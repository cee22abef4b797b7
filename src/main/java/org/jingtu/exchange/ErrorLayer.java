package org.jingtu.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jingtu.catalog.Collection;
import org.jingtu.features.FeatureRow;
import org.jingtu.geo.CoordinateSystems;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.springframework.stereotype.Component;

/**
 * Writes the problems of a job as a GeoPackage layer to be laid over the data in a GIS: overlaps,
 * gaps and repaired geometries as they are, else points, EPSG:4490. Problems without a place are
 * rows without geometry.
 */
@Component
class ErrorLayer {

  private static final GeometryFactory GEOMETRIES = new GeometryFactory();
  private static final List<String> TEXTS =
      List.of("severity", "code", "record", "field", "value", "message");

  private final Imports imports;
  private final ImportViews views;
  private final ImportTexts texts;
  private final CoordinateSystems systems;

  ErrorLayer(Imports imports, ImportViews views, ImportTexts texts, CoordinateSystems systems) {
    this.imports = imports;
    this.views = views;
    this.texts = texts;
    this.systems = systems;
  }

  /** Writes the layer {@code import_problems}. */
  void write(ImportJob job, Path file, Locale locale) throws IOException {
    long[] number = {0};
    try (GeoPackageExport writer = new GeoPackageExport(file, plan(locale))) {
      imports.forEachProblem(
          job,
          problem -> {
            try {
              writer.write(row(++number[0], problem, job, locale), geometry(problem));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
      writer.complete();
    }
  }

  private ExportPlan plan(Locale locale) {
    String title = texts.text("report.problems", locale);
    List<ExportColumn> columns =
        TEXTS.stream()
            .map(
                name ->
                    new ExportColumn(
                        name,
                        texts.text("problems." + name, locale),
                        name.equals("record") ? FieldDef.Type.INTEGER : FieldDef.Type.TEXT,
                        null,
                        -1))
            .toList();
    return new ExportPlan(
        layer("import-problems", title),
        columns,
        systems.storage(),
        StandardCharsets.UTF_8,
        0,
        LocalDate.now(),
        0,
        locale);
  }

  /** A layer that is no collection of the registry. */
  static Collection layer(String id, String title) {
    return new Collection(
        id,
        0,
        title,
        id,
        "",
        id.replace('-', '_'),
        Collection.GeometryKind.POLYGON_OR_POINT_OR_NONE,
        false,
        false,
        null,
        List.of());
  }

  private FeatureRow row(long number, ImportProblem problem, ImportJob job, Locale locale) {
    ImportViews.ProblemView view = views.problem(problem, job, locale);
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("severity", texts.text("severity." + view.severity(), locale));
    values.put("code", view.code());
    values.put("record", view.record());
    values.put("field", view.field());
    values.put("value", view.value());
    values.put("message", view.message());
    return new FeatureRow(number, 0, List.of(), null, systems.storage().srid(), 0, values);
  }

  private static @Nullable Geometry geometry(ImportProblem problem) {
    ProblemShape shape = problem.shape();
    if (shape != null && shape.geometry() != null) {
      return shape.geometry();
    }
    Coordinate place = problem.lonLat();
    return place == null ? null : GEOMETRIES.createPoint(place);
  }
}
