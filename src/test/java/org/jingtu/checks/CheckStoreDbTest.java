package org.jingtu.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jingtu.access.Actor;
import org.jingtu.database.DatabaseTest;
import org.jingtu.geo.CoordinateSystems;
import org.jingtu.rules.Pack;
import org.jingtu.rules.Packs;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** An answer is stored the same, whether alone or with many. */
@SpringBootTest
@DatabaseTest
class CheckStoreDbTest {

  private static final Actor OFFICER =
      new Actor(7, "核查员", "核查员", "NATURAL_RESOURCES", null, Set.of("OFFICER"));

  @Autowired CheckStore store;
  @Autowired Checks checks;
  @Autowired Plots plots;
  @Autowired Packs packs;
  @Autowired CoordinateSystems systems;
  @Autowired JdbcTemplate jdbc;
  @Autowired PlatformTransactionManager transactions;

  @Test
  void manyAreStoredAsOneIs() {
    // microseconds are what the database keeps
    Instant now = Instant.parse("2026-03-04T05:06:07.123456Z");
    Plot plot =
        plots.drawn(
            new GeometryFactory().toGeometry(new Envelope(108.511, 108.512, 23.711, 23.712)),
            systems.getCrs("EPSG:4490"),
            "450122");
    Pack pack = packs.choose(null, "450122");
    CheckRequest request =
        new CheckRequest(null, "SUPPLY", null, "0701", "NONE", null, null, null, null);
    Judged judged = checks.judge(request, plot, pack, null, now, now);

    String alone = storedBy(() -> store.insert(judged, OFFICER), judged);
    String together = storedBy(() -> store.insertAll(List.of(judged), OFFICER), judged);

    assertThat(together).isEqualTo(alone).contains("2026-03-04T05:06:07.123456", "核查员");
  }

  /** The row as JSON, its documents byte for byte; the table is append-only, so it is undone. */
  private String storedBy(Runnable storing, Judged judged) {
    return new TransactionTemplate(transactions)
        .execute(
            transaction -> {
              storing.run();
              transaction.setRollbackOnly();
              return jdbc.queryForObject(
                  "select to_jsonb(c)::text || answer::text || request::text || st_asewkt(geom) from parcel_check c where id = ?",
                  String.class,
                  judged.answer().id());
            });
  }
}
