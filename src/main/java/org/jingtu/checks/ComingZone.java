package org.jingtu.checks;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jingtu.catalog.Catalog;
import org.jingtu.catalog.Collection;
import org.jingtu.features.FeatureVersion;
import org.jingtu.features.Features;
import org.jingtu.features.Overlay;
import org.jingtu.geo.CoordinateSystems;
import org.jingtu.zones.Zone;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.util.PolygonExtracter;

/**
 * A zone as if it were registered and in force.
 *
 * @param extent of it and of the zone that it would supersede: elsewhere nothing changes;
 *     EPSG:4490, longitude first
 */
record ComingZone(Overlay.Candidate zone, Envelope extent) {

  /** A zone as it will be on the first day of its force. */
  static ComingZone of(
      Zone zone, LocalDate day, Catalog catalog, CoordinateSystems systems, Features features) {
    Collection collection = catalog.getCollection(zone.collection());
    Envelope extent = new Envelope(zone.geometry().getEnvelopeInternal());
    features
        .findByCode(collection, zone.code())
        .map(FeatureVersion::geometry)
        .ifPresent(superseded -> extent.expandToInclude(superseded.getEnvelopeInternal()));
    return new ComingZone(candidate(zone, day, collection, systems), extent);
  }

  private static Overlay.Candidate candidate(
      Zone zone, LocalDate day, Collection collection, CoordinateSystems systems) {
    Map<String, @Nullable Object> attributes = zone.attributes();
    if (collection.findAttribute("inForceFrom").isPresent()) {
      attributes.put("inForceFrom", day);
      attributes.put("inForceTo", null);
    }
    attributes.values().removeIf(Objects::isNull);
    Geometry dense = systems.densify(zone.geometry(), systems.getCrs("EPSG:" + zone.sourceSrid()));
    @SuppressWarnings("unchecked") // JTS returns a raw list of polygons
    List<Geometry> pieces = (List<Geometry>) PolygonExtracter.getPolygons(dense);
    return new Overlay.Candidate(collection, -1, 0, zone.code(), zone.name(), attributes, pieces);
  }
}
