package org.jingtu.exchange;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.util.GeometryEditor;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/**
 * Reads well-known text, also with SRID as PostGIS writes it. JTS parses; it would follow nested
 * collections until the stack ends, and stops after the first geometry, so brackets are counted
 * before. Z and M are not kept.
 */
final class WktShape {

  private static final Pattern SRID =
      Pattern.compile("\\s*SRID\\s*=\\s*(\\d{1,6})\\s*;", Pattern.CASE_INSENSITIVE);

  /** Three levels for a multipolygon in so many collections. */
  private static final int DEEPEST = GeometryLimits.DEEPEST_COLLECTION + 3;

  private static final GeometryFactory FACTORY = new GeometryFactory();

  private WktShape() {}

  /** Number in a leading {@code SRID=4527;}. */
  static Optional<String> findSrid(String wkt) {
    Matcher matcher = SRID.matcher(wkt);
    return matcher.lookingAt() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /**
   * @param closer judges rings that are not closed
   * @throws BadShape if it is no well-known text of one geometry
   */
  static Geometry read(String wkt, RingCloser closer) throws BadShape {
    Matcher matcher = SRID.matcher(wkt);
    String text = (matcher.lookingAt() ? wkt.substring(matcher.end()) : wkt).strip();
    checkBrackets(text);
    Geometry geometry;
    try {
      geometry = new WKTReader(new Rings(closer)).read(text);
    } catch (ParseException e) {
      throw malformed(e.getMessage());
    } catch (BadRing e) {
      throw e.shape;
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      throw message.contains("number of points")
          ? new BadShape("RING_TOO_FEW_POINTS", null)
          : malformed(message);
    }
    for (Coordinate position : geometry.getCoordinates()) {
      if (!Double.isFinite(position.x) || !Double.isFinite(position.y)) {
        throw new BadShape("COORDINATE_NOT_FINITE", null);
      }
    }
    return flat(geometry);
  }

  private static void checkBrackets(String text) throws BadShape {
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (depth > DEEPEST || depth < 0 || depth == 0 && c == ')' && i < text.length() - 1) {
        throw malformed("( )");
      }
    }
    if (depth != 0) {
      throw malformed("( )");
    }
  }

  private static BadShape malformed(String message) {
    return new BadShape(
        "WKT_MALFORMED", null, message.substring(0, Math.min(80, message.length())));
  }

  private static Geometry flat(Geometry geometry) {
    GeometryEditor editor = new GeometryEditor(FACTORY);
    editor.setCopyUserData(true); // the marks of closed rings
    return editor.edit(
        geometry,
        new GeometryEditor.CoordinateSequenceOperation() {
          @Override
          public CoordinateSequence edit(CoordinateSequence sequence, Geometry part) {
            Coordinate[] plane = new Coordinate[sequence.size()];
            for (int i = 0; i < plane.length; i++) {
              plane[i] = new Coordinate(sequence.getX(i), sequence.getY(i));
            }
            return FACTORY.getCoordinateSequenceFactory().create(plane);
          }
        });
  }

  /** Has rings judged before JTS refuses them. */
  private static final class Rings extends GeometryFactory {

    private final transient RingCloser closer;

    Rings(RingCloser closer) {
      this.closer = closer;
    }

    @Override
    public LinearRing createLinearRing(CoordinateSequence sequence) {
      Coordinate[] positions = sequence.toCoordinateArray();
      for (Coordinate position : positions) {
        if (!Double.isFinite(position.x) || !Double.isFinite(position.y)) {
          throw new BadRing(new BadShape("COORDINATE_NOT_FINITE", null));
        }
      }
      try {
        return closer.ring(positions, FACTORY);
      } catch (BadShape e) {
        throw new BadRing(e);
      }
    }
  }

  /** Carries the flaw of a ring through the parser. */
  private static final class BadRing extends RuntimeException {

    private final transient BadShape shape;

    BadRing(BadShape shape) {
      super(null, null, false, false);
      this.shape = shape;
    }
  }
}
