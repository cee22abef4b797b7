package org.jingtu.geo;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Envelope;

/**
 * A system that coordinates without a stated CRS may be in.
 *
 * @param crs the system
 * @param evidence what speaks for it
 * @param axesSwapped whether the file has northing (latitude) first; such a file must be mended,
 *     since files carry easting first
 */
public record CrsProposal(Crs crs, Evidence evidence, boolean axesSwapped) {

  /** What speaks for a proposal. */
  public enum Evidence {
    /** The easting starts with a zone number. */
    ZONE_PREFIX,
    /** The numbers are longitudes and latitudes of China. */
    DEGREES,
    /** Eastings without prefix: the meridian cannot be known, every one is listed. */
    MERIDIAN_UNKNOWN
  }

  private static final double LEAST_NORTHING = 300_000; // 3° N
  private static final double MOST_NORTHING = 6_000_000; // 54° N

  static List<CrsProposal> list(Envelope extent) {
    List<CrsProposal> proposals = new ArrayList<>();
    Envelope turned =
        new Envelope(extent.getMinY(), extent.getMaxY(), extent.getMinX(), extent.getMaxX());
    add(proposals, extent, false);
    if (proposals.isEmpty() && !extent.isNull()) {
      add(proposals, turned, true);
    }
    return proposals;
  }

  private static void add(List<CrsProposal> proposals, Envelope extent, boolean swapped) {
    double minX = extent.getMinX();
    double maxX = extent.getMaxX();
    if (minX >= 73 && maxX <= 136 && extent.getMinY() >= 3 && extent.getMaxY() <= 54) {
      proposals.add(new CrsProposal(SupportedCrs.CGCS2000, Evidence.DEGREES, swapped));
      return;
    }
    if (!(extent.getMinY() >= LEAST_NORTHING && extent.getMaxY() <= MOST_NORTHING)) {
      return;
    }
    int zone = (int) Math.floor(minX / 1_000_000);
    if (zone == (int) Math.floor(maxX / 1_000_000) && (zone >= 25 && zone <= 45)) {
      proposals.add(proposal(4513 + zone - 25, Evidence.ZONE_PREFIX, swapped));
    } else if (zone == (int) Math.floor(maxX / 1_000_000) && zone >= 13 && zone <= 23) {
      proposals.add(proposal(4491 + zone - 13, Evidence.ZONE_PREFIX, swapped));
    } else if (minX >= 100_000 && maxX < 1_000_000) {
      for (int srid = 4534; srid <= 4554; srid++) {
        proposals.add(proposal(srid, Evidence.MERIDIAN_UNKNOWN, swapped));
      }
    }
  }

  private static CrsProposal proposal(int srid, Evidence evidence, boolean swapped) {
    return new CrsProposal(SupportedCrs.find(srid).orElseThrow(), evidence, swapped);
  }
}
