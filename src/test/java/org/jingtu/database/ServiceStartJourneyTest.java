package org.jingtu.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@JourneyTest
class ServiceStartJourneyTest {

  @Autowired private DataSource dataSource;
  @Autowired private TestDatabase database;

  @Test
  void runsOnItsOwnTestDatabase() throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      assertThat(database.jdbcUrl()).endsWith("/" + connection.getCatalog());
    }
  }
}
