package org.jingtu.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jingtu.catalog.Attribute;
import org.jingtu.catalog.Catalog;
import org.jingtu.catalog.Collection;
import org.jingtu.features.FeatureRow;
import org.jingtu.features.FieldWidths;
import org.jingtu.geo.Crs;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.simplify.TopologyPreservingSimplifier;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/**
 * Writes one plot that is not registered as a file, in the formats and fields in which parcels are
 * exported.
 */
@Component
public class PlotExports {

  /** Bytes of a text field of a .dbf; what is cut is told in the notes of the zip. */
  private static final int TEXT_BYTES = 254;

  /** Half the last digit of coordinate text: 0.05 mm. */
  private static final double SAME_LINE_METRES = 5e-5;

  private final Collection parcels;
  private final ExportCrs systems;
  private final MessageSource texts;

  PlotExports(Catalog catalog, ExportCrs systems, MessageSource texts) {
    this.parcels = catalog.getCollection("parcels");
    this.systems = systems;
    this.texts = texts;
  }

  /**
   * A plot to be given out.
   *
   * @param id name of the layer and of the files in a zip, ASCII
   * @param title Chinese title of the layer
   * @param values by the names of the parcels' attributes; others are left out
   * @param geometry EPSG:4490, longitude first; null writes a file without a row
   * @param areaSquareMetres its area, as the file shall state it
   * @param dataVersion of the parcels
   * @param date day of the data
   */
  public record Plot(
      String id,
      String title,
      Map<String, Object> values,
      @Nullable Geometry geometry,
      double areaSquareMetres,
      long dataVersion,
      LocalDate date) {}

  /**
   * A written file.
   *
   * @param name for the user
   */
  public record Written(byte[] content, String contentType, String name) {}

  /**
   * Writes the plot. In a projected CRS vertices on the straight between their neighbours (within
   * 0.05 mm) are left out: they came from following curved edges.
   *
   * @param f {@code geojson}, {@code shp}, {@code txt}, {@code gpkg} or {@code csv}
   * @param crs code, or null: EPSG:4490, for coordinate text the 3-degree zone of the plot
   * @throws org.jingtu.problems.Problem if there is no such format or CRS, or the plot lies too far
   *     from the zone
   */
  public Written write(Plot plot, String f, @Nullable String crs, Locale locale)
      throws IOException {
    ExportFormat format = ExportFormat.parse(f);
    ExportPlan plan = plan(plot, crs(format, crs, plot.geometry()), locale);
    Path folder = Files.createTempDirectory("jingtu-plot");
    try {
      Path file = folder.resolve("export." + format.extension());
      write(plot, plan, format, folder, file);
      String charset = format.mediaType().startsWith("text/") ? ";charset=UTF-8" : "";
      String name = "%s_EPSG%d.%s".formatted(plot.title(), plan.crs().srid(), format.extension());
      return new Written(Files.readAllBytes(file), format.mediaType() + charset, name);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      FileSystemUtils.deleteRecursively(folder);
    }
  }

  private void write(Plot plot, ExportPlan plan, ExportFormat format, Path folder, Path file)
      throws IOException {
    try (ExportWriter writer = format.open(folder, file, plan, texts)) {
      if (plot.geometry() != null) {
        String code = String.valueOf(plot.values().get("code"));
        Geometry placed = systems.bring(plot.geometry(), plan.crs(), code);
        writer.write(row(plot), straight(placed, plan.crs()));
      }
      writer.complete();
    }
  }

  private static Geometry straight(Geometry geometry, Crs crs) {
    return crs.geographic()
        ? geometry
        : TopologyPreservingSimplifier.simplify(geometry, SAME_LINE_METRES);
  }

  private Crs crs(ExportFormat format, @Nullable String code, @Nullable Geometry geometry) {
    return format == ExportFormat.TXT
        ? systems.zone(
            code, () -> geometry == null ? null : geometry.getEnvelopeInternal().centre().getX())
        : systems.any(code);
  }

  private ExportPlan plan(Plot plot, Crs crs, Locale locale) {
    List<Attribute> known =
        parcels.attributes().stream().filter(a -> plot.values().containsKey(a.name())).toList();
    Collection layer =
        new Collection(
            plot.id(),
            parcels.number(),
            plot.title(),
            plot.id(),
            parcels.department(),
            parcels.table(),
            parcels.geometry(),
            false,
            false,
            null,
            known);
    FieldWidths.Width width = new FieldWidths.Width(FieldWidths.Kind.TEXT, TEXT_BYTES, 13, 2);
    Map<String, FieldWidths.Width> widths =
        known.stream().collect(java.util.stream.Collectors.toMap(Attribute::name, a -> width));
    return new ExportPlan(
        layer,
        ExportColumn.list(layer, widths, Map.of()),
        crs,
        StandardCharsets.UTF_8,
        plot.dataVersion(),
        plot.date(),
        plot.geometry() == null ? 0 : 1,
        locale);
  }

  private FeatureRow row(Plot plot) {
    List<@Nullable Object> values = new java.util.ArrayList<>();
    parcels.attributes().stream()
        .filter(a -> plot.values().containsKey(a.name()))
        .forEach(a -> values.add(plot.values().get(a.name())));
    return new FeatureRow(1, 0, values, plot.geometry(), 4490, plot.areaSquareMetres(), Map.of());
  }
}
