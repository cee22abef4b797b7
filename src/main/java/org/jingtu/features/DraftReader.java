package org.jingtu.features;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jingtu.catalog.Attribute;
import org.jingtu.catalog.Collection;
import org.jingtu.catalog.ValueReader;
import org.jingtu.geo.CoordinateSystems;
import org.jingtu.geo.Crs;
import org.jingtu.geo.Ellipsoid;
import org.jingtu.geo.Flaw;
import org.jingtu.geo.Validity;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.GeometryFixer;

/**
 * Checks one raw feature and makes a draft of it, whichever way it comes: a row of a file or a
 * single edit. Immutable; safe for use by several threads.
 *
 * <p>Checked are: obligations, types, lengths, patterns and codes of the attributes; the kind of
 * the geometry; its validity with the location; an area that is not zero; a position in China's
 * extent. Nothing is repaired.
 */
public final class DraftReader {

  /** Areas below this (0.01 m²) cannot be a plot of land. */
  private static final double SMALLEST_AREA_SQUARE_METRES = 0.01;

  private final Collection collection;
  private final CoordinateSystems systems;
  private final Crs crs;
  private final List<ValueReader> readers;

  /**
   * @param crs the CRS of the geometries that will be read
   */
  public DraftReader(Collection collection, CoordinateSystems systems, Crs crs) {
    this.collection = collection;
    this.systems = systems;
    this.crs = crs;
    this.readers = collection.attributes().stream().map(ValueReader::new).toList();
  }

  /**
   * Something wrong with a raw feature.
   *
   * @param code stable code; its text is {@code import.CODE} in the bundle
   * @param attribute name of the attribute, or null when the geometry is meant
   * @param value the raw value, or null
   * @param location where in the geometry, in the CRS given, or null
   */
  public record DraftProblem(
      String code,
      @Nullable String attribute,
      @Nullable Object value,
      @Nullable Coordinate location) {}

  /** A draft, or what is wrong; exactly one of them. */
  public record Outcome(@Nullable FeatureDraft draft, List<DraftProblem> problems) {}

  /**
   * Reads one raw feature.
   *
   * @param raw raw values by attribute name
   * @param geometry geometry in the CRS given to the constructor, easting or longitude first
   * @param extra values that no attribute takes
   */
  public Outcome read(
      Map<String, ? extends @Nullable Object> raw,
      @Nullable Geometry geometry,
      Map<String, @Nullable Object> extra) {
    List<DraftProblem> problems = new ArrayList<>();
    Map<String, @Nullable Object> values = readAttributes(raw, problems);
    checkGeometry(geometry, problems);
    if (!problems.isEmpty()) {
      return new Outcome(null, problems);
    }
    if (geometry == null) {
      return new Outcome(new FeatureDraft(values, null, null, crs.srid(), 0, extra), List.of());
    }
    return place(values, geometry, extra);
  }

  private Map<String, @Nullable Object> readAttributes(
      Map<String, ? extends @Nullable Object> raw, List<DraftProblem> problems) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (ValueReader reader : readers) {
      Attribute attribute = reader.attribute();
      Object rawValue = raw.get(attribute.name());
      if (rawValue == null && attribute.name().equals("code") && collection.codeDefault() != null) {
        rawValue = raw.get(collection.codeDefault());
      }
      ValueReader.Reading reading = reader.read(rawValue);
      if (reading.problem() != null) {
        problems.add(new DraftProblem(reading.problem(), attribute.name(), rawValue, null));
      } else if (reading.value() != null) {
        values.put(attribute.name(), reading.value());
      }
    }
    return values;
  }

  private void checkGeometry(@Nullable Geometry geometry, List<DraftProblem> problems) {
    if (geometry == null) {
      if (!collection.geometry().allowsNone()) {
        problems.add(geometryProblem("GEOMETRY_MISSING", null));
      }
      return;
    }
    boolean polygonal = geometry instanceof Polygon || geometry instanceof MultiPolygon;
    if (!polygonal && !(geometry instanceof Point && collection.geometry().allowsPoint())) {
      problems.add(
          new DraftProblem(
              "GEOMETRY_KIND_NOT_ALLOWED",
              null,
              geometry.getGeometryType(),
              geometry.getCoordinate()));
      return;
    }
    Optional<Flaw> flaw = Validity.findFlaw(geometry);
    flaw.ifPresent(f -> problems.add(geometryProblem(f.code(), f.location())));
  }

  private Outcome place(
      Map<String, @Nullable Object> values,
      Geometry geometry,
      Map<String, @Nullable Object> extra) {
    Geometry stored = systems.toStorage(geometry, crs);
    if (!systems.insideChina(stored.getEnvelopeInternal())) {
      return refused(geometryProblem("OUTSIDE_CHINA", geometry.getCoordinate()));
    }
    if (stored instanceof Point) {
      return new Outcome(new FeatureDraft(values, stored, stored, crs.srid(), 0, extra), List.of());
    }
    Geometry dense = validForOverlay(systems.densifyToStorage(geometry, crs));
    double area = Ellipsoid.areaSquareMetres(dense);
    if (area < SMALLEST_AREA_SQUARE_METRES) {
      return refused(geometryProblem("ZERO_AREA", geometry.getCoordinate()));
    }
    return new Outcome(
        new FeatureDraft(values, asMulti(stored), asMulti(dense), crs.srid(), area, extra),
        List.of());
  }

  /**
   * Rings that touch in the source may cross by less than a millimetre once edges are bent into
   * longitude and latitude. The registered geometry stays as it came; only the derived one is
   * cleaned.
   */
  private static Geometry validForOverlay(Geometry dense) {
    boolean canTouch =
        dense.getNumGeometries() > 1 || ((Polygon) dense.getGeometryN(0)).getNumInteriorRing() > 0;
    return canTouch && !dense.isValid() ? GeometryFixer.fix(dense) : dense;
  }

  private static Geometry asMulti(Geometry geometry) {
    return geometry instanceof Polygon p
        ? p.getFactory().createMultiPolygon(new Polygon[] {p})
        : geometry;
  }

  private static Outcome refused(DraftProblem problem) {
    return new Outcome(null, List.of(problem));
  }

  private static DraftProblem geometryProblem(String code, @Nullable Coordinate location) {
    return new DraftProblem(code, null, null, location);
  }
}
