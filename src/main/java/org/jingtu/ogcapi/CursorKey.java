package org.jingtu.ogcapi;

import java.security.SecureRandom;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The secret by which the service knows its own cursors. It is kept in the database, so that a
 * paging goes on after a restart, and with another instance on the same database.
 */
@Component
class CursorKey {

  private static final int BYTES = 32;

  private final JdbcTemplate jdbc;
  private volatile @Nullable SecretKeySpec known;

  CursorKey(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Asks the database once; the first of all who ask makes the key. Belongs to no transaction. */
  SecretKeySpec get() {
    SecretKeySpec key = known;
    if (key == null) {
      key = read();
      known = key;
    }
    return key;
  }

  private SecretKeySpec read() {
    byte[] made = new byte[BYTES];
    new SecureRandom().nextBytes(made);
    jdbc.update("insert into cursor_key (secret) values (?) on conflict do nothing", made);
    // another instance may have been faster
    byte[] kept = jdbc.queryForObject("select secret from cursor_key", byte[].class);
    return new SecretKeySpec(kept, CursorSeal.ALGORITHM);
  }
}
