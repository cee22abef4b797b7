package org.jingtu.exchange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jingtu.geo.Crs;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;

/**
 * The geometry of a parcel of a coordinate text, in the CRS of the file. What cannot be taken as it
 * stands is mended; the notes say what, with the area before and after (m² in the plane of the
 * file, rounded to 0.01), as a warning where mending was asked for and else as an error. Used once.
 */
final class BoundaryShape {

  private static final GeometryFactory FACTORY = new GeometryFactory();

  private final BoundaryText.Parcel parcel;
  private final Crs crs;
  private final boolean repair;
  private final RowNotes notes;
  private final List<Mend> mends = new ArrayList<>();
  private int rings;
  private double areaBefore = Double.NaN;

  private record Mend(String code, @Nullable Coordinate location, Object detail) {}

  BoundaryShape(BoundaryText.Parcel parcel, Crs crs, boolean repair) {
    this.parcel = parcel;
    this.crs = crs;
    this.repair = repair;
    this.notes = parcel.notes();
  }

  /**
   * @param kind 点, 线 or anything else for a polygon
   * @param contradictedZone 带号 where it contradicts the eastings, else 0
   * @return null if there are no points, or they make no shape
   */
  @Nullable Geometry build(String kind, int contradictedZone) {
    if (parcel.vertices().isEmpty()) {
      notes.error("TXT_NO_POINTS", null);
      return null;
    }
    try {
      List<Coordinate> points = points();
      if (contradictedZone > 0) {
        mends.add(new Mend("ZONE_CONTRADICTS", points.get(0), String.valueOf(contradictedZone)));
      }
      Geometry geometry =
          kind.contains("点")
              ? FACTORY.createMultiPointFromCoords(points.toArray(Coordinate[]::new))
              : kind.contains("线") ? lines(points) : polygons(points);
      tell(geometry.getArea());
      return geometry.getNumGeometries() == 1 ? geometry.getGeometryN(0) : geometry;
    } catch (BadShape bad) {
      notes.add(bad.toProblem(notes.record()));
      return null;
    }
  }

  /** Number of rings or lines. */
  int rings() {
    return rings;
  }

  private void tell(double area) {
    for (Mend mend : mends) {
      notes.mended(
          repair,
          mend.code(),
          mend.location(),
          rounded(Double.isNaN(areaBefore) ? area : areaBefore),
          rounded(area),
          mend.detail());
    }
  }

  static double rounded(double metres) {
    return Math.round(metres * 100) / 100.0;
  }

  private List<Coordinate> points() throws BadShape {
    boolean eastFirst = eastFirst();
    List<Coordinate> points = new ArrayList<>(parcel.vertices().size());
    for (BoundaryText.Vertex vertex : parcel.vertices()) {
      points.add(
          eastFirst
              ? new Coordinate(vertex.first(), vertex.second())
              : new Coordinate(vertex.second(), vertex.first()));
    }
    if (!crs.geographic()) {
      alignZones(points);
    }
    if (eastFirst) {
      mends.add(0, new Mend("TXT_EASTING_FIRST", points.get(0), parcel.vertices().get(0).line()));
    }
    return points;
  }

  private boolean eastFirst() throws BadShape {
    SurveyAxes axes = SurveyAxes.UNKNOWN;
    for (BoundaryText.Vertex vertex : parcel.vertices()) {
      SurveyAxes found = SurveyAxes.judge(vertex.first(), vertex.second());
      if (found != SurveyAxes.UNKNOWN && axes != SurveyAxes.UNKNOWN && found != axes) {
        Coordinate place = new Coordinate(vertex.second(), vertex.first());
        throw new BadShape("TXT_AXES_MIXED", place, vertex.line());
      }
      axes = found == SurveyAxes.UNKNOWN ? axes : found;
    }
    return axes == SurveyAxes.EAST_FIRST;
  }

  /** Brings eastings with and without zone number to what the CRS has. */
  private void alignZones(List<Coordinate> points) throws BadShape {
    boolean prefixed =
        crs.kind() == Crs.Kind.THREE_DEGREE_ZONE || crs.kind() == Crs.Kind.SIX_DEGREE_ZONE;
    int wanted = prefixed ? SurveyAxes.zone(crs.falseEastingMetres()) : 0;
    Coordinate first = null;
    for (Coordinate point : points) {
      int zone = SurveyAxes.zone(point.x);
      boolean differs = zone != wanted;
      if (differs && zone > 0 && meridian(zone) != crs.centralMeridianDegrees()) {
        throw new BadShape("ZONE_DIFFERS", point, String.valueOf(zone), crs.code());
      }
      if (differs) {
        point.x += (wanted - zone) * 1_000_000.0;
        first = first == null ? point : first;
      }
    }
    if (first != null) {
      String code = prefixed ? "ZONE_PREFIX_ABSENT" : "ZONE_PREFIX_EXTRA";
      mends.add(new Mend(code, first, crs.code()));
    }
  }

  private static double meridian(int zone) {
    return zone >= 25 ? 3.0 * zone : 6.0 * zone - 3;
  }

  private Geometry lines(List<Coordinate> points) throws BadShape {
    Map<Integer, List<Coordinate>> runs = new LinkedHashMap<>();
    for (int i = 0; i < points.size(); i++) {
      int ring = parcel.vertices().get(i).ring();
      runs.computeIfAbsent(ring, key -> new ArrayList<>()).add(points.get(i));
    }
    rings = runs.size();
    List<LineString> lines = new ArrayList<>();
    for (List<Coordinate> run : runs.values()) {
      if (run.size() < 2) {
        throw new BadShape("RING_TOO_FEW_POINTS", run.get(0));
      }
      lines.add(FACTORY.createLineString(run.toArray(Coordinate[]::new)));
    }
    return FACTORY.createMultiLineString(lines.toArray(LineString[]::new));
  }

  private Geometry polygons(List<Coordinate> points) throws BadShape {
    BoundaryRings assembler = new BoundaryRings();
    for (int i = 0; i < points.size(); i++) {
      assembler.add(parcel.vertices().get(i).ring(), points.get(i));
    }
    Geometry geometry = assembler.assemble();
    rings = assembler.count();
    if (!assembler.flaws().isEmpty()) {
      areaBefore = assembler.closedAreaSquareMetres();
    }
    for (BoundaryRings.Flaw flaw : assembler.flaws()) {
      mends.add(new Mend(flaw.code(), flaw.location(), rounded(flaw.gapMetres())));
    }
    return geometry;
  }
}
