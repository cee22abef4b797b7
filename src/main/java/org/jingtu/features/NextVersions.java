package org.jingtu.features;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jingtu.catalog.Attribute;
import org.jingtu.catalog.Collection;
import org.jingtu.catalog.ValueReader;
import org.jingtu.features.DraftReader.DraftProblem;
import org.jingtu.geo.CoordinateSystems;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.MultiPolygon;
import org.springframework.stereotype.Component;

/** Drafts of the next version of a feature whose geometry stays as it is, to the last digit. */
@Component
public class NextVersions {

  private final CoordinateSystems systems;

  NextVersions(CoordinateSystems systems) {
    this.systems = systems;
  }

  /**
   * The current version with some attributes changed.
   *
   * @param changes raw values by attribute name; null takes a value away
   * @throws org.jingtu.problems.Problem FEATURE_INVALID naming every value that is not allowed
   */
  public FeatureDraft change(
      Collection collection, FeatureVersion current, Map<String, ?> changes) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    List<DraftProblem> problems = new ArrayList<>();
    for (Attribute attribute : collection.attributes()) {
      String name = attribute.name();
      Object value = current.attributes().get(name);
      if (changes.containsKey(name)) {
        Object raw = changes.get(name);
        ValueReader.Reading reading = new ValueReader(attribute).read(raw);
        if (reading.problem() != null) {
          problems.add(DraftReader.attributeProblem(reading.problem(), attribute, raw));
        }
        value = reading.value();
      }
      if (value != null) {
        values.put(name, value);
      }
    }
    if (!problems.isEmpty()) {
      throw new Problems.FeatureInvalid(problems.stream().map(Features::member).toList());
    }
    return new FeatureDraft(
        values,
        current.geometry(),
        dense(current.geometry(), current.sourceSrid()),
        current.sourceSrid(),
        current.areaSquareMetres(),
        current.extra());
  }

  private @Nullable Geometry dense(@Nullable Geometry stored, int sourceSrid) {
    return stored instanceof MultiPolygon
        ? DraftReader.validForOverlay(
            systems.densify(stored, systems.getCrs("EPSG:" + sourceSrid)))
        : stored;
  }
}
