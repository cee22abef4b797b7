package org.jingtu.checks;

import org.jingtu.features.Overlay.Candidate;
import org.jingtu.rules.Hit;
import org.locationtech.jts.geom.Geometry;

/**
 * A candidate after measuring.
 *
 * @param candidate the feature
 * @param hit its figures, for the rules
 * @param shared what it shares with the plot, EPSG:4490; several polygons may meet along cuts;
 *     empty if it is only near
 */
record Measured(Candidate candidate, Hit hit, Geometry shared) {}
