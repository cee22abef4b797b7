package org.jingtu.ogcapi;

import java.time.Instant;
import java.util.List;
import org.jingtu.catalog.Attribute;
import org.jingtu.catalog.Collection;
import org.jingtu.features.FeatureFilter;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/**
 * What a request for items asks.
 *
 * @param crs CRS of the answer
 * @param limit features of a page at the most
 * @param bbox area in EPSG:4490 that a feature must meet, or null
 * @param dates days that must hold the source date, or null
 * @param filters further conditions, all of them
 * @param sort keys before the feature id
 * @param properties attributes that are given out
 * @param area whether the ellipsoidal area is given out
 * @param geometry whether geometries are given out
 * @param hits whether only the number is asked for
 * @param asOf moment of the past that is asked about, or null for now
 * @param cursor where the last page ended, or null for the first page
 */
record ItemsQuery(
    Collection collection,
    NamedCrs crs,
    int limit,
    @Nullable Geometry bbox,
    @Nullable DateRange dates,
    List<FeatureFilter> filters,
    List<SortKey> sort,
    List<Attribute> properties,
    boolean area,
    boolean geometry,
    boolean hits,
    @Nullable Instant asOf,
    @Nullable Cursor cursor) {

  /**
   * For the one item of an address, with all that it has.
   *
   * @param filters what limits the caller
   */
  static ItemsQuery ofOne(
      Collection collection, NamedCrs crs, List<FeatureFilter> filters, @Nullable Instant asOf) {
    return new ItemsQuery(
        collection,
        crs,
        1,
        null,
        null,
        filters,
        List.of(),
        collection.attributes(),
        true,
        true,
        false,
        asOf,
        null);
  }

  /** The same with no more features to a page than this. */
  ItemsQuery limitedTo(int most) {
    return new ItemsQuery(
        collection,
        crs,
        Math.min(limit, most),
        bbox,
        dates,
        filters,
        sort,
        properties,
        area,
        geometry,
        hits,
        asOf,
        cursor);
  }

  /** Whether every feature of the collection is meant. */
  boolean everything() {
    return bbox == null && dates == null && filters.isEmpty();
  }
}
