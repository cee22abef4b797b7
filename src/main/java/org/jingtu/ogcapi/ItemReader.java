package org.jingtu.ogcapi;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jingtu.catalog.Attribute;
import org.jspecify.annotations.Nullable;

/** Reads rows of {@link ItemSql}. */
final class ItemReader {

  private static final int FIRST_PROPERTY = 7;

  private final ItemsQuery query;
  private final ResultSet rs;
  private final LargeGeometries large;
  private final Attribute.Type[] types;

  ItemReader(ItemsQuery query, ResultSet rs, LargeGeometries large) {
    this.query = query;
    this.rs = rs;
    this.large = large;
    this.types = query.properties().stream().map(Attribute::type).toArray(Attribute.Type[]::new);
  }

  /** Where geometries come from that are too large to be fetched with others. */
  interface LargeGeometries {
    byte[] get(long feature, long since) throws SQLException;
  }

  /** The data version of the collection when the statement began. */
  long version() throws SQLException {
    return rs.getLong(1);
  }

  /** The present row, or null if there is none but the data version. */
  @Nullable ItemRow row() throws SQLException {
    long feature = rs.getLong(2);
    if (rs.wasNull()) {
      return null;
    }
    long since = rs.getLong(3);
    byte[] wkb = rs.getBytes(5);
    if (wkb == null && rs.getBoolean(6)) {
      wkb = large.get(feature, since);
    }
    @Nullable Object[] values = new @Nullable Object[types.length];
    for (int i = 0; i < types.length; i++) {
      values[i] = value(types[i], FIRST_PROPERTY + i);
    }
    return new ItemRow(feature, since, rs.getDouble(4), wkb, values);
  }

  private @Nullable Object value(Attribute.Type type, int column) throws SQLException {
    return switch (type) {
      case TEXT, CODE, DATE -> rs.getBytes(column); // the connection speaks UTF-8
      case BOOLEAN -> {
        boolean truth = rs.getBoolean(column);
        yield rs.wasNull() ? null : (Object) truth;
      }
      case INTEGER -> {
        long number = rs.getLong(column);
        yield rs.wasNull() ? null : (Object) number;
      }
      case DECIMAL -> {
        double number = rs.getDouble(column);
        yield rs.wasNull() ? null : (Object) number;
      }
    };
  }

  /** Values of the sort keys of the present row, as texts. */
  List<@Nullable String> sortValues() throws SQLException {
    List<@Nullable String> keys = new ArrayList<>();
    for (int i = 0; i < query.sort().size(); i++) {
      keys.add(rs.getString(FIRST_PROPERTY + types.length + i));
    }
    return keys;
  }
}
