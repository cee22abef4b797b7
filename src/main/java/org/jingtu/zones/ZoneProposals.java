package org.jingtu.zones;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jingtu.catalog.Catalog;
import org.jingtu.catalog.Collection;
import org.jingtu.features.FeatureVersion;
import org.jingtu.features.Features;
import org.jingtu.geo.CoordinateSystems;
import org.jingtu.geo.Crs;
import org.jingtu.geo.Ellipsoid;
import org.jingtu.geo.GeoJson;
import org.jingtu.zones.ZoneProblems.NothingLeft;
import org.jingtu.zones.ZoneProblems.SiteWithoutPlace;
import org.jingtu.zones.ZoneProblems.SubjectNotFound;
import org.jingtu.zones.ZoneProblems.ZoneRequestInvalid;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.PolygonExtracter;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;
import org.springframework.stereotype.Component;

/**
 * Proposes the geometry of a zone: a buffer round a site, clipped to a boundary. The buffer is
 * drawn in the 3-degree Gauss-Krüger zone of the site, its width enlarged by the scale of the plane
 * there, so that it is the stated width on the ellipsoid (to 1e-5 of it; arcs of 16 chords a
 * quarter lie up to 0.5 % of the width inside).
 */
@Component
class ZoneProposals {

  private static final double WIDEST_METRES = 5_000;
  private static final int CHORDS_A_QUARTER = 16;

  /** Mean radius of the ellipsoid at the latitudes of China, for the scale of the plane. */
  private static final double RADIUS_METRES = 6_371_000;

  private final Features features;
  private final Catalog catalog;
  private final CoordinateSystems systems;
  private final Boundaries boundaries;

  ZoneProposals(
      Features features, Catalog catalog, CoordinateSystems systems, Boundaries boundaries) {
    this.boundaries = boundaries;
    this.features = features;
    this.catalog = catalog;
    this.systems = systems;
  }

  /** What the zone must not leave. */
  sealed interface Limit {}

  /** A registered feature. */
  record ByFeature(String collection, String code) implements Limit {}

  /** A registered administrative area. */
  record ByArea(String adcode) implements Limit {}

  /** A boundary as it was given: polygon or multipolygon, easting or longitude first. */
  record ByBoundary(Geometry geometry, String crs) implements Limit {}

  /**
   * A proposal.
   *
   * @param crs system of {@code geometry}: the 3-degree zone of the site, with zone prefix
   * @param geometry easting first
   * @param stored the same in EPSG:4490
   * @param derivedFrom what it was made of, to be kept with the draft
   */
  record Proposal(
      Crs crs,
      Geometry geometry,
      Geometry stored,
      double areaSquareMetres,
      Map<String, @Nullable Object> properties,
      Map<String, @Nullable Object> derivedFrom) {}

  /**
   * @param widthMetres 0 to 5,000; 0 = the site itself
   * @param clipTo what the zone must not leave, or null
   */
  Proposal propose(String siteCode, double widthMetres, @Nullable Limit clipTo) {
    if (!(widthMetres >= 0 && widthMetres <= WIDEST_METRES)) {
      throw new ZoneRequestInvalid("widthMetres", "0…5000");
    }
    FeatureVersion site = find("contaminated-sites", siteCode);
    Geometry place = site.geometry();
    if (place == null || place instanceof Point && widthMetres == 0) {
      throw new SiteWithoutPlace(siteCode);
    }
    Crs zone = zoneOf(place.getCentroid().getX());
    Geometry plane = toPlane(place, site.sourceSrid(), zone);
    Geometry buffer = plane.buffer(widthMetres * scale(plane, zone), CHORDS_A_QUARTER);
    Map<String, @Nullable Object> derived = new LinkedHashMap<>();
    derived.put("siteCode", siteCode);
    derived.put("siteVersion", site.since());
    derived.put("widthMetres", widthMetres);
    if (clipTo != null) {
      Geometry clip = inPlane(clipTo, zone, derived);
      buffer = OverlayNGRobust.overlay(buffer, clip, OverlayNG.INTERSECTION);
    }
    Geometry polygons = polygons(buffer);
    Geometry stored = systems.toStorage(polygons, zone);
    return new Proposal(
        zone,
        polygons,
        stored,
        Ellipsoid.areaSquareMetres(systems.densifyToStorage(polygons, zone)),
        properties(site),
        derived);
  }

  /** The limit in the plane, and what it is in {@code derived}. */
  private Geometry inPlane(Limit limit, Crs zone, Map<String, @Nullable Object> derived) {
    if (limit instanceof ByFeature by) {
      FeatureVersion feature = find(by.collection(), by.code());
      Geometry area = feature.geometry();
      if (area == null || area.getDimension() < 2) {
        throw new SiteWithoutPlace(by.code());
      }
      derived.put("clippedTo", by.collection() + "/" + by.code());
      derived.put("clippedToVersion", feature.since());
      return toPlane(area, feature.sourceSrid(), zone);
    }
    if (limit instanceof ByArea by) {
      Boundaries.Boundary boundary = boundaries.getBoundary(by.adcode());
      derived.put("clippedTo", "boundaries/" + by.adcode());
      derived.put("clippedToVersion", boundary.id());
      return toPlane(boundary.geometry(), boundary.sourceSrid(), zone);
    }
    ByBoundary by = (ByBoundary) limit;
    Boundaries.requireArea(by.geometry());
    derived.put("clippedTo", GeoJson.writeGeometry(by.geometry()));
    derived.put("clippedToCrs", by.crs());
    Crs crs = systems.getCrs(by.crs());
    return systems.fromStorage(systems.densifyToStorage(by.geometry(), crs), zone);
  }

  private static Map<String, @Nullable Object> properties(FeatureVersion site) {
    Map<String, @Nullable Object> properties = new LinkedHashMap<>();
    properties.put("siteCode", site.attributes().get("code"));
    properties.put("adcode", site.attributes().get("adcode"));
    return properties;
  }

  private FeatureVersion find(String collectionId, String code) {
    Collection collection = catalog.getCollection(collectionId);
    return features
        .findByCode(collection, code)
        .orElseThrow(() -> new SubjectNotFound(collection.wording(), code));
  }

  private Geometry toPlane(Geometry stored, int sourceSrid, Crs zone) {
    Geometry dense = systems.densify(stored, systems.getCrs("EPSG:" + sourceSrid));
    return systems.fromStorage(dense, zone);
  }

  private Crs zoneOf(double longitude) {
    return systems.listSupported().stream()
        .filter(crs -> crs.kind() == Crs.Kind.THREE_DEGREE_ZONE)
        .min(
            java.util.Comparator.comparingDouble(
                crs -> Math.abs(crs.centralMeridianDegrees() - longitude)))
        .orElseThrow();
  }

  /** Scale of the plane at its middle: 1 + y²/2R². */
  private static double scale(Geometry plane, Crs zone) {
    double y = plane.getCentroid().getX() - zone.falseEastingMetres();
    return 1 + y * y / (2 * RADIUS_METRES * RADIUS_METRES);
  }

  private static MultiPolygon polygons(Geometry geometry) {
    @SuppressWarnings("unchecked")
    java.util.List<Polygon> polygons = PolygonExtracter.getPolygons(geometry);
    if (polygons.isEmpty()) {
      throw new NothingLeft();
    }
    return geometry.getFactory().createMultiPolygon(polygons.toArray(Polygon[]::new));
  }
}
