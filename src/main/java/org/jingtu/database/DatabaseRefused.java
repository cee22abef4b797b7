package org.jingtu.database;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * The configured database is not one that the service can work on, so the service does not start.
 *
 * <p>The texts are in the message bundle under {@code database.refused.REASON.description} and
 * {@code .action}. They are read from the bundle itself: no Spring context exists at that moment.
 */
final class DatabaseRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What is wrong with the database. */
  enum Reason {
    /** No {@code spring.datasource.url}; without it an in-memory database would be opened. */
    NO_URL,
    /** The URL, or the server behind it, is not PostgreSQL. */
    WRONG_PRODUCT,
    /** The server does not answer, or refuses the sign-in. */
    NOT_REACHABLE,
    /** PostgreSQL older than {@link PostgisGuard#OLDEST_SERVER}. */
    SERVER_TOO_OLD,
    /** The database does not store text as UTF-8. */
    NOT_UTF8,
    /** The server has no PostGIS installed. */
    POSTGIS_NOT_INSTALLED,
    /** PostGIS is installed but not in this database, and the role may not create it. */
    POSTGIS_NOT_ALLOWED,
    /** PostGIS older than {@link PostgisGuard#OLDEST_POSTGIS}. */
    POSTGIS_TOO_OLD
  }

  private final Reason reason;
  private final String[] arguments;

  DatabaseRefused(Reason reason, @Nullable Throwable cause, String... arguments) {
    super(reason + " " + String.join(", ", arguments), cause);
    this.reason = reason;
    this.arguments = arguments.clone();
  }

  DatabaseRefused(Reason reason, String... arguments) {
    this(reason, null, arguments);
  }

  Reason reason() {
    return reason;
  }

  /** What is wrong, in Chinese and in English. */
  String description() {
    return textInBothLanguages("description");
  }

  /** What to do about it, in Chinese and in English. */
  String action() {
    return textInBothLanguages("action");
  }

  private String textInBothLanguages(String part) {
    return text(Locale.ROOT, part) + "\n" + text(Locale.ENGLISH, part);
  }

  private String text(Locale locale, String part) {
    String pattern =
        ResourceBundle.getBundle("messages", locale)
            .getString("database.refused." + reason + "." + part);
    return new MessageFormat(pattern, locale).format(arguments);
  }
}
