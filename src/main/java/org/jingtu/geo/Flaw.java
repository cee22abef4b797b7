package org.jingtu.geo;

import org.locationtech.jts.geom.Coordinate;

/**
 * Why a geometry is invalid, and where.
 *
 * @param code one of the codes named in {@link Validity}; text under {@code import.CODE}
 * @param location in the coordinates of the geometry given; NaN ordinates only where the geometry
 *     is empty or all of it is not finite
 */
public record Flaw(String code, Coordinate location) {}
