package org.jingtu.features;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jingtu.catalog.Attribute;
import org.jingtu.catalog.Collection;
import org.jingtu.catalog.ValueReader;
import org.jingtu.features.DraftReader.DraftProblem;
import org.jingtu.features.DraftReader.Outcome;
import org.jingtu.geo.CoordinateSystems;
import org.jingtu.geo.Crs;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.MultiPolygon;
import org.springframework.stereotype.Component;

/** Makes drafts for rooms that register features of their own accord. */
@Component
public class FeatureDrafts {

  private final CoordinateSystems systems;
  private final DraftRefusals refusals;

  FeatureDrafts(CoordinateSystems systems, DraftRefusals refusals) {
    this.systems = systems;
    this.refusals = refusals;
  }

  /**
   * Reads raw values and a geometry, checked as {@link DraftReader} checks a row.
   *
   * @param raw raw values by attribute name
   * @param geometry in {@code crs}, easting or longitude first
   * @throws org.jingtu.problems.Problem FEATURE_INVALID with every fault
   */
  public FeatureDraft read(
      Collection collection, Map<String, ?> raw, @Nullable Geometry geometry, Crs crs) {
    Outcome outcome = new DraftReader(collection, systems, crs).read(raw, geometry, Map.of());
    if (outcome.draft() == null) {
      throw refusals.invalid(outcome.problems());
    }
    return outcome.draft();
  }

  /**
   * A draft of values and a geometry that was read and stored before; the geometry stays as it is,
   * to the last digit.
   *
   * @param raw values by attribute name
   * @param stored EPSG:4490, longitude first: a multipolygon, a point, or null
   * @param sourceSrid EPSG code of the CRS in which its edges are straight
   * @param areaSquareMetres its area, as computed when it was read
   */
  public FeatureDraft restore(
      Collection collection,
      Map<String, ?> raw,
      @Nullable Geometry stored,
      int sourceSrid,
      double areaSquareMetres) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    List<DraftProblem> problems = new ArrayList<>();
    for (Attribute attribute : collection.attributes()) {
      Object rawValue = raw.get(attribute.name());
      ValueReader.Reading reading = new ValueReader(attribute).read(rawValue);
      if (reading.problem() != null) {
        problems.add(
            DraftReader.attributeProblem(collection, reading.problem(), attribute, rawValue));
      } else if (reading.value() != null) {
        values.put(attribute.name(), reading.value());
      }
    }
    if (!problems.isEmpty()) {
      throw refusals.invalid(problems);
    }
    Geometry dense = dense(stored, sourceSrid);
    return new FeatureDraft(values, stored, dense, sourceSrid, areaSquareMetres, Map.of());
  }

  /**
   * The next version of a feature: some attributes changed, the geometry as it is.
   *
   * @param changes raw values by attribute name; null takes a value away
   * @throws org.jingtu.problems.Problem FEATURE_INVALID naming every value that is not allowed
   */
  public FeatureDraft change(
      Collection collection, FeatureVersion current, Map<String, ?> changes) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>(current.attributes());
    changes.forEach(values::put);
    FeatureDraft draft =
        restore(
            collection,
            values,
            current.geometry(),
            current.sourceSrid(),
            current.areaSquareMetres());
    return new FeatureDraft(
        draft.attributes(),
        draft.geometry(),
        draft.dense(),
        draft.sourceSrid(),
        draft.areaSquareMetres(),
        current.extra());
  }

  private @Nullable Geometry dense(@Nullable Geometry stored, int sourceSrid) {
    return stored instanceof MultiPolygon
        ? DraftReader.validForOverlay(systems.densify(stored, systems.getCrs("EPSG:" + sourceSrid)))
        : stored;
  }
}
