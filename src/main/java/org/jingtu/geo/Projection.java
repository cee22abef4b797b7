package org.jingtu.geo;

import java.util.function.DoubleUnaryOperator;
import org.geotools.api.parameter.ParameterValueGroup;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.MathTransformFactory;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.referencing.ReferencingFactoryFinder;

/**
 * From a supported system to CGCS2000 longitude and latitude and back, whole arrays at a time and
 * in place. Thread-safe.
 */
interface Projection {

  /** Replaces {@code count} pairs (easting, northing) by (longitude, latitude) in degrees. */
  void toLonLat(double[] pairs, int count);

  /** Replaces {@code count} pairs (longitude, latitude) in degrees by (easting, northing). */
  void fromLonLat(double[] pairs, int count);

  static Projection of(Crs crs) {
    return switch (crs.kind()) {
      case CGCS2000, WGS84 -> new Same();
      case WEB_MERCATOR -> new WebMercator();
      default -> GaussKruger.of(crs);
    };
  }

  /** Geographic systems: nothing to do. */
  record Same() implements Projection {
    @Override
    public void toLonLat(double[] pairs, int count) {}

    @Override
    public void fromLonLat(double[] pairs, int count) {}
  }

  /** Spherical Mercator formulas on the semi-major axis (EPSG method 1024). */
  record WebMercator() implements Projection {
    @Override
    public void toLonLat(double[] pairs, int count) {
      double a = Ellipsoid.SEMI_MAJOR_METRES;
      each(
          pairs,
          count,
          x -> Math.toDegrees(x / a),
          y -> Math.toDegrees(Math.atan(Math.sinh(y / a))));
    }

    @Override
    public void fromLonLat(double[] pairs, int count) {
      double a = Ellipsoid.SEMI_MAJOR_METRES;
      each(
          pairs,
          count,
          lon -> a * Math.toRadians(lon),
          lat -> a * Math.log(Math.tan(Math.PI / 4 + Math.toRadians(lat) / 2)));
    }

    private static void each(
        double[] pairs, int count, DoubleUnaryOperator first, DoubleUnaryOperator second) {
      for (int i = 0; i < 2 * count; i += 2) {
        pairs[i] = first.applyAsDouble(pairs[i]);
        pairs[i + 1] = second.applyAsDouble(pairs[i + 1]);
      }
    }
  }

  /**
   * GeoTools' transverse Mercator. It is built from parameters, not by {@code CRS.decode}: that
   * would first unpack an EPSG database and take seconds.
   */
  record GaussKruger(MathTransform forward, MathTransform inverse) implements Projection {

    static GaussKruger of(Crs crs) {
      try {
        MathTransformFactory factory = ReferencingFactoryFinder.getMathTransformFactory(null);
        ParameterValueGroup parameters = factory.getDefaultParameters("Transverse_Mercator");
        parameters.parameter("semi_major").setValue(Ellipsoid.SEMI_MAJOR_METRES);
        parameters.parameter("semi_minor").setValue(Ellipsoid.SEMI_MINOR_METRES);
        parameters.parameter("central_meridian").setValue(crs.centralMeridianDegrees());
        parameters.parameter("false_easting").setValue(crs.falseEastingMetres());
        MathTransform forward = factory.createParameterizedTransform(parameters);
        return new GaussKruger(forward, forward.inverse());
      } catch (FactoryException | TransformException e) {
        throw new IllegalStateException("no transverse Mercator for " + crs.code(), e);
      }
    }

    @Override
    public void toLonLat(double[] pairs, int count) {
      run(inverse, pairs, count);
    }

    @Override
    public void fromLonLat(double[] pairs, int count) {
      run(forward, pairs, count);
    }

    /**
     * A point that has no image (far outside the zone) becomes infinite; the others are
     * transformed. Not NaN, which equals nothing: rings would no longer be closed. Where GeoTools
     * cannot even write the angle into its message, it fails with an IllegalArgumentException.
     */
    private static void run(MathTransform transform, double[] pairs, int count) {
      double[] source = pairs.clone();
      try {
        transform.transform(source, 0, pairs, 0, count);
      } catch (TransformException | IllegalArgumentException e) {
        for (int i = 0; i < 2 * count; i += 2) {
          one(transform, source, pairs, i);
        }
      }
      for (int i = 0; i < 2 * count; i++) {
        if (Double.isNaN(pairs[i])) {
          pairs[i] = Double.POSITIVE_INFINITY;
        }
      }
    }

    private static void one(MathTransform transform, double[] source, double[] pairs, int at) {
      try {
        transform.transform(source, at, pairs, at, 1);
      } catch (TransformException | IllegalArgumentException e) {
        pairs[at] = Double.POSITIVE_INFINITY;
        pairs[at + 1] = Double.POSITIVE_INFINITY;
      }
    }
  }
}
