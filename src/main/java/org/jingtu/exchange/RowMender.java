package org.jingtu.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jingtu.geo.CoordinateSystems;
import org.jingtu.geo.Crs;
import org.jingtu.geo.Ellipsoid;
import org.jingtu.geo.Flaw;
import org.jingtu.geo.GeometryMender;
import org.jingtu.geo.Validity;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.AffineTransformation;

/**
 * Looks at the geometry of a row, and mends it where the upload asks for that. Every mend is told
 * with what it changed; nothing that cannot be mended is touched. Safe for use by several threads.
 */
final class RowMender {

  /** What readers mend, and tell as a warning, when they are asked to. */
  static final Set<String> BY_READERS =
      Set.of(
          "TXT_EASTING_FIRST",
          "ZONE_PREFIX_ABSENT",
          "ZONE_PREFIX_EXTRA",
          "ZONE_CONTRADICTS",
          "RING_LEFT_OPEN",
          "RING_CLOSED_UNDER_OTHER",
          "RING_CLOSED",
          "AXES_SWAPPED",
          "AREA_IN_METRES",
          "AREA_IN_MU");

  private static final double METRES_PER_DEGREE = 111_320;

  private final CoordinateSystems systems;
  private final Crs crs;
  private final boolean repair;
  private final Placement placement;

  RowMender(CoordinateSystems systems, Crs crs, boolean repair) {
    this.systems = systems;
    this.crs = crs;
    this.repair = repair;
    this.placement = new Placement(systems, crs);
  }

  /**
   * What was found and what was done.
   *
   * @param severity WARNING if it was mended
   * @param shape geometries in EPSG:4490, or null
   */
  record Note(
      Severity severity,
      String code,
      @Nullable Coordinate location,
      List<Object> arguments,
      @Nullable ProblemShape shape) {}

  /**
   * A row's geometry as it is taken.
   *
   * @param geometry in the CRS of the file
   * @param mends codes of what was mended, in order
   */
  record Result(@Nullable Geometry geometry, List<Note> notes, List<String> mends) {

    /** Whether it is already said that the geometry lies where it cannot. */
    boolean misplaced() {
      return notes.stream().anyMatch(note -> note.severity() == Severity.ERROR);
    }
  }

  /** Looks at the geometry of a row. */
  Result look(SourceRow row) {
    List<String> mends = new ArrayList<>();
    List<Note> notes = new ArrayList<>();
    if (repair) {
      row.problems().stream()
          .filter(p -> p.severity() == Severity.WARNING && BY_READERS.contains(p.code()))
          .forEach(p -> mends.add(p.code()));
    }
    Geometry geometry = row.geometry();
    if (geometry != null && !geometry.isEmpty()) {
      if (repair) {
        RingCloser.before(geometry).ifPresent(before -> notes.add(told(before, row)));
      }
      geometry = place(geometry, notes, mends);
      if (repair && notes.stream().noneMatch(note -> note.severity() == Severity.ERROR)) {
        geometry = mend(geometry, notes, mends);
      }
    }
    return new Result(geometry, notes, mends.stream().distinct().toList());
  }

  private Geometry place(Geometry geometry, List<Note> notes, List<String> mends) {
    Optional<Placement.Finding> found = placement.judge(geometry);
    if (found.isEmpty()) {
      return geometry;
    }
    Placement.Finding finding = found.get();
    boolean mended = repair && finding.mendable();
    Geometry after = finding.mendable() ? finding.apply(geometry) : geometry;
    double area = finding.mendable() ? area(after) : 0;
    List<Object> arguments =
        finding.code().equals("ZONE_DIFFERS")
            ? List.of(String.valueOf(finding.zone()), crs.code())
            : List.of(area, area, crs.code(), String.valueOf(finding.zone()));
    notes.add(
        new Note(
            mended ? Severity.WARNING : Severity.ERROR,
            finding.code(),
            geometry.getCoordinate(),
            arguments,
            mended ? new ProblemShape(systems.toStorage(after, crs), null) : null));
    if (mended) {
      mends.add(finding.code());
    }
    return mended ? after : geometry;
  }

  private Geometry mend(Geometry geometry, List<Note> notes, List<String> mends) {
    if (!(geometry instanceof Polygon) && !(geometry instanceof MultiPolygon)) {
      return geometry;
    }
    int repeated = GeometryMender.countRepeatedPoints(geometry);
    Flaw flaw = Validity.findFlaw(geometry).orElse(null);
    if (flaw == null && repeated == 0) {
      return geometry;
    }
    if (flaw != null && flaw.code().equals("COORDINATE_NOT_FINITE")) {
      return geometry;
    }
    Optional<Geometry> after = GeometryMender.mend(geometry);
    if (after.isEmpty()) {
      return geometry;
    }
    if (flaw == null) {
      mends.add("REPEATED_POINTS");
      notes.add(
          new Note(
              Severity.WARNING,
              "REPEATED_POINTS",
              geometry.getCoordinate(),
              List.of((Object) repeated),
              null));
      return after.get();
    }
    mends.add(flaw.code());
    notes.add(new Note(Severity.WARNING, flaw.code(), flaw.location(), List.of(), null));
    notes.add(told(geometry, after.get(), flaw));
    return after.get();
  }

  private Note told(Geometry before, Geometry after, Flaw flaw) {
    double displacement = GeometryMender.displacement(inMetres(before), inMetres(after));
    return new Note(
        Severity.WARNING,
        "GEOMETRY_REPAIRED",
        flaw.location(),
        List.of(area(before), area(after), rounded(displacement), flaw.code()),
        new ProblemShape(systems.toStorage(after, crs), systems.toStorage(before, crs)));
  }

  /** Of rings that the reader closed: the area before is that of the others. */
  private Note told(RingCloser.Before before, SourceRow row) {
    Geometry after = java.util.Objects.requireNonNull(row.geometry());
    double displacement = GeometryMender.displacement(inMetres(before.open()), inMetres(after));
    return new Note(
        Severity.WARNING,
        "GEOMETRY_REPAIRED",
        before.open().getCoordinate(),
        List.of(area(before.enclosed()), area(after), rounded(displacement), "RING_NOT_CLOSED"),
        new ProblemShape(systems.toStorage(after, crs), systems.toStorage(before.open(), crs)));
  }

  /** To a millimetre. */
  private static double rounded(double metres) {
    return Math.round(metres * 1000) / 1000.0;
  }

  /** Ellipsoidal, of the rings as written, rounded to 0.01 m². */
  private double area(Geometry geometry) {
    return BoundaryShape.rounded(Ellipsoid.areaSquareMetres(systems.toStorage(geometry, crs)));
  }

  /** Degrees become metres east and north of the equator, near enough for a displacement. */
  private Geometry inMetres(Geometry geometry) {
    if (!crs.geographic()) {
      return geometry;
    }
    double shrink = Math.cos(Math.toRadians(geometry.getEnvelopeInternal().centre().y));
    return AffineTransformation.scaleInstance(METRES_PER_DEGREE * shrink, METRES_PER_DEGREE)
        .transform(geometry);
  }
}
