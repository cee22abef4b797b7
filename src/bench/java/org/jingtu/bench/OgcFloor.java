package org.jingtu.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.stream.Collectors;
import org.jingtu.catalog.Collection;
import org.jspecify.annotations.Nullable;

/** Items in plain SQL: prepared statements, read to their end, autocommit. */
final class OgcFloor implements AutoCloseable {

  /**
   * What is asked.
   *
   * @param box {west, south, east, north}, or null for one feature by its id
   * @param landUse its land use too, or null
   */
  record Question(double @Nullable [] box, @Nullable String landUse, long feature) {

    static Question of(double[] box, @Nullable String landUse) {
      return new Question(box, landUse, 0);
    }

    static Question of(long feature) {
      return new Question(null, null, feature);
    }
  }

  private final Connection connection;
  private final PreparedStatement byBox;
  private final PreparedStatement byFilter;
  private final PreparedStatement byId;
  private final int columns;

  OgcFloor(Connection connection, Collection collection) throws SQLException {
    this.connection = connection;
    String attributes =
        collection.attributes().stream()
            .map(a -> "t." + a.column())
            .collect(Collectors.joining(", "));
    String select =
        "select t.feature, st_asgeojson(t.geom, 15), t.area_square_metres, %s from %s t where t.until is null and "
            .formatted(attributes, collection.table());
    String box = "st_intersects(t.geom, st_makeenvelope(?, ?, ?, ?, 4490))";
    this.byBox = connection.prepareStatement(select + box + " order by t.feature limit 10001");
    this.byFilter =
        connection.prepareStatement(
            select + "t.land_use = ? and " + box + " order by t.feature limit 10001");
    this.byId = connection.prepareStatement(select + "t.feature = ?");
    this.columns = 3 + collection.attributes().size();
  }

  /** How many features there are; every value is read. */
  int ask(Question question) throws SQLException {
    double[] box = question.box();
    if (box == null) {
      byId.setLong(1, question.feature());
      return read(byId);
    }
    PreparedStatement statement = byBox;
    int at = 1;
    if (question.landUse() != null) {
      statement = byFilter;
      statement.setString(at++, question.landUse());
    }
    for (double side : box) {
      statement.setDouble(at++, side);
    }
    return read(statement);
  }

  private int read(PreparedStatement statement) throws SQLException {
    int count = 0;
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        count++;
        for (int i = 1; i <= columns; i++) {
          rows.getString(i);
        }
      }
    }
    return count;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
