package org.jingtu.exchange;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import org.jingtu.features.FeatureRow;
import org.jingtu.features.FieldWidths.Width;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/** One of the shapefiles of an export, with the notes on texts that did not fit. */
final class ShapefileLayer implements AutoCloseable {

  /** Many programs read neither .shp nor .dbf beyond this. */
  private static final long MOST_BYTES = Integer.MAX_VALUE;

  private static final int MOST_TEXT_BYTES = 254;
  private static final int MOST_NUMBER_CHARACTERS = 32;

  /** Told of a text that is longer than a .dbf can hold. */
  @FunctionalInterface
  interface CutText {
    void tell(String layer, long record, String field, String code, String text) throws IOException;
  }

  private final String name;
  private final Charset charset;
  private final List<ExportColumn> columns;
  private final List<FieldDef> fields;
  private final CutText cutTexts;
  private final ShapefileWriter writer;
  private final int rowBytes;
  private long records;
  private long shapeBytes;
  private boolean closed;

  ShapefileLayer(
      HeadedFile.Maker files, String name, ExportPlan plan, List<FieldDef> fields, CutText cutTexts)
      throws IOException {
    this.name = name;
    this.charset = plan.charset();
    this.columns = plan.columns();
    this.fields = fields;
    this.cutTexts = cutTexts;
    this.rowBytes = fields.stream().mapToInt(FieldDef::width).sum() + 1;
    this.writer = new ShapefileWriter(files, name, plan.crs(), charset, fields, plan.date());
  }

  /** The field of a .dbf for a column, just as wide as its values need. */
  static FieldDef field(String name, ExportColumn column) {
    Width width = java.util.Objects.requireNonNull(column.width());
    FieldDef text = FieldDef.text(name, Math.max(1, Math.min(MOST_TEXT_BYTES, width.bytes())));
    int whole = Math.max(1, width.wholeDigits());
    int all = width.decimals() == 0 ? whole : whole + 1 + width.decimals();
    return switch (column.type()) {
      case TEXT -> text;
      case DATE -> FieldDef.date(name);
      case BOOLEAN -> FieldDef.bool(name);
      case INTEGER, DECIMAL -> {
        if (all > MOST_NUMBER_CHARACTERS) {
          yield text;
        }
        yield width.decimals() == 0 && whole <= 18
            ? FieldDef.integer(name, whole)
            : FieldDef.decimal(name, all, width.decimals());
      }
    };
  }

  String name() {
    return name;
  }

  long records() {
    return records;
  }

  void write(FeatureRow row, String code, @Nullable Geometry geometry) throws IOException {
    records++;
    shapeBytes +=
        geometry == null ? 12 : 64L + 4L * rings(geometry) + 16L * geometry.getNumPoints();
    if (shapeBytes > MOST_BYTES || records * rowBytes > MOST_BYTES) {
      throw ExportRefused.tooLarge("shapefile", "2 GB");
    }
    List<@Nullable Object> values = new ArrayList<>(columns.size());
    for (int i = 0; i < fields.size(); i++) {
      Object value = columns.get(i).value(row);
      boolean asText = fields.get(i).type() == FieldDef.Type.TEXT;
      if (value instanceof Number number && asText) {
        value = Numerals.of(number);
      }
      if (value instanceof String text && fields.get(i).width() == MOST_TEXT_BYTES) {
        noteIfCut(text, fields.get(i), code);
      }
      values.add(value);
    }
    writer.write(geometry, values);
  }

  private void noteIfCut(String text, FieldDef field, String code) throws IOException {
    if (text.length() > MOST_TEXT_BYTES / 4 && text.getBytes(charset).length > MOST_TEXT_BYTES) {
      cutTexts.tell(name, records, field.name(), code, text);
    }
  }

  /** Upper bound of the number of rings. */
  private static int rings(Geometry geometry) {
    return geometry.getNumPoints() / 4 + 1;
  }

  /** Completes the files, the first time. */
  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      writer.close();
    }
  }
}
