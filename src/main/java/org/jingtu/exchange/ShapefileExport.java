package org.jingtu.exchange;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

  private static final String NOTES = "说明.txt";

  private final Path zip;
  private final ZipParts parts;
  private final ExportPlan plan;
  private final MessageSource texts;
  private final List<FieldDef> fields;
  private final ZipPart notesPart;
  private final Writer notes;
  private @Nullable ShapefileLayer polygons;
  private @Nullable ShapefileLayer points;
  private long cutTexts;

  /**
   * @param folder empty folder for the parts
   * @param zip the file to make
   */
  ShapefileExport(Path folder, Path zip, ExportPlan plan, MessageSource texts) throws IOException {
    this.zip = zip;
    this.plan = plan;
    this.texts = texts;
    List<String> names = ShapefileNames.choose(plan.collection(), plan.columns(), plan.charset());
    fields = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      fields.add(ShapefileLayer.field(names.get(i), plan.columns().get(i)));
    }
    parts = new ZipParts(folder);
    notesPart = parts.make(NOTES, 0);
    notes = new OutputStreamWriter(notesPart.body(), StandardCharsets.UTF_8);
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
        parts, plan.collection().id() + suffix, plan, fields, this::noteCutText);
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
    parts.close();
  }

  @Override
  public void complete() throws IOException {
    if (polygons == null && points == null) {
      polygons = open("");
    }
    try (ShapefileLayer first = polygons;
        ShapefileLayer second = points) {
      // what is zipped is complete only after it
    }
    notes.flush();
    notesPart.complete(ByteBuffer.allocate(0));
    writeFields();
    ZipFileWriter.write(zip, plan.date(), parts.listComplete());
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
    parts.write(FieldNames.FILE, table.toString().getBytes(StandardCharsets.UTF_8));
  }
}
