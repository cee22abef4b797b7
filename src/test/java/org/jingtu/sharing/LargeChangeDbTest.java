package org.jingtu.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jingtu.catalog.Catalog;
import org.jingtu.database.JourneyTest;
import org.jingtu.features.CollectionWriter.Changes;
import org.jingtu.features.DataChange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Transactional;

/** A change of so many features that they are not listed: they are found by version and key. */
@JourneyTest
@Transactional
class LargeChangeDbTest {

  /** Above every id and version of other tests on this database. */
  private static final long BASE = 900_000_000;

  @Autowired private JdbcTemplate jdbc;
  @Autowired private OutboxStore outbox;
  @Autowired private Catalog catalog;

  @Test
  void newAndChangedParcelsAreToldOfOnceEach() {
    parcel(1, 1, null, "0701"); // was sensitive before
    parcel(2, 1, 2L, "1001");
    parcel(2, 2, null, "0701");
    parcel(3, 1, 2L, "0801");
    parcel(3, 2, null, "0701"); // was sensitive already
    parcel(50, 2, null, "0803");
    parcel(51, 2, null, "1001");
    outbox.writeSensitiveParcels(change(2, 2, new Changes(2, 2, 0)));
    assertThat(subjects(2)).containsExactly("parcels/900000002", "parcels/900000050");

    parcel(60, 3, null, "0701");
    parcel(61, 3, null, "0601");
    outbox.writeSensitiveParcels(change(3, 60, new Changes(2, 0, 0)));
    outbox.writeSupervisedLand(change(3, 60, new Changes(2, 0, 0)));
    assertThat(subjects(3)).containsExactly("parcels/900000060");
  }

  private DataChange change(long version, long first, Changes changes) {
    return new DataChange(
        catalog.getCollection("parcels"),
        BASE + version,
        null,
        BASE + first,
        changes,
        "test",
        null);
  }

  private List<String> subjects(long version) {
    return jdbc.queryForList(
        "select subject from shared_event where data_version = ? and kind = 'TURNED_SENSITIVE' order by id",
        String.class,
        BASE + version);
  }

  private void parcel(long feature, long since, @Nullable Long until, String use) {
    String number = "220883001001GB%05d".formatted(feature);
    jdbc.update(
        """
        insert into parcels (feature, since, until, code, adcode, parcel_no, planned_use, geom)
        values (?, ?, ?, ?, '220883', ?, ?,
          st_multi(st_makeenvelope(123.5, 45.5, 123.501, 45.501, 4490)))
        """,
        BASE + feature,
        BASE + since,
        until == null ? null : BASE + until,
        number,
        number,
        use);
  }
}
