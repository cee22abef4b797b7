package org.jingtu.reports;

import java.util.List;
import org.jingtu.geo.Crs;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

/**
 * What the map of an opinion shows. Geometries are EPSG:4490, longitude first.
 *
 * @param parcel the plot
 * @param hits what was found on or near it, the gravest last so that it is drawn on top
 * @param neighbours boundaries of parcels or planned plots around it
 * @param corners its corners, ring after ring
 * @param crs the Gauss-Krüger zone in which corners are given
 */
record Scene(
    Geometry parcel, List<Shape> hits, List<Geometry> neighbours, List<Corner> corners, Crs crs) {

  /**
   * A feature that was found.
   *
   * @param severity PROHIBITED, SUSPENDED, CONDITIONAL, NOTICE
   */
  record Shape(String severity, String label, Geometry geometry) {}

  /**
   * A corner of the plot.
   *
   * @param number its number in the document, from 1
   * @param ring 1 = the first outer ring; holes and further parts follow
   * @param lonLat degrees
   * @param northingMetres X of the land survey
   * @param eastingMetres Y of the land survey, with the zone prefix
   */
  record Corner(
      int number, int ring, Coordinate lonLat, double northingMetres, double eastingMetres) {}
}
