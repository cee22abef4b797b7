package org.jingtu.features;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jingtu.catalog.Attribute;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import tools.jackson.databind.json.JsonMapper;

/**
 * Rows ready to be sent: the features, their overlay pieces, and the geometries that PostGIS is to
 * cut first. Made outside the transaction, by any thread.
 */
public final class EncodedBatch {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  final List<Long> ids;
  final BinaryCopyBuffer features = new BinaryCopyBuffer();
  final BinaryCopyBuffer pieces = new BinaryCopyBuffer();
  final BinaryCopyBuffer large = new BinaryCopyBuffer();

  /** A draft with the feature id under which it is to be registered. */
  public record Entry(long feature, FeatureDraft draft) {}

  EncodedBatch(TableSql table, long version, @Nullable UUID importJob, List<Entry> entries) {
    ids = entries.stream().map(Entry::feature).toList();
    for (Entry entry : entries) {
      encodeFeature(table, version, importJob, entry);
      Geometry dense = entry.draft().dense();
      if (dense != null && table.collection().overlaid()) {
        encodePieces(table.collection().number(), version, entry.feature(), dense);
      }
    }
  }

  private void encodeFeature(TableSql table, long version, @Nullable UUID importJob, Entry entry) {
    FeatureDraft draft = entry.draft();
    List<Attribute> attributes = table.attributes();
    features.row(2 + attributes.size() + 5);
    features.int8(entry.feature());
    features.int8(version);
    for (Attribute attribute : attributes) {
      Object value = draft.attributes().get(attribute.name());
      switch (attribute.type()) {
        case TEXT, CODE -> features.text((String) value);
        case BOOLEAN -> features.bool((Boolean) value);
        case INTEGER -> features.int8((Long) value);
        case DECIMAL -> features.float8((Double) value);
        case DATE -> features.date((LocalDate) value);
      }
    }
    features.geometry(draft.geometry());
    features.int4(draft.sourceSrid());
    features.float8(draft.areaSquareMetres());
    features.jsonb(draft.extra().isEmpty() ? null : JSON.writeValueAsString(draft.extra()));
    features.uuid(importJob);
  }

  private void encodePieces(int collection, long version, long feature, Geometry dense) {
    for (int i = 0; i < dense.getNumGeometries(); i++) {
      Geometry part = dense.getGeometryN(i);
      if (part.getNumPoints() <= TableSql.PIECE_VERTICES) {
        pieces.row(4);
        pieces.int2(collection);
        pieces.int8(feature);
        pieces.int8(version);
        pieces.geometry(part);
      } else {
        large.row(2);
        large.int8(feature);
        large.geometry(part);
      }
    }
  }
}
