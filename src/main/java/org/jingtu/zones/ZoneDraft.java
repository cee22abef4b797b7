package org.jingtu.zones;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/**
 * What an author states of a zone.
 *
 * @param collection control-zones or groundwater-zones
 * @param crs CRS of the geometry; null = EPSG:4490
 * @param geometry polygon or multipolygon in {@code crs}, easting or longitude first
 * @param properties raw values by attribute name, with code, name and adcode
 * @param derivedFrom how the geometry was proposed; null if it was drawn
 */
public record ZoneDraft(
    String collection,
    @Nullable String crs,
    @Nullable Geometry geometry,
    Map<String, @Nullable Object> properties,
    List<Zone.Signpost> signposts,
    List<Zone.Monitoring> monitoring,
    @Nullable Map<String, @Nullable Object> derivedFrom) {}
