package org.jingtu.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import org.jingtu.database.DatabaseRefused.Reason;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

class PostgisGuardDbTest {

  /** The data source as the service makes it, and nothing else; not found by a scan. */
  @ImportAutoConfiguration(DataSourceAutoConfiguration.class)
  @Import(DatabaseConfiguration.class)
  static class DataSourceOnly {}

  @Test
  void refusesToStartWithoutUrl() {
    assertThat(refusalOf("", "", "")).extracting(DatabaseRefused::reason).isEqualTo(Reason.NO_URL);
  }

  @Test
  void refusesAnInMemoryDatabase() {
    DatabaseRefused refusal = refusalOf("jdbc:hsqldb:mem:any;password=secret", "sa", "");
    assertThat(refusal.reason()).isEqualTo(Reason.WRONG_PRODUCT);
    assertThat(refusal.description()).contains("jdbc:hsqldb:mem:any").doesNotContain("secret");
  }

  @Test
  void refusesAServerThatDoesNotAnswer() {
    // Port 1 (tcpmux) is served on no machine of today.
    DatabaseRefused refusal = refusalOf("jdbc:postgresql://127.0.0.1:1/jingtu", "any", "any");
    assertThat(refusal.reason()).isEqualTo(Reason.NOT_REACHABLE);
    assertThat(refusal.description()).contains("连接不上数据库 jdbc:postgresql://127.0.0.1:1/jingtu");
  }

  @Test
  void refusesADatabaseWhereTheRoleMayNotCreatePostgis() {
    try (TestDatabase database = TestDatabase.createEmpty()) {
      database.execute("create role guard_test login password 'guard_test'");
      DatabaseRefused refusal = refusalOf(database.jdbcUrl(), "guard_test", "guard_test");
      database.execute("drop role guard_test");
      assertThat(refusal.reason()).isEqualTo(Reason.POSTGIS_NOT_ALLOWED);
      assertThat(refusal.action()).contains("-c \"create extension postgis\"");
    }
  }

  @Test
  void createsTheExtensionWhereTheRoleMay() {
    try (TestDatabase database = TestDatabase.createEmpty();
        ConfigurableApplicationContext context =
            start(database.jdbcUrl(), database.username(), database.password())) {
      assertThat(context.isRunning()).isTrue();
      database.execute("select postgis_version()");
    }
  }

  @Test
  void refusesADatabaseThatIsNotUtf8() {
    try (TestDatabase server = TestDatabase.createEmpty()) {
      server.execute(
          "create database guard_latin1 encoding 'LATIN1' locale 'C' template template0");
      String url = server.jdbcUrl().replaceFirst("/jingtu_test_\\w+", "/guard_latin1");
      DatabaseRefused refusal = refusalOf(url, server.username(), server.password());
      server.execute("drop database guard_latin1 with (force)");
      assertThat(refusal.reason()).isEqualTo(Reason.NOT_UTF8);
    }
  }

  private static DatabaseRefused refusalOf(String url, String username, String password) {
    Throwable failure = catchThrowable(() -> start(url, username, password).close());
    while (failure != null && !(failure instanceof DatabaseRefused)) {
      failure = failure.getCause();
    }
    assertThat(failure).as("the start is refused").isNotNull();
    return (DatabaseRefused) failure;
  }

  private static ConfigurableApplicationContext start(
      String url, String username, String password) {
    List<String> arguments = new ArrayList<>();
    if (!url.isEmpty()) {
      arguments.add("--spring.datasource.url=" + url);
      arguments.add("--spring.datasource.username=" + username);
      arguments.add("--spring.datasource.password=" + password);
    }
    return new SpringApplicationBuilder(DataSourceOnly.class)
        .web(WebApplicationType.NONE)
        .run(arguments.toArray(String[]::new));
  }
}
