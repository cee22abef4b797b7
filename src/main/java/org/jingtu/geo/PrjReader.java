package org.jingtu.geo;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.geotools.api.parameter.ParameterValueGroup;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.GeographicCRS;
import org.geotools.api.referencing.crs.ProjectedCRS;
import org.geotools.api.referencing.datum.Ellipsoid;
import org.geotools.api.referencing.datum.GeodeticDatum;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.referencing.CRS;
import org.geotools.referencing.operation.projection.MapProjection;
import org.jspecify.annotations.Nullable;

/**
 * Recognises supported systems in WKT by datum and parameters. GeoTools parses; the match is our
 * own, because {@code CRS.lookupIdentifier} searches the whole EPSG database (up to 1.7 s) and
 * trusts names.
 */
final class PrjReader {

  /** A .prj is under 1,000 characters; what is longer is not one. */
  private static final int LONGEST_TEXT = 8_192;

  private static final int MOST_REMEMBERED = 1_000;

  private final Map<String, Optional<Crs>> remembered = new ConcurrentHashMap<>();

  Optional<Crs> find(String wkt) {
    String text = wkt.strip();
    if (text.isEmpty() || text.length() > LONGEST_TEXT) {
      return Optional.empty();
    }
    Optional<Crs> known = remembered.get(text);
    if (known == null) {
      known = recognise(text);
      if (remembered.size() < MOST_REMEMBERED) {
        remembered.put(text, known);
      }
    }
    return known;
  }

  private static Optional<Crs> recognise(String text) {
    if (text.contains("Mercator_Auxiliary_Sphere") && text.contains("WGS_1984")) {
      return Optional.of(
          SupportedCrs.WEB_MERCATOR); // ESRI's own method: GeoTools has no name for it
    }
    CoordinateReferenceSystem parsed;
    try {
      parsed = CRS.getHorizontalCRS(CRS.parseWKT(text));
    } catch (FactoryException | RuntimeException | StackOverflowError e) {
      return Optional.empty();
    }
    if (parsed instanceof GeographicCRS geographic) {
      return recogniseGeographic(geographic);
    }
    return parsed instanceof ProjectedCRS projected
        ? recogniseProjected(projected)
        : Optional.empty();
  }

  private static Optional<Crs> recogniseGeographic(GeographicCRS crs) {
    if (!hasUnit(crs, "°") && !hasUnit(crs, "deg")) {
      return Optional.empty();
    }
    return Optional.ofNullable(findDatum(crs));
  }

  /** CGCS2000 or WGS 84, null for another datum. */
  private static @Nullable Crs findDatum(GeographicCRS crs) {
    GeodeticDatum datum = crs.getDatum();
    Ellipsoid ellipsoid = datum.getEllipsoid();
    OldDatum.findByEllipsoid(ellipsoid.getSemiMajorAxis())
        .ifPresent(
            old -> {
              throw new DatumNeedsParameters(crs.getName().getCode(), old);
            });
    if (datum.getPrimeMeridian().getGreenwichLongitude() != 0
        || Math.abs(ellipsoid.getSemiMajorAxis() - 6_378_137) > 1e-3) {
      return null;
    }
    String names = plain(crs.getName().getCode() + " " + datum.getName().getCode());
    if (names.contains("china2000")
        || names.contains("cgcs2000")
        || names.contains("chinageodeticcoordinatesystem2000")) {
      return SupportedCrs.CGCS2000;
    }
    boolean wgs84 = names.contains("wgs84") || names.contains("wgs1984");
    boolean flattened = Math.abs(ellipsoid.getInverseFlattening() - 298.257223563) < 1e-6;
    return wgs84 && flattened ? SupportedCrs.WGS84 : null;
  }

  private static Optional<Crs> recogniseProjected(ProjectedCRS crs) {
    if (findDatum(crs.getBaseCRS()) == null) {
      return Optional.empty();
    }
    MathTransform transform = CRS.getMapProjection(crs);
    if (!(transform instanceof MapProjection projection) || !hasUnit(crs, "m")) {
      return Optional.empty();
    }
    ParameterValueGroup values = projection.getParameterValues();
    String method = values.getDescriptor().getName().getCode();
    if (method.contains("Pseudo")) {
      return Optional.of(SupportedCrs.WEB_MERCATOR);
    }
    if (!method.equals("Transverse_Mercator")
        || value(values, "scale_factor") != 1
        || value(values, "latitude_of_origin") != 0
        || value(values, "false_northing") != 0) {
      return Optional.empty();
    }
    return findGaussKruger(values, plain(crs.getName().getCode()));
  }

  /** A meridian such as 117° is in both series: then the name decides, else 3-degree is taken. */
  private static Optional<Crs> findGaussKruger(ParameterValueGroup values, String name) {
    double meridian = value(values, "central_meridian");
    double falseEasting = value(values, "false_easting");
    return SupportedCrs.gaussKruger(meridian, falseEasting)
        .filter(crs -> plain(crs.title()).equals(name))
        .findFirst()
        .or(() -> SupportedCrs.gaussKruger(meridian, falseEasting).findFirst());
  }

  private static double value(ParameterValueGroup values, String name) {
    return values.parameter(name).doubleValue();
  }

  private static boolean hasUnit(CoordinateReferenceSystem crs, String unit) {
    return crs.getCoordinateSystem().getAxis(0).getUnit().toString().equals(unit);
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "").replace("gausskruger", "gk");
  }
}
