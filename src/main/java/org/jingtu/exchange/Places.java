package org.jingtu.exchange;

import org.jingtu.geo.CoordinateSystems;
import org.jingtu.geo.Crs;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;

/** Places named by problems: as the file has them, and on the map. */
public final class Places {

  private static final GeometryFactory GEOMETRIES = new GeometryFactory();

  private Places() {}

  /**
   * A place of a file in degrees of EPSG:4490, longitude first.
   *
   * @param crs of the place
   * @return null if it is not on earth, as coordinates of a wrong CRS may be
   */
  public static @Nullable Coordinate findLonLat(
      Coordinate place, Crs crs, CoordinateSystems systems) {
    Coordinate c = systems.toStorage(GEOMETRIES.createPoint(place), crs).getCoordinate();
    boolean onEarth = c != null && isFinite(c) && Math.abs(c.x) <= 180 && Math.abs(c.y) <= 90;
    return onEarth ? c : null;
  }

  static boolean isFinite(Coordinate c) {
    return Double.isFinite(c.x) && Double.isFinite(c.y);
  }
}
