package org.jingtu.checks;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Finds the latest checks of parcels near a zone. Reads only. */
@Component
class ZoneImpactStore {

  private final JdbcTemplate jdbc;

  ZoneImpactStore(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** The latest check of a parcel; {@code request} is its JSON. */
  record LatestCheck(
      UUID id,
      String parcelNo,
      @Nullable String supplyState,
      Instant checkedAt,
      String verdict,
      String request) {}

  /**
   * The latest check of each registered parcel in the window that is not yet supplied.
   *
   * @param window degrees of EPSG:4490
   */
  List<LatestCheck> listLatest(Envelope window, int limit) {
    return jdbc.query(
        """
        select k.id, p.parcel_no, p.supply_state, k.created_at, k.verdict, k.request::text
        from parcels p
        cross join lateral (
          select * from parcel_check c where c.parcel_no = p.parcel_no order by c.created_at desc, c.id limit 1) k
        where p.until is null and (p.supply_state is null or p.supply_state not in ('SUPPLIED', 'BUILT'))
          and p.geom && st_makeenvelope(?, ?, ?, ?, 4490)
        order by p.parcel_no limit ?
        """,
        (rs, i) ->
            new LatestCheck(
                rs.getObject(1, UUID.class),
                rs.getString(2),
                rs.getString(3),
                rs.getTimestamp(4).toInstant(),
                rs.getString(5),
                rs.getString(6)),
        window.getMinX(),
        window.getMinY(),
        window.getMaxX(),
        window.getMaxY(),
        limit);
  }
}
