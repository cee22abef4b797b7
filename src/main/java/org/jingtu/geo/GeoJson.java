package org.jingtu.geo;

import org.locationtech.jts.geom.Geometry;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * GeoJSON geometries (RFC 7946) to JTS and back: all seven types, longitude first. Third and
 * further ordinates are dropped. Coordinates may be in any system; only their form is checked here,
 * {@link Validity} judges the geometry.
 */
public final class GeoJson {

  private GeoJson() {}

  /**
   * Reads a geometry object.
   *
   * @param geometry JSON object with {@code type} and {@code coordinates} or {@code geometries}
   * @return a geometry with SRID 4490; empty if its coordinates are empty
   * @throws MalformedGeoJson with a JSON pointer if it is no such object, nests wrongly or too
   *     deep, has a number that is not finite, an unclosed ring, a ring of under four or a line of
   *     under two points, or more than two million points
   */
  public static Geometry readGeometry(JsonNode geometry) {
    return new GeoJsonReader().read(geometry, "", 0);
  }

  /**
   * Writes a geometry as it is, with the full precision of its ordinates. Shells run
   * counter-clockwise and holes clockwise, as RFC 7946 3.1.6 asks.
   */
  public static ObjectNode writeGeometry(Geometry geometry) {
    return GeoJsonWriter.write(geometry);
  }
}
