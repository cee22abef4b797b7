package org.jingtu.features;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jingtu.catalog.Attribute;
import org.jingtu.catalog.Collection;
import org.jingtu.catalog.PlainText;
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
 * extent, and near enough to the meridian of a zone; texts that the database can hold, also among
 * the extra values. Nothing is repaired.
 */
public final class DraftReader {

  /** Areas below this (0.01 m²) cannot be a plot of land. */
  private static final double SMALLEST_AREA_SQUARE_METRES = 0.01;

  /** How much of a value a problem shows. */
  private static final int SHOWN_CHARACTERS = 60;

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
   * @param arguments values for the placeholders of the text: for an attribute {0} its title, {1}
   *     the value, {2} what is expected
   */
  public record DraftProblem(
      String code,
      @Nullable String attribute,
      @Nullable Object value,
      @Nullable Coordinate location,
      List<Object> arguments) {

    /** A problem whose text has no placeholders. */
    public DraftProblem(
        String code,
        @Nullable String attribute,
        @Nullable Object value,
        @Nullable Coordinate location) {
      this(code, attribute, value, location, List.of());
    }
  }

  /**
   * A draft, or what is wrong; exactly one of them.
   *
   * @param code the feature's code as far as it could be read, also where something else is wrong
   */
  public record Outcome(
      @Nullable FeatureDraft draft, List<DraftProblem> problems, @Nullable String code) {}

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
    checkExtra(extra, problems);
    checkGeometry(geometry, problems);
    if (!problems.isEmpty()) {
      return new Outcome(null, problems, (String) values.get("code"));
    }
    if (geometry == null) {
      return accepted(new FeatureDraft(values, null, null, crs.srid(), 0, extra));
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
        problems.add(attributeProblem(collection, reading.problem(), attribute, rawValue));
      } else if (reading.value() != null) {
        values.put(attribute.name(), reading.value());
      }
    }
    return values;
  }

  private static void checkExtra(Map<String, @Nullable Object> extra, List<DraftProblem> problems) {
    extra.forEach(
        (name, value) -> {
          if (value instanceof String text && !PlainText.storable(text)
              || !PlainText.storable(name)) {
            problems.add(
                new DraftProblem(
                    "VALUE_HAS_CONTROL_CHARACTER", name, value, null, List.of(name, "", "")));
          }
        });
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
              geometry.getCoordinate(),
              List.of(geometry.getGeometryType())));
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
      return refused("OUTSIDE_CHINA", values, geometry);
    }
    double away = crs.degreesFromMeridian(stored.getEnvelopeInternal());
    if (away > Crs.MOST_DEGREES_FROM_MERIDIAN) {
      return refused("FAR_FROM_MERIDIAN", values, geometry, crs.code(), Math.round(away));
    }
    if (stored instanceof Point) {
      return accepted(new FeatureDraft(values, stored, stored, crs.srid(), 0, extra));
    }
    Geometry dense = validForOverlay(systems.densify(stored, crs));
    double area = Ellipsoid.areaSquareMetres(dense);
    if (area < SMALLEST_AREA_SQUARE_METRES) {
      return refused("ZERO_AREA", values, geometry);
    }
    return accepted(
        new FeatureDraft(values, asMulti(stored), asMulti(dense), crs.srid(), area, extra));
  }

  /**
   * Rings that touch in the source may cross by less than a millimetre once edges are bent into
   * longitude and latitude. The registered geometry stays as it came; only the derived one is
   * cleaned.
   */
  static Geometry validForOverlay(Geometry dense) {
    boolean canTouch =
        dense.getNumGeometries() > 1 || ((Polygon) dense.getGeometryN(0)).getNumInteriorRing() > 0;
    return canTouch && !dense.isValid() ? GeometryFixer.fix(dense) : dense;
  }

  private static Geometry asMulti(Geometry geometry) {
    return geometry instanceof Polygon p
        ? p.getFactory().createMultiPolygon(new Polygon[] {p})
        : geometry;
  }

  private static Outcome accepted(FeatureDraft draft) {
    return new Outcome(draft, List.of(), draft.code());
  }

  private static Outcome refused(
      String problem,
      Map<String, @Nullable Object> values,
      Geometry geometry,
      Object... arguments) {
    Coordinate place = geometry.getCoordinate();
    return new Outcome(
        null,
        List.of(new DraftProblem(problem, null, null, place, List.of(arguments))),
        (String) values.get("code"));
  }

  private static DraftProblem geometryProblem(String code, @Nullable Coordinate location) {
    return new DraftProblem(code, null, null, location);
  }

  static DraftProblem attributeProblem(
      Collection collection, String code, Attribute attribute, @Nullable Object value) {
    Object expected =
        switch (code) {
          case "VALUE_NOT_IN_CODE_LIST" -> collection.wordingOfCodes(attribute);
          case "VALUE_TOO_LONG" -> Integer.toString(attribute.maxLength());
          case "VALUE_PATTERN_MISMATCH" -> String.valueOf(attribute.pattern());
          default -> "";
        };
    return new DraftProblem(
        code,
        attribute.name(),
        value,
        null,
        List.of(
            collection.wording(attribute),
            value == null ? "" : shorten(value.toString()),
            expected));
  }

  private static String shorten(String value) {
    return value.length() <= SHOWN_CHARACTERS ? value : value.substring(0, SHOWN_CHARACTERS) + "…";
  }
}
