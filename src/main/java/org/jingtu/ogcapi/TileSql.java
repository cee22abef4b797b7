package org.jingtu.ogcapi;

import java.util.stream.Collectors;
import org.jingtu.catalog.Attribute;
import org.jingtu.catalog.Collection;

/**
 * The SQL of a tile of one collection. Names come from the catalogue, values are bind parameters.
 *
 * <p>Geometries are put on the tile's grid of 4096 units; neighbours stay neighbours, since the
 * same vertex goes to the same place. A polygon that is smaller than half a pixel both ways (a tile
 * being drawn as 256 pixels), or that would vanish on the grid, is given as a point on its surface;
 * in a collection that is thinned out, a polygon below two pixels as the middle of its extent.
 */
final class TileSql {

  /** Polygons with more vertices are clipped and simplified before they are transformed. */
  private static final int MANY_VERTICES = 500;

  /**
   * Without {@code offset 0} the planner would write the geometry of the tile into the condition
   * too, and it would be made twice.
   */
  private static final String LAYER =
      """
      select st_asmvt(r, :layer, 4096, 'mvt', '@id') from (
        select s.* from (%s offset 0) s where s.mvt is not null) r
      """;

  private static final String SHOWN =
      """
      select t.feature as "@id", %1$s,
        case when %2$s then %3$s
          else coalesce(
            st_asmvtgeom(%4$s, st_makeenvelope(:x1, :y1, :x2, :y2, %5$d), 4096, 64, true),
            case when not st_isempty(%6$s) then %3$s end) end as mvt
      from %7$s
      where %8$s
      """;

  /** What many vertices are cut down to before they are transformed. */
  private static final String PART =
      """
      case when st_npoints(t.geom) > %d
        then st_simplify(st_collectionextract(st_clipbybox2d(t.geom,
          st_makeenvelope(:cutWest, :cutSouth, :cutEast, :cutNorth, 4490)), 3), :tolerance, true)
        else t.geom end"""
          .formatted(MANY_VERTICES);

  /**
   * One of the small ones a cell: the rest could not be told apart. Which one does not matter; the
   * row's place is good within the statement, and finding it needs neither sorting nor geometries.
   */
  private static final String THINNED =
      """
      select t.feature as "@id", %1$s, %2$s as mvt
      from (
        select min(t.ctid) as place
        from %3$s t where %4$s and %5$s
        group by floor(st_xmin(t.geom) / :cell), floor(st_ymin(t.geom) / :cell)) k
      join %3$s t on t.ctid = k.place
      """;

  /**
   * The same where nearly all are small. Each extent is read once; {@code offset 0} keeps the
   * planner from reading it again for every figure that is taken from it. The rows that are not
   * small are few: they are found by their place.
   */
  private static final String MOSTLY_THINNED =
      """
      with box as materialized (
        select e.*, e.east - e.west < :small and e.north - e.south < %1$s as is_small
        from (
          select b.place, st_xmin(b.box) as west, st_ymin(b.box) as south, st_xmax(b.box) as east, st_ymax(b.box) as north
          from (select t.ctid as place, box2d(t.geom) as box from %2$s t where %3$s offset 0) b
          offset 0) e)
      %4$s
      union all
      select t.feature as "@id", %5$s, %6$s as mvt
      from (
        select min(box.place) as place from box where box.is_small
        group by floor(box.west / :cell), floor(box.south / :cell)) k
      join %2$s t on t.ctid = k.place
      """;

  private static final String MIDDLE =
      """
      st_setsrid(st_makepoint((st_xmin(t.geom) + st_xmax(t.geom)) / 2, (st_ymin(t.geom) + st_ymax(t.geom)) / 2), 4490)""";

  private static final String CURRENT = "t.until is null";

  private static final String MEETS =
      " and t.geom && st_makeenvelope(:west, :south, :east, :north, 4490)";

  private TileSql() {}

  /** Whether one small polygon a cell stands for all. */
  enum Thinning {
    /** Every polygon is shown. */
    NONE,
    /** Some are too small. */
    SOME,
    /** Nearly all are too small: the same result, found in another way. */
    MOST
  }

  /**
   * The statement.
   *
   * @param limited whether the caller sees one area alone, the parameter {@code area}
   * @param all whether the tile holds every feature, so that none is to be looked for
   */
  static String of(
      Collection collection, TileMatrixSet set, boolean limited, Thinning thinning, boolean all) {
    String where =
        CURRENT + (all ? "" : MEETS) + (limited ? " and starts_with(t.adcode, :area)" : "");
    String attributes = attributes(collection);
    String table = collection.table();
    String small = small(set);
    String middle = point(set, MIDDLE);
    return LAYER.formatted(
        switch (thinning) {
          case NONE -> shown(collection, set, small, table + " t", where);
          case SOME ->
              shown(collection, set, "false", table + " t", where + " and not " + small)
                  + " union all "
                  + THINNED.formatted(attributes, middle, table, where, small);
          case MOST -> {
            String large = "box b join " + table + " t on t.ctid = b.place";
            yield MOSTLY_THINNED.formatted(
                height(set, "e.south"),
                table,
                where,
                shown(collection, set, "false", large, "not b.is_small"),
                attributes,
                middle);
          }
        });
  }

  private static String shown(
      Collection collection, TileMatrixSet set, String asPoint, String from, String where) {
    return SHOWN.formatted(
        attributes(collection),
        asPoint,
        point(set, "st_pointonsurface(t.geom)"),
        inSet(set, PART),
        set.srid(),
        PART,
        from,
        where);
  }

  private static String point(TileMatrixSet set, String point) {
    return "st_asmvtgeom(%s, st_makeenvelope(:x1, :y1, :x2, :y2, %d), 4096, 64, true)"
        .formatted(inSet(set, point), set.srid());
  }

  /** The area, which is stored, tells most at once: each extent is read from all vertices anew. */
  private static String small(TileMatrixSet set) {
    return "(t.area_square_metres < :smallSquareMetres"
        + " and st_xmax(t.geom) - st_xmin(t.geom) < :small and st_ymax(t.geom) - st_ymin(t.geom) < "
        + height(set, "st_ymin(t.geom)")
        + ")";
  }

  /** In Web Mercator a degree of latitude has more of the grid's units, the further north. */
  private static String height(TileMatrixSet set, String latitude) {
    return set.isMercator() ? ":small * cos(radians(" + latitude + "))" : ":small";
  }

  private static String inSet(TileMatrixSet set, String geometry) {
    return set.srid() == 4490 ? geometry : "st_transform(" + geometry + ", " + set.srid() + ")";
  }

  private static String attributes(Collection collection) {
    return collection.attributes().stream()
        .map(a -> "t." + a.column() + cast(a.type()) + " as \"" + a.name() + "\"")
        .collect(Collectors.joining(", "));
  }

  private static String cast(Attribute.Type type) {
    return switch (type) {
      case TEXT, CODE, DATE -> "::text";
      case BOOLEAN -> "";
      case INTEGER -> "::bigint";
      case DECIMAL -> "::float8";
    };
  }
}
