package org.jingtu.ogcapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jingtu.database.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.web.MockHttpServletRequest;

/** The key of the cursors belongs to the database, not to the process. */
class CursorKeyDbTest {

  private final Cursor cursor = new Cursor(3, 25, List.of("甲"), 7);
  private TestDatabase database;
  private JdbcTemplate jdbc;

  @BeforeEach
  void open() {
    database = TestDatabase.create();
    jdbc = new JdbcTemplate(database.dataSource());
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static CursorSeal seal(CursorKey key) {
    return new CursorSeal(
        key, "sensitive-places", "p", new MockHttpServletRequest("GET", OgcPlaces.ITEMS));
  }

  @Test
  void aRestartedServiceReadsWhatWasGivenOutBefore() {
    String given = cursor.encode(seal(new CursorKey(jdbc)));

    assertThat(Cursor.parse(given, seal(new CursorKey(jdbc)))).isEqualTo(cursor);
    jdbc.update("delete from cursor_key");
    assertThatThrownBy(() -> Cursor.parse(given, seal(new CursorKey(jdbc))))
        .isInstanceOf(CursorRefused.class);
  }

  @Test
  void theDatabaseIsAskedOnce() {
    CursorKey key = new CursorKey(jdbc);
    byte[] secret = key.get().getEncoded();
    jdbc.update("delete from cursor_key");

    assertThat(key.get().getEncoded()).isEqualTo(secret).hasSize(32);
    assertThat(jdbc.queryForObject("select count(*) from cursor_key", Long.class)).isZero();
  }

  @Test
  void whoeverComesFirstAllHaveTheSame() throws Exception {
    ExecutorService instances = Executors.newFixedThreadPool(8);
    try {
      List<Future<byte[]>> keys = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        keys.add(instances.submit(() -> new CursorKey(jdbc).get().getEncoded()));
      }
      for (Future<byte[]> key : keys) {
        assertThat(key.get()).isEqualTo(keys.get(0).get());
      }
    } finally {
      instances.shutdownNow();
    }
    assertThat(jdbc.queryForObject("select count(*) from cursor_key", Long.class)).isEqualTo(1);
  }
}
