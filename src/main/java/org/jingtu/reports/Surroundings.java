package org.jingtu.reports;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jingtu.catalog.Catalog;
import org.jingtu.catalog.Collection;
import org.jingtu.features.FeatureVersion;
import org.jingtu.features.Features;
import org.jingtu.geo.CoordinateSystems;
import org.jingtu.geo.Crs;
import org.jingtu.geo.GeoJson;
import org.jingtu.reports.Scene.Corner;
import org.jingtu.reports.Scene.Shape;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Finds what the map of an opinion shows: what was found as it was when the answer was given, and
 * the boundaries around the plot as they are now, which only make the place recognisable.
 */
@Component
class Surroundings {

  /** Layers whose boundaries make a place recognisable, the first that has any is drawn. */
  private static final List<String> BACKGROUND =
      List.of("parcels", "plan-land-use", "current-land-use");

  private static final int NEIGHBOURS_AT_MOST = 300;

  private static final List<String> MILDEST_FIRST =
      List.of("NOTICE", "CONDITIONAL", "SUSPENDED", "PROHIBITED");

  private final Features features;
  private final Catalog catalog;
  private final CoordinateSystems systems;

  Surroundings(Features features, Catalog catalog, CoordinateSystems systems) {
    this.features = features;
    this.catalog = catalog;
    this.systems = systems;
  }

  Scene at(JsonNode answer) {
    Geometry parcel = GeoJson.readGeometry(answer.path("parcel").path("geometry"));
    Crs zone = zoneOf(parcel);
    return new Scene(
        parcel,
        hits(answer),
        neighbours(parcel.getEnvelopeInternal()),
        corners(parcel, zone),
        zone);
  }

  /** A place by itself, with nothing around it. */
  Scene alone(Geometry place) {
    Crs zone = zoneOf(place);
    return new Scene(place, List.of(), List.of(), corners(place, zone), zone);
  }

  private List<Shape> hits(JsonNode answer) {
    Map<String, Long> versions = new HashMap<>();
    answer
        .path("collections")
        .forEach(
            c -> versions.put(c.path("collection").asString(), c.path("dataVersion").asLong()));
    Map<String, Shape> shapes = new LinkedHashMap<>();
    List<JsonNode> findings = new ArrayList<>();
    answer.path("findings").forEach(findings::add);
    findings.sort(
        Comparator.comparingInt(f -> MILDEST_FIRST.indexOf(f.path("severity").asString(""))));
    for (JsonNode finding : findings) {
      String collection = finding.path("collection").asString("");
      String feature = finding.path("featureId").asString("");
      if (versions.containsKey(collection) && !feature.isEmpty()) {
        features
            .findAtVersion(
                catalog.getCollection(collection),
                Long.parseLong(feature),
                versions.get(collection))
            .map(FeatureVersion::geometry)
            .ifPresent(
                geometry -> {
                  // the gravest finding on a feature colours it, and is drawn after the milder ones
                  shapes.remove(collection + "/" + feature);
                  shapes.put(
                      collection + "/" + feature,
                      new Shape(
                          finding.path("severity").asString(),
                          finding.path("featureCode").asString(""),
                          geometry));
                });
      }
    }
    return List.copyOf(shapes.values());
  }

  private List<Geometry> neighbours(Envelope parcel) {
    Envelope window = new Envelope(parcel);
    window.expandBy(parcel.getWidth() + 1e-4, parcel.getHeight() + 1e-4);
    double[] bbox = {window.getMinX(), window.getMinY(), window.getMaxX(), window.getMaxY()};
    for (String id : BACKGROUND) {
      Collection collection = catalog.getCollection(id);
      List<Geometry> found =
          features.listFeatures(collection, null, bbox, null, 0, NEIGHBOURS_AT_MOST).stream()
              .map(FeatureVersion::geometry)
              .filter(java.util.Objects::nonNull)
              .map(Geometry.class::cast)
              .toList();
      if (found.size() > 1) {
        return found;
      }
    }
    return List.of();
  }

  /** The 3-degree zone, with zone prefix, in whose middle the plot lies. */
  private Crs zoneOf(Geometry parcel) {
    double longitude = parcel.getEnvelopeInternal().centre().getX();
    return systems.listSupported().stream()
        .filter(crs -> crs.kind() == Crs.Kind.THREE_DEGREE_ZONE)
        .min(Comparator.comparingDouble(c -> Math.abs(c.centralMeridianDegrees() - longitude)))
        .orElseThrow();
  }

  private List<Corner> corners(Geometry parcel, Crs zone) {
    Geometry plane = systems.fromStorage(parcel, zone);
    List<Corner> corners = new ArrayList<>();
    int ring = 0;
    for (int i = 0; i < parcel.getNumGeometries(); i++) {
      List<LinearRing> degrees = rings((Polygon) parcel.getGeometryN(i));
      List<LinearRing> metres = rings((Polygon) plane.getGeometryN(i));
      for (int r = 0; r < degrees.size(); r++) {
        ring++;
        Coordinate[] lonLat = degrees.get(r).getCoordinates();
        Coordinate[] xy = metres.get(r).getCoordinates();
        for (int c = 0; c < lonLat.length - 1; c++) {
          corners.add(new Corner(corners.size() + 1, ring, lonLat[c], xy[c].getY(), xy[c].getX()));
        }
      }
    }
    return corners;
  }

  private static List<LinearRing> rings(Polygon polygon) {
    List<LinearRing> rings = new ArrayList<>();
    rings.add(polygon.getExteriorRing());
    for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
      rings.add(polygon.getInteriorRingN(i));
    }
    return rings;
  }
}
