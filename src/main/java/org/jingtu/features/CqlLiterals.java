package org.jingtu.features;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jingtu.features.CqlNode.Value;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/** The literals that both notations of CQL2 write in the same way. */
final class CqlLiterals {

  private static final GeometryFactory GEOMETRIES = new GeometryFactory();

  private CqlLiterals() {}

  static Value date(String text) {
    try {
      return new Value(LocalDate.parse(text));
    } catch (DateTimeException e) {
      throw FilterRefused.syntax("DATE('" + text + "')");
    }
  }

  static Value timestamp(String text) {
    try {
      Instant instant = OffsetDateTime.parse(text).toInstant();
      return new Value(instant);
    } catch (DateTimeException e) {
      throw FilterRefused.syntax("TIMESTAMP('" + text + "')");
    }
  }

  /** A date or a timestamp, by its length. */
  static Value instant(String text) {
    return text.length() > 10 ? timestamp(text) : date(text);
  }

  /** The box of four or six numbers; heights are dropped. */
  static CqlNode.Box box(List<Double> sides) {
    if (sides.size() != 4 && sides.size() != 6) {
      throw FilterRefused.syntax("BBOX: " + sides.size());
    }
    int upper = sides.size() / 2;
    return new CqlNode.Box(
        new double[] {sides.get(0), sides.get(1), sides.get(upper), sides.get(upper + 1)});
  }

  /** A rectangle {x1, y1, x2, y2}; a line or a point where it has no area. */
  static Geometry rectangle(double[] box) {
    return GEOMETRIES.toGeometry(new Envelope(box[0], box[2], box[1], box[3]));
  }
}
