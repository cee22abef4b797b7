package org.jingtu.access;

import java.util.HashMap;
import java.util.Map;
import org.jingtu.database.TestDatabase;
import org.jingtu.database.TestDatabaseInitializer;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Configures what {@link ConfiguredJourneyTest} says. */
final class ConfiguredInitializer
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    new TestDatabaseInitializer().initialize(context);
    DefaultListableBeanFactory beans = (DefaultListableBeanFactory) context.getBeanFactory();
    TestDatabase database = beans.getBean(TestDatabase.class);
    MockProvider provider = MockProvider.start();
    beans.registerSingleton("mockProvider", provider);
    beans.registerDisposableBean("mockProvider", provider::stop);
    Map<String, Object> properties = new HashMap<>(oidc(provider));
    String role = createRole(database);
    properties.put("spring.datasource.username", role);
    properties.put("spring.datasource.password", role);
    properties.put("spring.flyway.user", database.username());
    properties.put("spring.flyway.password", database.password());
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(new MapPropertySource("configured", properties));
  }

  /** Roles belong to the server, not to the database: the process id keeps two runs apart. */
  private static String createRole(TestDatabase database) {
    String role = "jingtu_app_" + ProcessHandle.current().pid();
    database.execute("create role " + role + " login password '" + role + "'");
    return role;
  }

  private static Map<String, Object> oidc(MockProvider provider) {
    return Map.of(
        "jingtu.oidc.issuer", provider.issuer(),
        "jingtu.oidc.client-id", MockProvider.CLIENT,
        "jingtu.oidc.client-secret", MockProvider.SECRET,
        "jingtu.oidc.name", "政务统一认证",
        "jingtu.oidc.sign-out-at-provider", "true",
        "jingtu.oidc.roles-claim", "groups",
        "jingtu.oidc.roles.zz-editors", "EDITOR",
        "jingtu.oidc.roles.zz-auditors", "AUDITOR");
  }
}
