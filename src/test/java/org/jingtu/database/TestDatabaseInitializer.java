package org.jingtu.database;

import java.util.Map;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Points the data source of a test's Spring context to a fresh {@link TestDatabase}. */
public final class TestDatabaseInitializer
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  /** Password of the user {@code admin} that every test context starts with. */
  public static final String ADMIN_PASSWORD = "correct-horse-battery-1";

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    TestDatabase database = TestDatabase.create();
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(
            new MapPropertySource(
                "testDatabase",
                Map.of(
                    "spring.datasource.url",
                    database.jdbcUrl(),
                    "spring.datasource.username",
                    database.username(),
                    "spring.datasource.password",
                    database.password(),
                    "jingtu.admin.password",
                    ADMIN_PASSWORD,
                    "jingtu.sharing.webhook-hosts",
                    "127.0.0.1",
                    "jingtu.reports.warm-up",
                    "false")));
    DefaultListableBeanFactory beans = (DefaultListableBeanFactory) context.getBeanFactory();
    beans.registerSingleton("testDatabase", database);
    // Registered before all other beans, so it is destroyed after them: the pool is closed by then.
    beans.registerDisposableBean("testDatabase", database::close);
  }
}
