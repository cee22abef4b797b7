package org.jingtu.zones;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Zones that were announced elsewhere and imported or entered by hand: the current features of both
 * collections behind which no publication stands. The public reads of them what is known.
 */
@Component
class ImportedZones {

  private static final String ID = "(control-zones|groundwater-zones)-([0-9]{1,18})";

  private static final String ZONES =
      """
      select x.*, st_asbinary(x.geom) as wkb, v.committed_at from (
        select 'control-zones' as collection, feature, since, code, name, adcode, site_code, announcement_no,
               source_date, in_force_from, in_force_to, measures as requirements, area_square_metres, geom
        from control_zones where until is null
        union all
        select 'groundwater-zones', feature, since, code, name, adcode, null, null,
               source_date, null, null, requirements, area_square_metres, geom
        from groundwater_zones where until is null) x
      join dataset_version v on v.collection = x.collection and v.version = x.since
      where not exists (select from zone_publication z
          where z.collection = x.collection and z.feature = x.feature and z.state = 'IN_FORCE')
      """;

  private final JdbcTemplate jdbc;

  ImportedZones(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** A zone as it stands in its collection. */
  record Imported(
      String collection,
      long feature,
      String code,
      @Nullable String name,
      String adcode,
      @Nullable String siteCode,
      @Nullable String announcementNo,
      @Nullable LocalDate sourceDate,
      @Nullable LocalDate inForceFrom,
      @Nullable LocalDate inForceTo,
      @Nullable String requirements,
      double areaSquareMetres,
      Geometry geometry,
      Instant changedAt) {

    /** Without the names of sites that the public may not know of. */
    PublicZones.Notice notice(Secrecy.Veil veil) {
      return new PublicZones.Notice(
          collection + "-" + feature,
          collection,
          state(LocalDate.now(Zones.CHINA)),
          veil.cover(code),
          veil.cover(name),
          adcode,
          veil.shows(siteCode) ? siteCode : null,
          veil.cover(requirements),
          veil.cover(announcementNo),
          null,
          sourceDate,
          inForceFrom,
          inForceTo,
          List.of(),
          List.of(),
          areaSquareMetres,
          geometry,
          changedAt);
    }

    private ZoneState state(LocalDate today) {
      if (inForceTo != null && inForceTo.isBefore(today)) {
        return ZoneState.EXPIRED;
      }
      return inForceFrom != null && inForceFrom.isAfter(today)
          ? ZoneState.PUBLISHED
          : ZoneState.IN_FORCE;
    }
  }

  /** Whether a text is the id of such a zone. */
  static boolean isId(String id) {
    return id.matches(ID);
  }

  /**
   * Those that are in force or will be.
   *
   * @param adcode beginning of the administrative code, or null
   * @param after id of the last zone of the page before, or null
   */
  List<Imported> list(@Nullable String adcode, @Nullable String after, int limit) {
    LocalDate today = LocalDate.now(Zones.CHINA);
    return jdbc.query(
        ZONES
            + """
              and (x.in_force_to is null or x.in_force_to >= ?) and (?::text is null or x.adcode like ?::text || '%')
              and (?::text is null or (x.collection, x.feature) > (?::text, ?))
            order by x.collection, x.feature limit ?
            """,
        (rs, i) -> imported(rs),
        today,
        adcode,
        adcode,
        after,
        after == null ? "" : after.replaceAll(ID, "$1"),
        after == null ? 0L : Long.parseLong(after.replaceAll(ID, "$2")),
        limit);
  }

  /** The zone with this id, also one that is past. */
  Optional<Imported> find(String id) {
    return jdbc
        .query(
            ZONES + " and x.collection = ? and x.feature = ?",
            (rs, i) -> imported(rs),
            id.replaceAll(ID, "$1"),
            Long.parseLong(id.replaceAll(ID, "$2")))
        .stream()
        .findFirst();
  }

  private static Imported imported(ResultSet rs) throws SQLException {
    return new Imported(
        rs.getString("collection"),
        rs.getLong("feature"),
        rs.getString("code"),
        rs.getString("name"),
        rs.getString("adcode"),
        rs.getString("site_code"),
        rs.getString("announcement_no"),
        rs.getObject("source_date", LocalDate.class),
        rs.getObject("in_force_from", LocalDate.class),
        rs.getObject("in_force_to", LocalDate.class),
        rs.getString("requirements"),
        rs.getDouble("area_square_metres"),
        ZoneStore.geometry(rs.getBytes("wkb")),
        rs.getTimestamp("committed_at").toInstant());
  }
}
