package org.jingtu.zones;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jingtu.access.Actors;
import org.jingtu.access.AuditTrail;
import org.jingtu.access.Permissions;
import org.jingtu.access.Roles;
import org.jingtu.geo.CoordinateSystems;
import org.jingtu.geo.Crs;
import org.jingtu.geo.Ellipsoid;
import org.jingtu.geo.Flaw;
import org.jingtu.geo.Validity;
import org.jingtu.zones.ZoneProblems.BoundaryNotFound;
import org.jingtu.zones.ZoneProblems.BoundaryRefused;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The boundaries of administrative areas (行政区界), by which zones are clipped. They are kept beside
 * the collections: no rule judges by them, and what lies where is told by a feature's code.
 *
 * <p>Nothing is overwritten: a boundary that is sent again ends the one before.
 */
@Component
public class Boundaries {

  /** Boundaries that are registered at once. */
  public static final int MOST = 500;

  private static final String ADCODE = "[1-9][0-9]([0-9]{2}){0,2}([0-9]{3}){0,2}";

  private final BoundaryStore store;
  private final CoordinateSystems systems;
  private final Permissions permissions;
  private final Actors actors;
  private final AuditTrail audit;

  Boundaries(
      BoundaryStore store,
      CoordinateSystems systems,
      Permissions permissions,
      Actors actors,
      AuditTrail audit) {
    this.store = store;
    this.systems = systems;
    this.permissions = permissions;
    this.actors = actors;
    this.audit = audit;
  }

  /**
   * A boundary.
   *
   * @param id number of this version of it
   * @param adcode 2, 4, 6, 9 or 12 digits: province, city, county, township, village
   * @param geometry multipolygon, EPSG:4490, longitude first
   * @param sourceSrid EPSG code of the CRS in which its edges are straight
   */
  record Boundary(
      long id,
      String adcode,
      @Nullable String name,
      @Nullable LocalDate sourceDate,
      Geometry geometry,
      int sourceSrid,
      double areaSquareMetres,
      Instant since) {

    /** PROVINCE, CITY, COUNTY, TOWNSHIP or VILLAGE. */
    String level() {
      return switch (adcode.length()) {
        case 2 -> "PROVINCE";
        case 4 -> "CITY";
        case 6 -> "COUNTY";
        case 9 -> "TOWNSHIP";
        default -> "VILLAGE";
      };
    }
  }

  /**
   * A boundary as it was sent.
   *
   * @param geometry in {@code crs}, easting or longitude first
   * @param values by field: {@code adcode} (or XZQDM), {@code name} (or XZQMC) and {@code
   *     sourceDate} (or GXSJ)
   */
  public record Sent(Geometry geometry, Crs crs, Map<String, ?> values) {}

  /** The current boundaries of areas whose codes begin so; null for all. */
  List<Boundary> listBoundaries(@Nullable String adcode) {
    permissions.requireRead(false);
    return store.list(adcode);
  }

  /**
   * The current boundary of an area.
   *
   * @throws BoundaryNotFound if it was never sent
   */
  Boundary getBoundary(String adcode) {
    permissions.requireRead(false);
    return store.find(adcode).orElseThrow(() -> new BoundaryNotFound(adcode));
  }

  /** Passes if the actor may register boundaries. */
  public void requireEditor() {
    permissions.requireRole(Roles.EDITOR);
  }

  /** The coordinate system with this code. */
  Crs getCrs(String code) {
    return systems.getCrs(code);
  }

  /**
   * Registers boundaries: all or none.
   *
   * @return how many
   * @throws BoundaryRefused naming the area and what is wrong with it
   */
  @Transactional
  public int register(List<Sent> sent) {
    requireEditor();
    if (sent.isEmpty() || sent.size() > MOST) {
      throw new BoundaryRefused("–", "features 1…" + MOST);
    }
    Set<String> seen = new HashSet<>();
    for (Sent area : sent) {
      Boundary boundary = read(area);
      permissions.requireTerritory(boundary.adcode());
      if (!seen.add(boundary.adcode())) {
        throw new BoundaryRefused(boundary.adcode(), "adcode");
      }
      store.replace(boundary, actors.current().username());
    }
    audit.record("BOUNDARIES_REGISTERED", "boundaries", Map.of("adcodes", seen));
    return seen.size();
  }

  private Boundary read(Sent sent) {
    Map<String, ?> values = sent.values();
    String adcode = text(values, "adcode", "XZQDM");
    if (adcode == null || !adcode.matches(ADCODE)) {
      throw new BoundaryRefused(String.valueOf(adcode), "adcode 13、1308、130899、130899101");
    }
    Crs crs = sent.crs();
    Geometry geometry = sent.geometry();
    requireArea(geometry);
    Geometry stored = systems.toStorage(geometry, crs);
    if (!systems.insideChina(stored.getEnvelopeInternal())) {
      throw new BoundaryRefused(adcode, crs.code());
    }
    double area = Ellipsoid.areaSquareMetres(systems.densifyToStorage(geometry, crs));
    return new Boundary(
        0,
        adcode,
        text(values, "name", "XZQMC"),
        date(adcode, text(values, "sourceDate", "GXSJ")),
        multi(stored),
        crs.srid(),
        area,
        Instant.EPOCH);
  }

  /**
   * Passes for a valid polygon or multipolygon.
   *
   * @throws BoundaryRefused otherwise
   */
  static void requireArea(Geometry geometry) {
    if (!(geometry instanceof Polygon || geometry instanceof MultiPolygon) || geometry.isEmpty()) {
      throw new BoundaryRefused(geometry.getGeometryType(), "Polygon、MultiPolygon");
    }
    Validity.findFlaw(geometry).map(Flaw::code).ifPresent(Boundaries::refuse);
  }

  private static void refuse(String flaw) {
    throw new BoundaryRefused("geometry", flaw);
  }

  private static Geometry multi(Geometry geometry) {
    return geometry instanceof Polygon polygon
        ? geometry.getFactory().createMultiPolygon(new Polygon[] {polygon})
        : geometry;
  }

  /** The first of these fields that has a value: texts, and numbers as shapefiles have them. */
  private static @Nullable String text(Map<String, ?> values, String... names) {
    for (String name : names) {
      Object value = values.get(name);
      String text = value == null ? "" : plain(value).strip();
      if (!text.isEmpty() && text.length() <= 200) {
        return text;
      }
    }
    return null;
  }

  private static String plain(Object value) {
    return value instanceof Number number
        ? new BigDecimal(number.toString()).stripTrailingZeros().toPlainString()
        : value.toString();
  }

  private static @Nullable LocalDate date(String adcode, @Nullable String text) {
    try {
      return text == null ? null : LocalDate.parse(text);
    } catch (java.time.format.DateTimeParseException e) {
      throw new BoundaryRefused(adcode, "sourceDate 2026-03-01");
    }
  }
}
