package org.jingtu.reports;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How the farmland classes of a division changed between two editions. Areas are ellipsoidal, m²
 * and 亩.
 *
 * @param townships area of each class in each township, in both editions
 * @param transitions area that went from one class to another; a missing class is null: the land
 *     was not classed then
 * @param warnings townships in which 优先保护类 shrank
 * @param places where 优先保护类 was lost, the largest first
 * @param placesLeftOut how many smaller places are not listed
 */
record FarmlandAnswer(
    String adcode,
    Edition from,
    Edition to,
    List<Township> townships,
    List<Transition> transitions,
    List<Warning> warnings,
    List<Place> places,
    int placesLeftOut) {

  /**
   * An edition of a county.
   *
   * @param adcode county code of six digits
   * @param dataVersion data version as of which it is read: its last before the next edition
   * @param sourceDate date of the data
   */
  record CountyEdition(
      String adcode,
      long dataVersion,
      @Nullable LocalDate sourceDate,
      @Nullable Instant loadedAt) {}

  /** What {@code from} or {@code to} stood for. */
  record Edition(String asked, List<CountyEdition> counties) {}

  /** Area of a class in a township. */
  record Township(
      @Nullable String township,
      String soilClass,
      double fromSquareMetres,
      double fromMu,
      double toSquareMetres,
      double toMu) {}

  /** Area that was of one class and is of the other. */
  record Transition(
      @Nullable String fromClass,
      @Nullable String toClass,
      double areaSquareMetres,
      double areaMu) {}

  /** A township whose 优先保护类 shrank. */
  record Warning(
      @Nullable String township,
      double lostSquareMetres,
      double lostMu,
      double lostPercent,
      String message) {}

  /**
   * Land that was 优先保护类 and is no more.
   *
   * @param toClass what it is now, or null if it is not classed
   * @param geometry GeoJSON, EPSG:4490, longitude first
   */
  record Place(
      String fromCode,
      @Nullable String township,
      @Nullable String toCode,
      @Nullable String toClass,
      double areaSquareMetres,
      double areaMu,
      JsonNode geometry) {}
}
