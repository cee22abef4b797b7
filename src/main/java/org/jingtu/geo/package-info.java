/**
 * Coordinate reference systems, ellipsoidal areas and distances, validity with location, GeoJSON
 * geometries. Coordinates are (longitude or easting, latitude or northing) throughout.
 */
@ApplicationModule(allowedDependencies = {"problems"})
@NullMarked
package org.jingtu.geo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
