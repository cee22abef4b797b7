package org.jingtu.exchange;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jingtu.features.FeatureRow;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/**
 * A table for spreadsheets and programs (RFC 4180): UTF-8 with a byte order mark, as Excel needs
 * it, or GBK. Columns are the attributes by name, the extra fields, and last {@code WKT}. Every
 * text stands in quotes and is written by {@link CsvCells}; no value is an empty cell without
 * quotes. The CRS is in the file's name only.
 */
final class CsvExport implements ExportWriter {

  /** Characters of a line that are held; one geometry may have millions. */
  private static final int MOST_HELD = 1 << 13;

  private final ExportPlan plan;
  private final Writer out;
  private final StringBuilder line = new StringBuilder();

  CsvExport(Path file, ExportPlan plan) throws IOException {
    this.plan = plan;
    out = Files.newBufferedWriter(file, plan.charset());
    if (plan.charset().equals(StandardCharsets.UTF_8)) {
      out.write('\uFEFF');
    }
    for (ExportColumn column : plan.columns()) {
      appendText(column.name());
      line.append(',');
    }
    line.append("\"WKT\"");
    endLine();
  }

  @Override
  public void write(FeatureRow row, @Nullable Geometry geometry) throws IOException {
    for (ExportColumn column : plan.columns()) {
      Object value = column.value(row);
      if (value instanceof Number number) {
        line.append(Numerals.of(number));
      } else if (value instanceof String text) {
        appendText(text);
      } else if (value != null) {
        line.append(value);
      }
      line.append(',');
    }
    if (geometry != null) {
      line.append('"');
      appendWkt(geometry);
      line.append('"');
    }
    endLine();
  }

  private void appendText(String text) {
    line.append('"').append(CsvCells.write(text).replace("\"", "\"\"")).append('"');
  }

  private void appendWkt(Geometry geometry) throws IOException {
    if (geometry instanceof Point point) {
      line.append("POINT (");
      appendPosition(point.getX(), point.getY());
      line.append(')');
    } else if (geometry instanceof Polygon polygon) {
      line.append("POLYGON ");
      appendRings(polygon);
    } else {
      line.append("MULTIPOLYGON ");
      for (int i = 0; i < geometry.getNumGeometries(); i++) {
        line.append(i == 0 ? '(' : ',');
        appendRings((Polygon) geometry.getGeometryN(i));
      }
      line.append(')');
    }
  }

  private void appendRings(Polygon polygon) throws IOException {
    line.append('(');
    appendRing(polygon.getExteriorRing());
    for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
      line.append(',');
      appendRing(polygon.getInteriorRingN(i));
    }
    line.append(')');
  }

  private void appendRing(LineString ring) throws IOException {
    CoordinateSequence vertices = ring.getCoordinateSequence();
    for (int i = 0; i < vertices.size(); i++) {
      line.append(i == 0 ? '(' : ',');
      appendPosition(vertices.getX(i), vertices.getY(i));
    }
    line.append(')');
  }

  private void appendPosition(double x, double y) throws IOException {
    line.append(Numerals.of(x)).append(' ').append(Numerals.of(y));
    if (line.length() > MOST_HELD) {
      out.append(line);
      line.setLength(0);
    }
  }

  private void endLine() throws IOException {
    out.append(line.append("\r\n"));
    line.setLength(0);
  }

  @Override
  public void complete() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
