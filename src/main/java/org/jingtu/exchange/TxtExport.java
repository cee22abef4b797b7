package org.jingtu.exchange;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jingtu.catalog.Attribute;
import org.jingtu.catalog.Collection;
import org.jingtu.features.FeatureRow;
import org.jingtu.geo.Crs;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/**
 * 勘测定界 coordinate text: [属性描述], [地块坐标], and for each parcel a line of nine fields that ends in @
 * (points, hectares, code, name, 面 or 点, map sheet, use, land-use code) and a line for each point
 * (name, ring, X = northing, Y = easting), metres with four decimals.
 *
 * <p>Ring 1 is the first shell; its holes and the further shells follow as 2, 3, …, holes behind
 * their shell. A ring repeats its first point, name and all, at its end, and the number of points
 * counts these repetitions. The format holds code, name, use and area of the attributes only, has
 * no escape for a comma (written in full width), and no place for a feature without geometry.
 */
final class TxtExport implements ExportWriter {

  private static final int DECIMALS = 4;

  /** Characters that are held; one geometry may have millions. */
  private static final int MOST_HELD = 1 << 13;

  private final Writer out;
  private final StringBuilder text = new StringBuilder();
  private final int code;
  private final int name;
  private final Optional<Attribute> use;
  private final Optional<Attribute> landUse;
  private final Collection collection;

  TxtExport(Path file, ExportPlan plan) throws IOException {
    collection = plan.collection();
    code = position("code");
    name = position("name");
    use = collection.findAttribute("plannedUse").or(() -> collection.findAttribute("landUse"));
    landUse = collection.findAttribute("currentUse").or(() -> collection.findAttribute("landUse"));
    out = Files.newBufferedWriter(file, plan.charset());
    out.write(head(plan));
  }

  private static String head(ExportPlan plan) {
    Crs crs = plan.crs();
    boolean three =
        crs.kind() == Crs.Kind.THREE_DEGREE_ZONE || crs.kind() == Crs.Kind.THREE_DEGREE_MERIDIAN;
    double meridian = crs.centralMeridianDegrees();
    return String.join(
        "\r\n",
        "[属性描述]",
        "格式版本号=1.01版本",
        "数据产生单位=",
        "数据产生日期=" + plan.date(),
        "坐标系=2000国家大地坐标系",
        "几度分带=" + (three ? 3 : 6),
        "投影类型=高斯克吕格",
        "计量单位=米",
        "带号=" + Math.round(three ? meridian / 3 : (meridian + 3) / 6),
        "精度=0.0001",
        "转换参数=,,,,,,",
        "[地块坐标]",
        "");
  }

  private int position(String attribute) {
    return collection.attributes().indexOf(collection.findAttribute(attribute).orElseThrow());
  }

  @Override
  public void write(FeatureRow row, @Nullable Geometry geometry) throws IOException {
    if (geometry == null) {
      return;
    }
    boolean point = geometry instanceof Point;
    text.append(geometry.getNumPoints()).append(',');
    text.append(Numerals.fixed(row.areaSquareMetres() / 10_000, DECIMALS)).append(',');
    text.append(plain(row.values().get(code))).append(',');
    text.append(plain(row.values().get(name))).append(',');
    text.append(point ? "点" : "面").append(",,");
    text.append(plain(title(row))).append(',');
    text.append(plain(landUse.map(a -> value(row, a)).orElse(null))).append(",@\r\n");
    if (point) {
      appendPoint(1, 1, ((Point) geometry).getX(), ((Point) geometry).getY());
    } else {
      appendPolygons(geometry);
    }
    out.append(text);
    text.setLength(0);
  }

  private void appendPolygons(Geometry geometry) throws IOException {
    int ring = 1;
    int first = 1;
    for (int i = 0; i < geometry.getNumGeometries(); i++) {
      Polygon polygon = (Polygon) geometry.getGeometryN(i);
      first = appendRing(ring++, first, polygon.getExteriorRing());
      for (int k = 0; k < polygon.getNumInteriorRing(); k++) {
        first = appendRing(ring++, first, polygon.getInteriorRingN(k));
      }
    }
  }

  /** The number of the next ring's first point. */
  private int appendRing(int ring, int first, LineString line) throws IOException {
    CoordinateSequence vertices = line.getCoordinateSequence();
    int distinct = vertices.size() - 1;
    for (int i = 0; i <= distinct; i++) {
      appendPoint(first + i % distinct, ring, vertices.getX(i), vertices.getY(i));
    }
    return first + distinct;
  }

  private void appendPoint(int number, int ring, double easting, double northing)
      throws IOException {
    text.append('J').append(number).append(',').append(ring).append(',');
    text.append(Numerals.fixed(northing, DECIMALS)).append(',');
    text.append(Numerals.fixed(easting, DECIMALS)).append("\r\n");
    if (text.length() > MOST_HELD) {
      out.append(text);
      text.setLength(0);
    }
  }

  private @Nullable String title(FeatureRow row) {
    return use.map(a -> value(row, a) == null ? null : a.findCodeTitle(value(row, a)).orElse(null))
        .orElse(null);
  }

  private @Nullable String value(FeatureRow row, Attribute attribute) {
    Object value = row.values().get(collection.attributes().indexOf(attribute));
    return value == null ? null : value.toString();
  }

  /** What would end a field or a line, in full width. */
  private static String plain(@Nullable Object value) {
    return value == null
        ? ""
        : value.toString().replace(',', '，').replace('@', '＠').replaceAll("[\\r\\n]+", " ");
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
