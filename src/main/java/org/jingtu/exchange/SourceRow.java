package org.jingtu.exchange;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/**
 * A row of a file as it was read.
 *
 * @param record number in the file, from 1; deleted rows are counted but not read
 * @param geometry in the CRS of the file, without Z and M, perhaps invalid; null if the row has
 *     none or it could not be read (then a problem says so)
 * @param values one a field of {@link SourceInfo#fields}, of the class its type names; null if
 *     empty or unreadable (then a problem says so)
 * @param problems what was found while reading it
 */
public record SourceRow(
    long record,
    @Nullable Geometry geometry,
    List<@Nullable Object> values,
    List<RowProblem> problems) {

  /**
   * The values by the names of their fields; absent = no value.
   *
   * @param info of the source that the row came from
   */
  public Map<String, Object> valuesOf(SourceInfo info) {
    Map<String, Object> byField = new LinkedHashMap<>();
    for (int i = 0; i < values.size(); i++) {
      Object value = values.get(i);
      if (value != null) {
        byField.put(info.fields().get(i).name(), value);
      }
    }
    return byField;
  }
}
