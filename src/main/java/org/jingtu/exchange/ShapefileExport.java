package org.jingtu.exchange;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jingtu.features.FeatureRow;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;
import org.springframework.context.MessageSource;

/**
 * A zip with one or two shapefiles, since points and polygons cannot share one: {@code ID} holds
 * the polygons and the features without geometry, {@code ID-points} the points. Beside them {@code
 * 字段对照.csv} says which attribute each field is, and {@code 说明.txt} what the files are, with the
 * full wording of every text that is longer than the 254 bytes of a .dbf field.
 */
final class ShapefileExport implements ExportWriter {

  private static final List<String> PARTS = List.of("shp", "shx", "dbf", "prj", "cpg");
  private static final String NOTES = "说明.txt";

  private final Path folder;
  private final Path zip;
  private final ExportPlan plan;
  private final MessageSource texts;
  private final List<FieldDef> fields;
  private final Writer notes;
  private @Nullable ShapefileLayer polygons;
  private @Nullable ShapefileLayer points;
  private long cutTexts;

  /**
   * @param folder empty folder for the parts
   * @param zip the file to make
   */
  ShapefileExport(Path folder, Path zip, ExportPlan plan, MessageSource texts) throws IOException {
    this.folder = folder;
    this.zip = zip;
    this.plan = plan;
    this.texts = texts;
    List<String> names = ShapefileNames.choose(plan.collection(), plan.columns(), plan.charset());
    fields = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      fields.add(ShapefileLayer.field(names.get(i), plan.columns().get(i)));
    }
    notes = Files.newBufferedWriter(folder.resolve(NOTES));
    notes.write('\uFEFF');
    note(
        "head",
        plan.collection().title(),
        plan.crs().code(),
        plan.crs().title(),
        Long.toString(plan.dataVersion()),
        plan.date().toString(),
        Long.toString(plan.count()),
        plan.charset().name());
  }

  @Override
  public void write(FeatureRow row, @Nullable Geometry geometry) throws IOException {
    ShapefileLayer layer;
    if (geometry instanceof Point) {
      layer = points == null ? points = open("-points") : points;
    } else {
      layer = polygons == null ? polygons = open("") : polygons;
    }
    layer.write(row, String.valueOf(row.values().get(0)), geometry);
  }

  private ShapefileLayer open(String suffix) throws IOException {
    return new ShapefileLayer(
        folder, plan.collection().id() + suffix, plan, fields, this::noteCutText);
  }

  private void noteCutText(String layer, long record, String field, String code, String text)
      throws IOException {
    if (cutTexts++ == 0) {
      note("cut");
    }
    note("cut-text", layer, Long.toString(record), code, field, text);
  }

  private void note(String key, Object... arguments) throws IOException {
    String text = texts.getMessage("export.notes." + key, arguments, plan.locale());
    notes.write(text.replace("\n", "\r\n") + "\r\n");
  }

  @Override
  public void close() throws IOException {
    try (notes;
        ShapefileLayer first = polygons;
        ShapefileLayer second = points) {
      // closed in any case; what is zipped is complete only after it
    }
  }

  @Override
  public void complete() throws IOException {
    if (polygons == null && points == null) {
      polygons = open("");
    }
    close();
    writeFields();
    try (OutputStream file = Files.newOutputStream(zip);
        ZipOutputStream out = new ZipOutputStream(file, StandardCharsets.UTF_8)) {
      out.setLevel(Deflater.BEST_SPEED);
      for (ShapefileLayer layer : layers()) {
        for (String part : PARTS) {
          add(out, layer.name() + "." + part);
        }
      }
      add(out, FieldNames.FILE);
      add(out, NOTES);
    }
  }

  private List<ShapefileLayer> layers() {
    List<ShapefileLayer> layers = new ArrayList<>();
    if (polygons != null) {
      layers.add(polygons);
    }
    if (points != null) {
      layers.add(points);
    }
    return layers;
  }

  /** Moves a file into the zip. */
  private void add(ZipOutputStream out, String name) throws IOException {
    Path file = folder.resolve(name);
    out.putNextEntry(new ZipEntry(name));
    Files.copy(file, out);
    out.closeEntry();
    Files.delete(file);
  }

  private void writeFields() throws IOException {
    StringBuilder table = new StringBuilder("\uFEFF");
    table.append(texts.getMessage("export.fields.head", null, plan.locale())).append("\r\n");
    for (int i = 0; i < fields.size(); i++) {
      ExportColumn column = plan.columns().get(i);
      FieldDef field = fields.get(i);
      for (Object cell :
          List.of(
              field.name(),
              column.extra() ? "" : column.name(),
              column.title(),
              field.type().name(),
              field.width(),
              field.decimals())) {
        String text = CsvCells.write(cell.toString()).replace("\"", "\"\"");
        table.append(table.charAt(table.length() - 1) == '\n' ? "" : ",");
        table.append('"').append(text).append('"');
      }
      table.append("\r\n");
    }
    Files.writeString(folder.resolve(FieldNames.FILE), table);
  }
}
