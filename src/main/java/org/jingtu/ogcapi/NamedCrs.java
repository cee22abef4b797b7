package org.jingtu.ogcapi;

import org.jingtu.geo.Crs;

/**
 * A CRS by its URI.
 *
 * @param uri {@code http://www.opengis.net/def/crs/EPSG/0/4527}
 * @param crs the CRS, longitude or easting first
 * @param northFirst whether its registered axis order, which its coordinates have in this API, is
 *     latitude or northing first
 */
record NamedCrs(String uri, Crs crs, boolean northFirst) {}
