package org.jingtu.ogcapi;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One feature as it was read.
 *
 * @param feature its id
 * @param since data version from which this state holds
 * @param areaSquareMetres ellipsoidal area
 * @param wkb its geometry in EPSG:4490, longitude first, or null
 * @param values of the properties asked for, in their order: texts and dates as UTF-8, else
 *     Boolean, Long or Double
 */
record ItemRow(
    long feature,
    long since,
    double areaSquareMetres,
    byte @Nullable [] wkb,
    @Nullable Object[] values) {

  /** A value for people, or null. */
  @Nullable Object value(int index) {
    Object value = values[index];
    return value instanceof byte[] text ? new String(text, StandardCharsets.UTF_8) : value;
  }
}
