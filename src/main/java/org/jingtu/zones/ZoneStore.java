package org.jingtu.zones;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jingtu.access.Actor;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.locationtech.jts.io.WKBWriter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The one writer of {@code zone_publication} and {@code zone_event}. */
@Component
class ZoneStore {

  private static final TypeReference<Map<String, @Nullable Object>> MAP = new TypeReference<>() {};
  private static final TypeReference<List<Zone.Signpost>> SIGNPOSTS = new TypeReference<>() {};
  private static final TypeReference<List<Zone.Monitoring>> MONITORING = new TypeReference<>() {};
  private static final String SELECT =
      "select z.*, st_asbinary(z.geom) as wkb from zone_publication z where ";

  private final JdbcTemplate jdbc;
  private final JsonMapper json;

  ZoneStore(JdbcTemplate jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** Inserts a draft; id, version and times of {@code zone} are not read. */
  long insert(Zone zone) {
    Long id =
        jdbc.queryForObject(
            """
            insert into zone_publication (collection, code, name, adcode, state, properties, signposts, monitoring,
              derived_from, geom, source_srid, area_square_metres, author)
            values (?, ?, ?, ?, 'DRAFT', ?::jsonb, ?::jsonb, ?::jsonb, ?::jsonb, st_geomfromwkb(?, 4490), ?, ?, ?)
            returning id
            """,
            Long.class,
            zone.collection(),
            zone.code(),
            zone.name(),
            zone.adcode(),
            text(zone.properties()),
            text(zone.signposts()),
            text(zone.monitoring()),
            zone.derivedFrom() == null ? null : text(zone.derivedFrom()),
            new WKBWriter().write(zone.geometry()),
            zone.sourceSrid(),
            zone.areaSquareMetres(),
            zone.author());
    return Objects.requireNonNull(id);
  }

  /** Writes everything of a zone but author and birth, as its next version. */
  void update(Zone zone) {
    Zone.Announcement a = zone.announcement();
    jdbc.update(
        """
        update zone_publication set version = version + 1, changed_at = clock_timestamp(), code = ?, name = ?,
          adcode = ?, state = ?, properties = ?::jsonb, signposts = ?::jsonb, monitoring = ?::jsonb,
          derived_from = ?::jsonb, geom = st_geomfromwkb(?, 4490), source_srid = ?, area_square_metres = ?,
          approver = ?, approval = ?::jsonb, announcement_no = ?, announcement_text = ?, announced_on = ?,
          in_force_from = ?, in_force_to = ?, end_reason = ?, feature = ?
        where id = ?
        """,
        zone.code(),
        zone.name(),
        zone.adcode(),
        zone.state().name(),
        text(zone.properties()),
        text(zone.signposts()),
        text(zone.monitoring()),
        zone.derivedFrom() == null ? null : text(zone.derivedFrom()),
        new WKBWriter().write(zone.geometry()),
        zone.sourceSrid(),
        zone.areaSquareMetres(),
        zone.approver(),
        zone.approval() == null ? null : text(zone.approval()),
        a == null ? null : a.number(),
        a == null ? null : a.text(),
        a == null ? null : a.announcedOn(),
        a == null ? null : a.inForceFrom(),
        a == null ? null : a.inForceTo(),
        zone.endReason(),
        zone.feature(),
        zone.id());
  }

  Optional<Zone> find(long id) {
    return list("z.id = ?", id).stream().findFirst();
  }

  /** The zone, locked until the end of the transaction; waits for others. */
  Optional<Zone> lock(long id) {
    return list("z.id = ? for update", id).stream().findFirst();
  }

  /** The zone, locked; empty also while another transaction holds it. */
  Optional<Zone> lockIfFree(long id) {
    return list("z.id = ? for update skip locked", id).stream().findFirst();
  }

  Optional<Zone> lockInForce(String collection, String code) {
    return list(
            "z.collection = ? and z.code = ? and z.state = 'IN_FORCE' for update", collection, code)
        .stream()
        .findFirst();
  }

  boolean isUnderway(String collection, String code, long butNot) {
    return !jdbc.queryForList(
            """
            select 1 from zone_publication where collection = ? and code = ? and id <> ?
              and state in ('DRAFT', 'SUBMITTED', 'APPROVED', 'PUBLISHED')
            """,
            collection,
            code,
            butNot)
        .isEmpty();
  }

  /** Whether a zone in force keeps this feature. */
  boolean isKept(String collection, long feature) {
    return !jdbc.queryForList(
            "select 1 from zone_publication where collection = ? and feature = ? and state = 'IN_FORCE'",
            collection,
            feature)
        .isEmpty();
  }

  /** Features of zones in force, with their codes. */
  List<Zone> listInForce(String collection) {
    return list("z.collection = ? and z.state = 'IN_FORCE'", collection);
  }

  /** Ids of the zones whose day has come, to begin or to end, the earliest first. */
  List<Long> listDue(LocalDate today) {
    return jdbc.queryForList(
        """
        select id from zone_publication
        where state = 'PUBLISHED' and in_force_from <= ? or state = 'IN_FORCE' and in_force_to < ?
        order by in_force_from, id
        """,
        Long.class,
        today,
        today);
  }

  /** A page of zones, the latest change first within their ids. */
  List<Zone> page(ZoneQuery query) {
    StringBuilder where = new StringBuilder("z.id > ?");
    List<Object> parameters = new ArrayList<>(List.of(query.after()));
    if (!query.states().isEmpty()) {
      where.append(" and z.state = any(?)");
      parameters.add(query.states().stream().map(Enum::name).toArray(String[]::new));
    }
    if (query.collection() != null) {
      where.append(" and z.collection = ?");
      parameters.add(query.collection());
    }
    if (query.adcode() != null) {
      where.append(" and z.adcode like ? || '%'");
      parameters.add(query.adcode());
    }
    if (query.siteCode() != null) {
      where.append(" and z.properties ->> 'siteCode' = ?");
      parameters.add(query.siteCode());
    }
    if (query.announcedBy() != null) {
      where.append(" and z.announced_on <= ?");
      parameters.add(query.announcedBy());
    }
    parameters.add(query.limit());
    return list(where + " order by z.id limit ?", parameters.toArray());
  }

  /** Records what was done; the snapshot is the zone afterwards. */
  void insertEvent(long zone, Actor actor, String action, @Nullable String note) {
    jdbc.update(
        """
        insert into zone_event (zone, actor, department, action, note, snapshot)
        select id, ?, ?, ?, ?, to_jsonb(z) - 'geom' || jsonb_build_object('geometry', st_asgeojson(geom, 9)::jsonb)
        from zone_publication z where id = ?
        """,
        actor.username(),
        actor.department(),
        action,
        note,
        zone);
  }

  /** What was done with a zone, the oldest first. */
  List<ZoneEvent> listEvents(long zone) {
    return jdbc.query(
        "select at, actor, department, action, note, snapshot from zone_event where zone = ? order by id",
        (rs, i) ->
            new ZoneEvent(
                rs.getTimestamp(1).toInstant(),
                rs.getString(2),
                rs.getString(3),
                rs.getString(4),
                rs.getString(5),
                json.readTree(rs.getString(6))),
        zone);
  }

  private List<Zone> list(String where, Object... parameters) {
    return jdbc.query(SELECT + where, (rs, i) -> zone(rs), parameters);
  }

  private Zone zone(ResultSet rs) throws SQLException {
    String derived = rs.getString("derived_from");
    String approval = rs.getString("approval");
    String number = rs.getString("announcement_no");
    return new Zone(
        rs.getLong("id"),
        rs.getLong("version"),
        rs.getString("collection"),
        rs.getString("code"),
        rs.getString("name"),
        rs.getString("adcode"),
        ZoneState.valueOf(rs.getString("state")),
        json.readValue(rs.getString("properties"), MAP),
        json.readValue(rs.getString("signposts"), SIGNPOSTS),
        json.readValue(rs.getString("monitoring"), MONITORING),
        derived == null ? null : json.readValue(derived, MAP),
        geometry(rs.getBytes("wkb")),
        rs.getInt("source_srid"),
        rs.getDouble("area_square_metres"),
        rs.getString("author"),
        rs.getTimestamp("created_at").toInstant(),
        rs.getString("approver"),
        approval == null ? null : json.readValue(approval, Zone.Approval.class),
        number == null
            ? null
            : new Zone.Announcement(
                number,
                rs.getString("announcement_text"),
                rs.getObject("announced_on", LocalDate.class),
                rs.getObject("in_force_from", LocalDate.class),
                rs.getObject("in_force_to", LocalDate.class)),
        rs.getString("end_reason"),
        rs.getTimestamp("changed_at").toInstant(),
        rs.getObject("feature", Long.class));
  }

  private String text(Object value) {
    return json.writeValueAsString(value);
  }

  static Geometry geometry(byte[] wkb) {
    try {
      return new WKBReader().read(wkb);
    } catch (ParseException e) {
      throw new IllegalStateException("stored geometry is not WKB", e);
    }
  }
}
