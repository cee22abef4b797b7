package org.jingtu.sample;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jingtu.exchange.FieldDef;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/**
 * One file of the sample: what a bureau would hand over.
 *
 * @param file name without ending, in lower case
 * @param collection id of the collection that it is loaded into
 * @param adcode county that it covers
 * @param srid EPSG code of its coordinates
 * @param text how its text is written
 * @param fields of the .dbf, in order
 * @param rows features, in order
 */
record Layer(
    String file,
    String collection,
    String adcode,
    int srid,
    Text text,
    List<FieldDef> fields,
    List<Row> rows) {

  /** How text is written, and what tells the reader so. */
  enum Text {
    UTF8_CPG,
    GBK_CPG,
    GBK_LDID
  }

  /**
   * A feature.
   *
   * @param geometry in the layer's CRS, or null for a site that is only on a list
   * @param values in the order of the fields: text, numbers, {@link java.time.LocalDate}
   */
  record Row(@Nullable Geometry geometry, List<@Nullable Object> values) {}

  /** A layer in EPSG:4527 of the county 130899, without rows. */
  static Layer of(String file, String collection, Text text, FieldDef... fields) {
    return new Layer(
        file,
        collection,
        County.ADCODE,
        Plane.FACTORY.getSRID(),
        text,
        List.of(fields),
        new ArrayList<>());
  }

  /** Appends a feature; the values in the order of the fields. */
  void add(@Nullable Geometry geometry, @Nullable Object... values) {
    if (values.length != fields.size()) {
      throw new IllegalArgumentException(
          file + ": " + values.length + " values for " + fields.size() + " fields");
    }
    rows.add(new Row(geometry, Arrays.asList(values)));
  }
}
