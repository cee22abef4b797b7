package org.jingtu.ogcapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jingtu.catalog.Attribute;
import org.jingtu.features.FeatureFilter;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.io.WKBWriter;

/**
 * The SQL of one request for items, on the collection's table {@code t}. Names come from the
 * catalogue, values are bind parameters.
 */
final class ItemSql {

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
    boolean none = query.collection().geometry().allowsNone();
    add(none ? " and (" + meets + " or t.geom is null)" : " and " + meets, box);
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

  /** How many features the request meets, whatever page is asked for. */
  String count() {
    return "select count(*) from %s t where %s".formatted(query.collection().table(), where);
  }

  List<Object> parameters() {
    return parameters;
  }

  /** The features of the page, and one more if there is another page. */
  String page() {
    StringBuilder columns = new StringBuilder("t.feature, t.area_square_metres");
    columns.append(query.geometry() ? ", st_asbinary(t.geom)" : ", null::bytea");
    for (Attribute attribute : query.properties()) {
      columns.append(", t.").append(attribute.column());
    }
    for (SortKey key : query.sort()) {
      columns.append(", t.").append(key.attribute().column()).append("::text");
    }
    return "select %s from %s t where %s%s order by %s limit %d"
        .formatted(columns, query.collection().table(), where, after(), order(), query.limit() + 1);
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
