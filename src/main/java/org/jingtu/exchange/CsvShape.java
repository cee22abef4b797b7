package org.jingtu.exchange;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/** Makes the geometry of a row of a CSV file. */
final class CsvShape {

  private static final GeometryFactory FACTORY = new GeometryFactory();

  private static final Pattern DEGREES =
      Pattern.compile(
          "(?:东经|北纬|[东北EN])?\\s*(\\d{1,3})\\s*[°度]\\s*(?:(\\d{1,2})\\s*['′’分]\\s*)?"
              + "(?:(\\d{1,2}(?:\\.\\d{1,10})?)\\s*(?:[\"″”秒]|'')\\s*)?[EN]?");

  private final CsvColumns columns;
  private final List<String> names;
  private final boolean northFirst;
  private final boolean repair;

  /**
   * @param names of all columns
   * @param northFirst whether the first of two columns is the northing
   * @param repair whether swapped ordinates of a row are swapped back, and open rings closed
   */
  CsvShape(CsvColumns columns, List<String> names, boolean northFirst, boolean repair) {
    this.columns = columns;
    this.names = names;
    this.northFirst = northFirst;
    this.repair = repair;
  }

  /**
   * @return null if the row has none, or it is bad: then a problem was added
   */
  @Nullable Geometry read(List<String> row, RowNotes notes) {
    String first = cell(row, columns.first());
    if (columns.kind() == CsvColumns.Kind.WKT) {
      if (first.isEmpty()) {
        return null;
      }
      RingCloser closer = new RingCloser(repair);
      try {
        Geometry geometry = WktShape.read(first, closer);
        closer.warning(notes.record()).ifPresent(notes::add);
        return geometry;
      } catch (BadShape bad) {
        notes.add(bad.toProblem(notes.record()));
        return null;
      }
    }
    String second = cell(row, columns.second());
    if (columns.kind() == CsvColumns.Kind.NONE || first.isEmpty() && second.isEmpty()) {
      return null;
    }
    double a = ordinate(first, columns.first(), notes);
    double b = ordinate(second, columns.second(), notes);
    return Double.isNaN(a) || Double.isNaN(b) ? null : point(a, b, notes);
  }

  private @Nullable Geometry point(double first, double second, RowNotes notes) {
    Coordinate place = northFirst ? new Coordinate(second, first) : new Coordinate(first, second);
    SurveyAxes axes = SurveyAxes.judge(place.y, place.x);
    if (axes != SurveyAxes.EAST_FIRST) {
      return FACTORY.createPoint(place);
    }
    notes.mended(
        repair, "AXES_SWAPPED", place, names.get(columns.first()), names.get(columns.second()));
    return repair ? FACTORY.createPoint(new Coordinate(place.y, place.x)) : null;
  }

  private double ordinate(String text, int column, RowNotes notes) {
    double number = number(text);
    if (Double.isNaN(number)) {
      String code = text.isEmpty() ? "COORDINATE_MISSING" : "COORDINATE_MALFORMED";
      notes.badValue(code, names.get(column), text);
    }
    return number;
  }

  static String cell(List<String> row, int column) {
    return column >= 0 && column < row.size() ? row.get(column).strip() : "";
  }

  /** A number, or degrees, minutes and seconds; NaN for anything else. */
  static double number(String text) {
    BigDecimal plain = SourceValues.findNumber(text);
    if (plain != null) {
      double number = plain.doubleValue();
      return Double.isFinite(number) ? number : Double.NaN;
    }
    Matcher matcher = DEGREES.matcher(text.length() > 60 ? "" : text.strip());
    if (!matcher.matches()) {
      return Double.NaN;
    }
    double minutes = matcher.group(2) == null ? 0 : Double.parseDouble(matcher.group(2));
    double seconds = matcher.group(3) == null ? 0 : Double.parseDouble(matcher.group(3));
    return minutes >= 60 || seconds >= 60
        ? Double.NaN
        : Double.parseDouble(matcher.group(1)) + minutes / 60 + seconds / 3600;
  }
}
