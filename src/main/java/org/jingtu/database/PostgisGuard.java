package org.jingtu.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jingtu.database.DatabaseRefused.Reason;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Lets a data source through only when PostgreSQL with PostGIS is behind it.
 *
 * <p>Acts where the data source is made, before migrations and entities use it. The address is
 * judged before anything is opened: with a missing URL the data source would be an in-memory
 * database of the HSQLDB classes that the GeoTools jar carries. In a database without the extension
 * the guard creates it, if the role may.
 */
final class PostgisGuard implements BeanPostProcessor {

  /** The oldest PostgreSQL in which everything used here exists. */
  static final int OLDEST_SERVER = 13;

  /** The oldest PostGIS in which everything used here exists, as {major, minor}. */
  static final int[] OLDEST_POSTGIS = {3, 1};

  private final Environment environment;

  PostgisGuard(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Object postProcessBeforeInitialization(Object bean, String beanName) {
    if (bean instanceof DataSource) {
      requirePostgresqlUrl(environment.getProperty("spring.datasource.url"));
    }
    return bean;
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String beanName) {
    if (bean instanceof DataSource dataSource) {
      requirePostgis(dataSource);
    }
    return bean;
  }

  private static void requirePostgresqlUrl(@Nullable String url) {
    if (!StringUtils.hasText(url)) {
      throw new DatabaseRefused(Reason.NO_URL);
    }
    if (!url.startsWith("jdbc:postgresql:")) {
      throw new DatabaseRefused(Reason.WRONG_PRODUCT, withoutParameters(url));
    }
  }

  private void requirePostgis(DataSource dataSource) {
    String url = withoutParameters(environment.getRequiredProperty("spring.datasource.url"));
    try (Connection connection = dataSource.getConnection()) {
      requireServer(connection, url);
      requireExtension(connection);
    } catch (SQLException | RuntimeException e) {
      if (e instanceof DatabaseRefused refused) {
        throw refused;
      }
      throw new DatabaseRefused(Reason.NOT_REACHABLE, e, url, rootMessage(e));
    }
  }

  private static void requireServer(Connection connection, String url) throws SQLException {
    if (!"PostgreSQL".equals(connection.getMetaData().getDatabaseProductName())) {
      throw new DatabaseRefused(Reason.WRONG_PRODUCT, url);
    }
    if (connection.getMetaData().getDatabaseMajorVersion() < OLDEST_SERVER) {
      throw new DatabaseRefused(
          Reason.SERVER_TOO_OLD, connection.getMetaData().getDatabaseProductVersion());
    }
    String encoding = queryText(connection, "show server_encoding");
    if (!"UTF8".equals(encoding)) {
      throw new DatabaseRefused(Reason.NOT_UTF8, connection.getCatalog(), encoding);
    }
  }

  private static void requireExtension(Connection connection) throws SQLException {
    String version = findExtensionVersion(connection);
    if (version.isEmpty()) {
      createExtension(connection);
      version = findExtensionVersion(connection);
    }
    if (isTooOld(version)) {
      throw new DatabaseRefused(Reason.POSTGIS_TOO_OLD, version);
    }
  }

  private static void createExtension(Connection connection) throws SQLException {
    boolean installed =
        Boolean.parseBoolean(
            queryText(
                connection,
                "select case when exists (select from pg_available_extensions"
                    + " where name = 'postgis') then 'true' else 'false' end"));
    if (!installed) {
      throw new DatabaseRefused(
          Reason.POSTGIS_NOT_INSTALLED,
          String.valueOf(connection.getMetaData().getDatabaseMajorVersion()));
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("create extension if not exists postgis");
    } catch (SQLException e) {
      throw new DatabaseRefused(
          Reason.POSTGIS_NOT_ALLOWED,
          e,
          connection.getCatalog(),
          connection.getMetaData().getUserName());
    }
  }

  /** Empty when the extension is not in this database. */
  private static String findExtensionVersion(Connection connection) throws SQLException {
    return queryText(
        connection,
        "select coalesce((select extversion from pg_extension where extname = 'postgis'), '')");
  }

  /**
   * @param version as PostGIS names it, such as {@code 3.4.2} or {@code 3.6.0dev}
   */
  static boolean isTooOld(String version) {
    String[] parts = version.split("\\D+");
    int major = Integer.parseInt(parts[0]);
    int minor = parts.length > 1 ? Integer.parseInt(parts[1]) : 0;
    return major < OLDEST_POSTGIS[0] || (major == OLDEST_POSTGIS[0] && minor < OLDEST_POSTGIS[1]);
  }

  private static String queryText(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  /** Parameters of the URL may hold a password, which belongs in no message. */
  private static String withoutParameters(String url) {
    return url.replaceFirst("[?;].*", "");
  }

  private static String rootMessage(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }
}
