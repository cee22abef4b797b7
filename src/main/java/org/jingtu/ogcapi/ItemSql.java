package org.jingtu.ogcapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jingtu.catalog.Attribute;
import org.jingtu.features.FeatureFilter;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.WKBWriter;

/**
 * The SQL of one request for items, on the collection's table {@code t}. Names come from the
 * catalogue, values are bind parameters.
 */
final class ItemSql {

  /** Stored bytes above which a geometry is fetched for itself: about 4,000 vertices. */
  private static final int LARGE = 1 << 16;

  private static final String GEOMETRY =
      ", case when pg_column_size(t.geom) <= %1$d then st_asbinary(t.geom) end, pg_column_size(t.geom) > %1$d"
          .formatted(LARGE);

  private final ItemsQuery query;
  private final StringBuilder where = new StringBuilder();
  private final List<Object> parameters = new ArrayList<>();

  /**
   * @param version data version to read, or null if that is the current one
   */
  ItemSql(ItemsQuery query, @Nullable Long version) {
    this.query = query;
    if (version == null) {
      where.append("t.until is null");
    } else {
      add("t.since <= ? and (t.until is null or t.until > ?)", version, version);
    }
    addBox();
    addDates();
    for (FeatureFilter filter : query.filters()) {
      add(" and (" + filter.sql() + ")", filter.parameters().toArray());
    }
  }

  private void add(String sql, Object... values) {
    where.append(sql);
    parameters.addAll(List.of(values));
  }

  /** What has no geometry is met by every box (17-069r4, /req/core/fc-bbox-response C). */
  private void addBox() {
    if (query.bbox() == null) {
      return;
    }
    byte[] box = new WKBWriter().write(query.bbox());
    String meets = "st_intersects(t.geom, st_geomfromwkb(?, 4490))";
    List<Object> values = new ArrayList<>(List.of(box));
    Envelope inner = inner(query.bbox());
    if (inner != null) {
      String within = "t.geom @ st_makeenvelope(?, ?, ?, ?, 4490)";
      meets = "t.geom && st_geomfromwkb(?, 4490) and (" + within + " or " + meets + ")";
      values.addAll(List.of(inner.getMinX(), inner.getMinY(), inner.getMaxX(), inner.getMaxY()));
      values.add(box);
    }
    boolean none = query.collection().geometry().allowsNone();
    add(none ? " and (" + meets + " or t.geom is null)" : " and " + meets, values.toArray());
  }

  /**
   * A rectangle: what has its extent inside of this one meets it for certain, without a look at its
   * vertices. Extents are kept as floats, so it is smaller by two units of their last place.
   */
  private static @Nullable Envelope inner(Geometry box) {
    if (!box.isRectangle()) {
      return null;
    }
    Envelope inner = box.getEnvelopeInternal();
    inner.expandBy(-2 * Math.ulp(180f));
    return inner.isNull() ? null : inner;
  }

  /** What has no date is met by every time (17-069r4, /req/core/fc-time-response C). */
  private void addDates() {
    DateRange dates = query.dates();
    if (dates == null) {
      return;
    }
    if (dates.from() != null) {
      add(" and (t.source_date >= ? or t.source_date is null)", dates.from());
    }
    if (dates.to() != null) {
      add(" and (t.source_date <= ? or t.source_date is null)", dates.to());
    }
  }

  /** How many features the request meets, whatever page is asked for, and the data version. */
  String count() {
    parameters.add(query.collection().id());
    return "select (select count(*) from %s t where %s), d.version from dataset d where d.collection = ?"
        .formatted(query.collection().table(), where);
  }

  List<Object> parameters() {
    return parameters;
  }

  /**
   * The data version, and the features of the page with one more if there is another page; nothing
   * but the version if there are none. There is one row to join with, so that the order stays.
   */
  String page() {
    String features =
        "select %s from %s t where %s%s order by %s limit %d"
            .formatted(
                columns(), query.collection().table(), where, after(), order(), query.limit() + 1);
    parameters.add(query.collection().id());
    return "select d.version, p.* from dataset d left join lateral (%s) p on true where d.collection = ?"
        .formatted(features);
  }

  /** One feature by its id. */
  String one(long feature) {
    parameters.add(feature);
    return "select 0::bigint, %s from %s t where %s and t.feature = ?"
        .formatted(columns(), query.collection().table(), where);
  }

  private String columns() {
    StringBuilder columns = new StringBuilder("t.feature, t.since, t.area_square_metres");
    columns.append(query.geometry() ? GEOMETRY : ", null::bytea, false");
    for (Attribute attribute : query.properties()) {
      columns.append(", t.").append(attribute.column());
      columns.append(attribute.type() == Attribute.Type.DATE ? "::text" : "");
    }
    int key = 0;
    for (SortKey sort : query.sort()) {
      columns
          .append(", t.")
          .append(sort.attribute().column())
          .append("::text as key")
          .append(++key);
    }
    return columns.toString();
  }

  private String order() {
    StringBuilder order = new StringBuilder();
    for (SortKey key : query.sort()) {
      order.append("t.").append(key.attribute().column());
      order.append(key.descending() ? " desc nulls last, " : " asc nulls last, ");
    }
    return order.append("t.feature").toString();
  }

  /** Adds the condition that a feature comes after the cursor, key by key; the id decides last. */
  private String after() {
    Cursor cursor = query.cursor();
    return cursor == null ? "" : " and " + after(cursor, 0);
  }

  private String after(Cursor cursor, int index) {
    if (index == query.sort().size()) {
      parameters.add(cursor.feature());
      return "t.feature > ?";
    }
    SortKey key = query.sort().get(index);
    String column = "t." + key.attribute().column();
    String value = cursor.keys().get(index);
    if (value == null) {
      return "(" + column + " is null and " + after(cursor, index + 1) + ")";
    }
    String typed = "?::" + sqlType(key.attribute().type());
    parameters.add(value);
    parameters.add(value);
    return "(%s %s %s or %s is null or %s = %s and %s)"
        .formatted(
            column,
            key.descending() ? "<" : ">",
            typed,
            column,
            column,
            typed,
            Objects.requireNonNull(after(cursor, index + 1)));
  }

  private static String sqlType(Attribute.Type type) {
    return switch (type) {
      case TEXT, CODE -> "text";
      case BOOLEAN -> "boolean";
      case INTEGER -> "bigint";
      case DECIMAL -> "float8";
      case DATE -> "date";
    };
  }
}
