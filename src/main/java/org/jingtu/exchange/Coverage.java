package org.jingtu.exchange;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jingtu.catalog.Collection;
import org.jingtu.features.CollectionWriter;
import org.jingtu.features.Datasets;
import org.jspecify.annotations.Nullable;

/** Declares the counties of which the file holds all there is. */
final class Coverage {

  private final Datasets datasets;
  private final Collection collection;
  private final ImportRequest request;

  Coverage(Datasets datasets, Collection collection, ImportRequest request) {
    this.datasets = datasets;
    this.collection = collection;
    this.request = request;
  }

  /**
   * Declares what is not declared yet, or under another date.
   *
   * @param latest latest date of a row, for an upload without a date of its own; or null
   * @return whether anything had to be declared
   */
  boolean declare(CollectionWriter writer, @Nullable LocalDate latest) {
    LocalDate date = request.sourceDate() == null ? latest : request.sourceDate();
    Map<String, @Nullable LocalDate> declared = new HashMap<>();
    for (Datasets.Coverage coverage : datasets.listCoverage(collection)) {
      if (coverage.adcode() != null) {
        declared.put(coverage.adcode(), coverage.sourceDate());
      }
    }
    boolean any = false;
    for (String county : request.coverage()) {
      if (!declared.containsKey(county) || !Objects.equals(declared.get(county), date)) {
        writer.declareCoverage(county, null, date);
        any = true;
      }
    }
    return any;
  }
}
