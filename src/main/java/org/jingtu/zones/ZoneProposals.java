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

  ZoneProposals(Features features, Catalog catalog, CoordinateSystems systems) {
    this.features = features;
    this.catalog = catalog;
    this.systems = systems;
  }

  /** A registered feature to clip to. */
  record Boundary(String collection, String code) {}

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
   * @param clipTo a feature that the zone must not leave, or null
   */
  Proposal propose(String siteCode, double widthMetres, @Nullable Boundary clipTo) {
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
      FeatureVersion boundary = find(clipTo.collection(), clipTo.code());
      Geometry area = boundary.geometry();
      if (area == null || area.getDimension() < 2) {
        throw new SiteWithoutPlace(clipTo.code());
      }
      Geometry clip = toPlane(area, boundary.sourceSrid(), zone);
      buffer = OverlayNGRobust.overlay(buffer, clip, OverlayNG.INTERSECTION);
      derived.put("clippedTo", clipTo.collection() + "/" + clipTo.code());
      derived.put("clippedToVersion", boundary.since());
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
        .orElseThrow(() -> new SubjectNotFound(collection.title(), code));
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
