package org.jingtu.checks;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jingtu.catalog.Attribute;
import org.jingtu.catalog.Catalog;
import org.jingtu.catalog.Collection;
import org.jingtu.catalog.ValueReader;
import org.jingtu.checks.CheckProblems.ParcelGeometryInvalid;
import org.jingtu.checks.CheckProblems.ParcelGeometryRefused;
import org.jingtu.checks.CheckProblems.ParcelNotFound;
import org.jingtu.checks.CheckProblems.ParcelNotStated;
import org.jingtu.checks.CheckRequest.ParcelRequest;
import org.jingtu.exchange.PlotFiles;
import org.jingtu.geo.CoordinateSystems;
import org.jingtu.geo.Crs;
import org.jingtu.geo.Ellipsoid;
import org.jingtu.geo.GeoJson;
import org.jingtu.geo.Validity;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Makes the plot that is to be checked out of what the request says. */
@Component
class Plots {

  /** A larger plot is no parcel; it would bring in whole layers. 100 km². */
  private static final double LARGEST_SQUARE_METRES = 1e8;

  private final Parcels parcels;
  private final CoordinateSystems systems;
  private final MessageSource texts;
  private final Collection parcelFields;
  private final Map<String, ValueReader> parcelValues = new HashMap<>();

  Plots(Parcels parcels, CoordinateSystems systems, MessageSource texts, Catalog catalog) {
    this.parcels = parcels;
    this.systems = systems;
    this.texts = texts;
    this.parcelFields = catalog.getCollection("parcels");
    for (Attribute attribute : parcelFields.attributes()) {
      parcelValues.put(attribute.name(), new ValueReader(attribute));
    }
  }

  /**
   * The plot of a new question. What was asked before is computed again wherever it lies.
   *
   * @param parcelsVersion data version of the parcels to read as of, or null for now
   * @throws ParcelNotFound if no parcel has the number
   * @throws ParcelGeometryRefused if it cannot be placed exactly, among others
   */
  Plot ask(@Nullable ParcelRequest request, @Nullable Long parcelsVersion) {
    Plot plot = getPlot(request, parcelsVersion);
    if (request != null && request.crs() != null && request.geometry() != null) {
      requireNearMeridian(plot, systems.getCrs(request.crs()));
    }
    return plot;
  }

  /**
   * Passes if degrees can be computed exactly from the coordinates of a plot.
   *
   * @param crs in which they were given
   */
  void requireNearMeridian(Plot plot, Crs crs) {
    double away = crs.degreesFromMeridian(plot.geometry().getEnvelopeInternal());
    if (away > Crs.MOST_DEGREES_FROM_MERIDIAN) {
      throw new ParcelGeometryRefused("PARCEL_FAR_FROM_MERIDIAN", crs.code(), Math.round(away));
    }
  }

  /**
   * The plot of a request.
   *
   * @param parcelsVersion data version of the parcels to read as of, or null for now
   * @throws ParcelNotFound if no parcel has the number
   */
  Plot getPlot(@Nullable ParcelRequest request, @Nullable Long parcelsVersion) {
    if (request == null || (request.parcelNo() == null) == (request.geometry() == null)) {
      throw new ParcelNotStated();
    }
    if (request.parcelNo() != null) {
      return registered(request.parcelNo().strip(), parcelsVersion);
    }
    JsonNode node = Objects.requireNonNull(request.geometry());
    Crs crs = systems.getCrs(request.crs() == null ? "EPSG:4490" : request.crs());
    Geometry geometry =
        GeoJson.readGeometry(
            "Feature".equals(node.path("type").asString("")) ? node.path("geometry") : node);
    Map<String, Object> fields = request.attributes();
    return fields == null
        ? drawn(geometry, crs, request.adcode())
        : uploaded(new PlotFiles.UploadedPlot(geometry, crs, fields), request.adcode());
  }

  private Plot registered(String parcelNo, @Nullable Long version) {
    return registered(
        parcels
            .findByNumber(parcelNo.toUpperCase(Locale.ROOT), version)
            .orElseThrow(() -> new ParcelNotFound(parcelNo)));
  }

  /** The plot of a registered parcel. */
  Plot registered(Parcel parcel) {
    Geometry dense = systems.densify(parcel.geometry(), systems.getCrs(parcel.sourceCrs()));
    return new Plot(
        parcel.parcelNo(),
        parcel.name(),
        parcel.adcode(),
        parcel.geometry(),
        dense,
        Ellipsoid.areaSquareMetres(dense),
        parcel.registeredAreaSquareMetres(),
        parcel.facts(),
        parcel.since());
  }

  /**
   * A plot that is not registered.
   *
   * @param geometry in {@code crs}, easting or longitude first
   * @param adcode 6 to 12 digits, or null if unknown
   */
  Plot drawn(Geometry geometry, Crs crs, @Nullable String adcode) {
    if (adcode != null && !adcode.matches("[1-9][0-9]{5}([0-9]{3}){0,2}")) {
      throw new CheckProblems.FactNotUnderstood("parcel.adcode", adcode, "130899");
    }
    if (!(geometry instanceof Polygon || geometry instanceof MultiPolygon)) {
      throw new ParcelGeometryRefused("PARCEL_NOT_A_POLYGON", geometry.getGeometryType());
    }
    Validity.findFlaw(geometry)
        .ifPresent(
            flaw -> {
              throw new ParcelGeometryInvalid(
                  flaw,
                  texts.getMessage("import." + flaw.code(), null, LocaleContextHolder.getLocale()));
            });
    Geometry stored = systems.toStorage(geometry, crs);
    if (!systems.insideChina(stored.getEnvelopeInternal())) {
      throw new ParcelGeometryRefused("PARCEL_OUTSIDE_CHINA", crs.code());
    }
    Geometry dense = systems.densifyToStorage(geometry, crs);
    double area = Ellipsoid.areaSquareMetres(dense);
    if (area > LARGEST_SQUARE_METRES) {
      throw new ParcelGeometryRefused(
          "PARCEL_TOO_LARGE", Math.round(area / 1e6), Math.round(LARGEST_SQUARE_METRES / 1e6));
    }
    return new Plot(null, null, adcode, stored, dense, area, null, Map.of());
  }

  /**
   * The plot of an uploaded file. What its fields say of the parcel (number, county, uses, survey)
   * counts like the record of a registered one.
   *
   * @param adcode county as the request states it, or null to take that of the file
   */
  Plot uploaded(PlotFiles.UploadedPlot file, @Nullable String adcode) {
    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    file.values()
        .forEach(
            (field, raw) ->
                parcelFields
                    .findByField(field)
                    .map(attribute -> Objects.requireNonNull(parcelValues.get(attribute.name())))
                    .ifPresent(reader -> put(facts, reader, raw)));
    String county = adcode != null ? adcode : (String) facts.get("adcode");
    Plot drawn = drawn(file.geometry(), file.crs(), county);
    return new Plot(
        (String) facts.get("parcelNo"),
        (String) facts.get("name"),
        county,
        drawn.geometry(),
        drawn.dense(),
        drawn.areaSquareMetres(),
        (Double) facts.get("registeredAreaSquareMetres"),
        facts);
  }

  /** A value that cannot be read is not known; the rules ask for what they need. */
  private static void put(Map<String, @Nullable Object> facts, ValueReader reader, Object raw) {
    Object value = reader.read(raw).value();
    if (value != null) {
      facts.putIfAbsent(reader.attribute().name(), value);
    }
  }
}
