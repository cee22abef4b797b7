package org.jingtu.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class TestDatabaseDbTest {

  @Test
  void answersAsPostgis() throws SQLException {
    try (TestDatabase database = TestDatabase.create()) {
      assertThat(queryText(database, "select postgis_version()")).matches("[3-9]\\.\\d+ .*");
    }
  }

  @Test
  void keepsTwoDatabasesApart() throws SQLException {
    try (TestDatabase one = TestDatabase.create();
        TestDatabase other = TestDatabase.create()) {
      one.execute("create table only_here (id bigint)");
      String findTable = "select coalesce(to_regclass('only_here')::text, 'absent')";
      assertThat(queryText(one, findTable)).isEqualTo("only_here");
      assertThat(queryText(other, findTable)).isEqualTo("absent");
    }
  }

  @Test
  void dropsTheDatabaseThatIsClosedEvenWithOpenConnections() throws SQLException {
    TestDatabase closed = TestDatabase.create();
    try (TestDatabase other = TestDatabase.create();
        Connection left = closed.dataSource().getConnection()) {
      String name = left.getCatalog();
      closed.close();
      assertThat(
              queryText(other, "select count(*) from pg_database where datname = '" + name + "'"))
          .isEqualTo("0");
    }
  }

  private static String queryText(TestDatabase database, String sql) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
