package org.jingtu.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Envelope;

/** SQLite itself finds the packed tree sound, and finds by it what is there. */
class SpatialIndexTest {

  // one node holds 51 cells, two levels 51² = 2,601
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 51, 52, 2_601, 2_602, 20_000})
  void isSoundAndFindsWhatIsThere(int count) throws Exception {
    Random random = new Random(count);
    List<Envelope> boxes = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        Statement statement = connection.createStatement()) {
      statement.execute("create virtual table r using rtree(id, minx, maxx, miny, maxy)");
      SpatialIndex index = new SpatialIndex(connection, "r");
      for (int i = 0; i < count; i++) {
        double x = 73 + 60 * random.nextDouble();
        double y = 3 + 50 * random.nextDouble();
        boxes.add(new Envelope(x, x + random.nextDouble(), y, y + random.nextDouble()));
        index.add(10L * i, boxes.get(i));
      }
      index.finish();

      assertThat(text(statement, "select rtreecheck('r')")).isEqualTo("ok");
      assertThat(text(statement, "select count(*) from r")).isEqualTo(Integer.toString(count));
      Envelope window = new Envelope(100, 102, 30, 32);
      long inside = boxes.stream().filter(window::intersects).count();
      String found =
          text(
              statement,
              "select count(*) from r where minx <= 102 and maxx >= 100 and miny <= 32 and maxy >= 30");
      // boxes are widened to single precision, 8e-6 degrees at the most
      assertThat(Long.parseLong(found)).isBetween(inside, inside + 2);
      // others may go on editing it
      statement.execute("insert into r values (7, 100, 101, 30, 31)");
      statement.execute("delete from r where id % 20 = 0");
      assertThat(text(statement, "select rtreecheck('r')")).isEqualTo("ok");
    }
  }

  private static String text(Statement statement, String sql) throws SQLException {
    try (ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
