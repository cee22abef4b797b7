package org.jingtu.exchange;

import java.util.Optional;
import java.util.function.Supplier;
import org.jingtu.geo.CoordinateSystems;
import org.jingtu.geo.Crs;
import org.jingtu.problems.BadParameter;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.springframework.stereotype.Component;

/** The CRS of an exported file, and the way into it. */
@Component
class ExportCrs {

  /** What would not be taken in again is not given out. */
  static final double MOST_DEGREES = Crs.MOST_DEGREES_FROM_MERIDIAN;

  private static final double FIRST_ZONE = 25;
  private static final double LAST_ZONE = 45;

  private final CoordinateSystems systems;

  ExportCrs(CoordinateSystems systems) {
    this.systems = systems;
  }

  /**
   * @param code as in the request, or null for the storage system
   */
  Crs any(@Nullable String code) {
    return code == null ? systems.storage() : systems.getCrs(code);
  }

  /**
   * A Gauss-Krüger zone: the one asked for, else the 3-degree zone with prefix in whose middle the
   * data lies.
   *
   * @param middle longitude of the middle of the data, null if there is none
   */
  Crs zone(@Nullable String code, Supplier<@Nullable Double> middle) {
    if (code == null) {
      Double longitude = middle.get();
      double zone = longitude == null ? 39 : Math.rint(longitude / 3);
      double near = Math.max(FIRST_ZONE, Math.min(LAST_ZONE, zone));
      return systems.getCrs("EPSG:" + (4513 + Math.round(near - FIRST_ZONE)));
    }
    Crs crs = systems.getCrs(code);
    if (crs.geographic() || crs.kind() == Crs.Kind.WEB_MERCATOR) {
      throw new BadParameter("crs", code, "EPSG:4513…4554, EPSG:4491…4512");
    }
    return crs;
  }

  /**
   * Degrees of longitude, west and east, between which everything can be brought into a CRS; empty
   * if there are no such limits.
   */
  static Optional<double[]> findReach(Crs crs) {
    if (crs.geographic() || crs.kind() == Crs.Kind.WEB_MERCATOR) {
      return Optional.empty();
    }
    double meridian = crs.centralMeridianDegrees();
    return Optional.of(new double[] {meridian - MOST_DEGREES, meridian + MOST_DEGREES});
  }

  /**
   * Transforms a stored geometry vertex by vertex.
   *
   * @param feature its code, for the refusal
   * @throws ExportRefused if it lies too far from the zone
   */
  Geometry bring(Geometry stored, Crs crs, String feature) {
    if (crs.geographic()) {
      return stored;
    }
    if (crs.kind() != Crs.Kind.WEB_MERCATOR) {
      Envelope box = stored.getEnvelopeInternal();
      double meridian = crs.centralMeridianDegrees();
      double away = Math.max(meridian - box.getMinX(), box.getMaxX() - meridian);
      if (!(away <= MOST_DEGREES)) {
        double middle = (box.getMinX() + box.getMaxX()) / 2;
        throw ExportRefused.outsideCrs(crs.code(), feature, zone(null, () -> middle).code());
      }
    }
    return systems.fromStorage(stored, crs);
  }
}
