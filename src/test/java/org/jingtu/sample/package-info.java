/**
 * The generator of {@code sample-geodata/}, a synthetic county (示例县, adcode 130899, which no real
 * county has), and the journey that loads it.
 *
 * <p>Pure and reproducible: every number comes from a fixed seed, from {@link StrictMath} and from
 * rounding to a centimetre, so each run on each machine makes the same files. Coordinates are
 * metres in EPSG:4527 (CGCS2000, 3-degree Gauss-Krüger zone 39), easting with zone prefix first.
 */
@NullMarked
package org.jingtu.sample;

import org.jspecify.annotations.NullMarked;
