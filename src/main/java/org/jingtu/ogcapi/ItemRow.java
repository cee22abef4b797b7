package org.jingtu.ogcapi;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jingtu.catalog.Attribute;
import org.jspecify.annotations.Nullable;

/** A row of {@link ItemSql#page}. */
final class ItemRow implements ItemStore.Row {

  private static final int FIRST_PROPERTY = 4;

  private final ItemsQuery query;
  private final ResultSet rs;
  private final @Nullable Object[] values;
  private long feature;
  private double areaSquareMetres;
  private byte @Nullable [] wkb;

  ItemRow(ItemsQuery query, ResultSet rs) {
    this.query = query;
    this.rs = rs;
    this.values = new @Nullable Object[query.properties().size()];
  }

  void read() throws SQLException {
    feature = rs.getLong(1);
    areaSquareMetres = rs.getDouble(2);
    wkb = rs.getBytes(3);
    for (int i = 0; i < values.length; i++) {
      values[i] = value(query.properties().get(i).type(), FIRST_PROPERTY + i);
    }
  }

  private @Nullable Object value(Attribute.Type type, int column) throws SQLException {
    return switch (type) {
      case TEXT, CODE -> rs.getString(column);
      case BOOLEAN -> rs.getObject(column, Boolean.class);
      case INTEGER -> rs.getObject(column, Long.class);
      case DECIMAL -> rs.getObject(column, Double.class);
      case DATE -> rs.getObject(column, LocalDate.class);
    };
  }

  List<@Nullable String> sortValues() throws SQLException {
    List<@Nullable String> keys = new ArrayList<>();
    for (int i = 0; i < query.sort().size(); i++) {
      keys.add(rs.getString(FIRST_PROPERTY + values.length + i));
    }
    return keys;
  }

  int bytes() {
    return 200 + (wkb == null ? 0 : wkb.length);
  }

  @Override
  public long feature() {
    return feature;
  }

  @Override
  public double areaSquareMetres() {
    return areaSquareMetres;
  }

  @Override
  public byte @Nullable [] wkb() {
    return wkb;
  }

  @Override
  public @Nullable Object value(int index) {
    return values[index];
  }
}
