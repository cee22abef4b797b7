package org.jingtu.features;

import java.util.List;
import java.util.stream.Collectors;
import org.jingtu.catalog.Attribute;
import org.jingtu.catalog.Collection;

/**
 * The SQL of one collection's table. Table and column names come from the catalogue, which was
 * checked against the migrated tables at start; values are always bind parameters.
 */
final class TableSql {

  /** Vertices of a piece at the most. */
  static final int PIECE_VERTICES = 128;

  /**
   * Numbers of the collections that lie over the land like tiles (farmland classes, planned land
   * use, permanent farmland, current land use). The index {@code overlay_piece_sparse} holds all
   * others.
   */
  static final String DENSE = "2, 8, 9, 12";

  private final Collection collection;

  TableSql(Collection collection) {
    this.collection = collection;
  }

  /** Binary COPY of new versions, columns as {@link EncodedBatch} writes them. */
  String copyFeatures() {
    return "copy %s (feature, since, %s, geom, source_srid, area_square_metres, extra, import_job) from stdin (format binary)"
        .formatted(collection.table(), attributeColumns(""));
  }

  static String copyPieces() {
    return "copy overlay_piece (collection, feature, since, geom) from stdin (format binary)";
  }

  static String copyLarge() {
    return "copy large_geometry (feature, geom) from stdin (format binary)";
  }

  /** Ends the current versions of features; parameters: version, feature ids (bigint[]). */
  String endFeatures() {
    return "update %s set until = ? where until is null and feature = any(?)"
        .formatted(collection.table());
  }

  /** Ends the current pieces of features; parameters: version, feature ids, collection number. */
  static String endPieces() {
    return """
    update overlay_piece p set until = ? from unnest(?::bigint[]) a(feature)
    where p.until is null and p.collection = ? and p.feature = a.feature
    """;
  }

  /** Ends the current versions of counties; parameters: version, county codes (text[]). */
  String endCounties() {
    return "update %s set until = ? where until is null and left(adcode, 6) = any(?)"
        .formatted(collection.table());
  }

  /** Ends the pieces of what {@link #endCounties} ends; called before it. */
  String endPiecesOfCounties() {
    return """
        update overlay_piece p set until = ?
        from %s t
        where p.until is null and p.collection = ? and p.feature = t.feature
          and t.until is null and left(t.adcode, 6) = any(?)
        """
        .formatted(collection.table());
  }

  /**
   * Administrative code of a feature that a data version wrote or ended outside of an area, if
   * there is one; parameters: version, version, prefix of the area's codes, and feature ids if
   * listed.
   */
  String selectOutside(boolean listed) {
    return "select adcode from %s where (since = ? or until = ?) and not starts_with(adcode, ?)%s limit 1"
        .formatted(collection.table(), listed ? " and feature = any(?)" : "");
  }

  /** Codes among those given that current features have; parameter: codes (text[]). */
  String selectCodes() {
    return "select code from %s where until is null and code = any(?)"
        .formatted(collection.table());
  }

  /** Versions with the times at which they began and ended; {@code where} speaks of {@code t}. */
  String selectVersions(String where) {
    return """
        select t.feature, t.since, t.until, b.committed_at as since_time, e.committed_at as until_time,
               %s, st_asbinary(t.geom) as geom, t.source_srid, t.area_square_metres, t.extra
        from %s t
        join dataset_version b on b.collection = '%s' and b.version = t.since
        left join dataset_version e on e.collection = '%s' and e.version = t.until
        where %s
        """
        .formatted(
            attributeColumns("t."), collection.table(), collection.id(), collection.id(), where);
  }

  /** The attributes of {@code t} as one JSON array, in the order of the catalogue. */
  String attributesJson() {
    return "json_build_array(" + attributeColumns("t.") + ")";
  }

  private String attributeColumns(String prefix) {
    return attributes().stream().map(a -> prefix + a.column()).collect(Collectors.joining(", "));
  }

  List<Attribute> attributes() {
    return collection.attributes();
  }

  Collection collection() {
    return collection;
  }
}
