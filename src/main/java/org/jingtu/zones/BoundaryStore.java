package org.jingtu.zones;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.io.WKBWriter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The one writer of {@code administrative_boundary}. */
@Component
class BoundaryStore {

  private static final String SELECT =
      """
      select id, adcode, name, source_date, st_asbinary(geom) as wkb, source_srid, area_square_metres, since
      from administrative_boundary where until is null and\s""";

  private final JdbcTemplate jdbc;

  BoundaryStore(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  List<Boundaries.Boundary> list(@Nullable String adcode) {
    return jdbc.query(
        SELECT + "(?::text is null or adcode like ?::text || '%') order by adcode",
        (rs, i) -> boundary(rs),
        adcode,
        adcode);
  }

  Optional<Boundaries.Boundary> find(String adcode) {
    return jdbc.query(SELECT + "adcode = ?", (rs, i) -> boundary(rs), adcode).stream().findFirst();
  }

  /** Ends the current boundary of the area, if there is one, and registers this one. */
  void replace(Boundaries.Boundary b, String actor) {
    jdbc.update(
        "update administrative_boundary set until = transaction_timestamp() where adcode = ? and until is null",
        b.adcode());
    jdbc.update(
        """
        insert into administrative_boundary (adcode, name, source_date, geom, source_srid, area_square_metres, actor)
        values (?, ?, ?, st_geomfromwkb(?, 4490), ?, ?, ?)
        """,
        b.adcode(),
        b.name(),
        b.sourceDate(),
        new WKBWriter().write(b.geometry()),
        b.sourceSrid(),
        b.areaSquareMetres(),
        actor);
  }

  private static Boundaries.Boundary boundary(ResultSet rs) throws SQLException {
    return new Boundaries.Boundary(
        rs.getLong("id"),
        rs.getString("adcode"),
        rs.getString("name"),
        rs.getObject("source_date", LocalDate.class),
        ZoneStore.geometry(rs.getBytes("wkb")),
        rs.getInt("source_srid"),
        rs.getDouble("area_square_metres"),
        rs.getTimestamp("since").toInstant());
  }
}
