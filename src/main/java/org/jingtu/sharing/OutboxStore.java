package org.jingtu.sharing;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jingtu.features.DataChange;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

/** The one writer of {@code shared_event}. */
@Component
class OutboxStore {

  /** Key of the advisory lock under which sequence numbers are given. */
  private static final long SEQUENCING = 0x4A54_5345_5155L;

  private final NamedParameterJdbcTemplate jdbc;

  OutboxStore(NamedParameterJdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * One event a feature that began, changed or ended.
   *
   * @param members further members of the payload, SQL over the version {@code t}
   */
  void writeFeatures(Topic topic, DataChange change, String members) {
    jdbc.update(
        """
        insert into shared_event (topic, kind, subject, code, adcode, data_version, payload)
        select :topic, x.kind, :collection || '/' || t.feature, t.code, t.adcode, :version,
               json_build_object('collection', :collection, 'featureId', t.feature::text,
                 'code', t.code, 'name', t.name, 'adcode', t.adcode, 'sourceDate', t.source_date,
                 'areaSquareMetres', round(t.area_square_metres::numeric, 2), %s,
                 'geometry', st_asgeojson(t.geom, 9)::json)
        from (
          select feature, case when bool_or(since = :version) and bool_or(until = :version) then 'CHANGED'
                               when bool_or(since = :version) then 'ENTERED' else 'ENDED' end as kind,
                 max(since) as since
          from %s where (since = :version or until = :version) %s group by feature) x
        join %s t on t.feature = x.feature and t.since = x.since
        order by t.feature
        """
            .formatted(members, table(change), among(change), table(change)),
        parameters(topic, change));
  }

  /**
   * Parcels whose use or planned use is of 07 or 08 now and was not before. The list of features
   * stands on one side alone: on both, the list is sorted anew for each of its members.
   */
  void writeSensitiveParcels(DataChange change) {
    jdbc.update(
        """
        insert into shared_event (topic, kind, subject, code, adcode, data_version, payload)
        select :topic, 'TURNED_SENSITIVE', 'parcels/' || t.feature, t.parcel_no, t.adcode, :version, %s
        from (select * from parcels where since = :version %s) t
        left join (select * from parcels where until = :version and :ended) b using (feature)
        where (t.planned_use ~ '^0[78]' and coalesce(b.planned_use, '') !~ '^0[78]')
           or (t.current_use ~ '^0[78]' and coalesce(b.current_use, '') !~ '^0[78]')
        order by t.feature
        """
            .formatted(PARCEL, begun(change)),
        parameters(Topic.SENSITIVE_PARCELS, change));
  }

  /**
   * Parcels of supervised units whose use, holder or existence changed. Touching is not enough; a
   * unit that has left the list does not count.
   */
  void writeSupervisedLand(DataChange change) {
    if (!change.endedVersions()) {
      return; // new parcels have no use and no holder that could have changed
    }
    jdbc.update(
        """
        insert into shared_event (topic, kind, subject, code, adcode, data_version, payload)
        select :topic, k.kind, 'parcels/' || t.feature, t.parcel_no, t.adcode, :version, %s
        from (select * from parcels where since = :version %s) t
        join (select * from parcels where until = :version) b using (feature)
        cross join lateral (values
          ('USE_CHANGED', t.planned_use is distinct from b.planned_use or t.current_use is distinct from b.current_use),
          ('TAKEN_BACK', b.holder is not null and t.holder is null),
          ('TRANSFERRED', b.holder is not null and t.holder is not null and t.holder <> b.holder)) k(kind, holds)
        where k.holds and exists (
          select 1 from supervised_units u
          where u.until is null and u.geom && t.geom
            and (u.left_on is null or u.left_on > (now() at time zone 'Asia/Shanghai')::date)
            and case when geometrytype(u.geom) = 'POINT' then st_intersects(u.geom, t.geom)
                     else st_area(st_intersection(u.geom, t.geom)::geography) >= 0.01 end)
        order by t.feature, k.kind
        """
            .formatted(PARCEL, begun(change)),
        parameters(Topic.SUPERVISED_LAND, change));
  }

  private static final String PARCEL =
      """
      json_build_object('collection', 'parcels', 'featureId', t.feature::text, 'parcelNo', t.parcel_no,
        'name', t.name, 'adcode', t.adcode, 'holder', t.holder, 'holderBefore', b.holder,
        'currentUse', t.current_use, 'currentUseBefore', b.current_use,
        'plannedUse', t.planned_use, 'plannedUseBefore', b.planned_use,
        'supplyState', t.supply_state, 'surveyState', t.survey_state,
        'areaSquareMetres', round(t.area_square_metres::numeric, 2),
        'geometry', st_asgeojson(t.geom, 9)::json)
      """;

  /** What happened to conflicts, by their history. */
  void writeConflicts(long afterEvent) {
    jdbc.update(
        """
        insert into shared_event (topic, kind, subject, code, adcode, data_version, payload)
        select :topic, e.kind, 'conflicts/' || c.id, c.feature_code, c.adcode, e.data_version,
               json_build_object('conflict', c.id, 'rule', c.rule, 'severity', e.severity,
                 'collection', c.collection, 'featureId', c.feature::text, 'code', c.feature_code,
                 'name', c.feature_name, 'adcode', c.adcode, 'township', c.township,
                 'against', c.against, 'againstCode', c.against_code, 'againstName', c.against_name,
                 'areaSquareMetres', round(e.area_square_metres::numeric, 2),
                 'distanceMetres', round(e.distance_metres::numeric, 2), 'possible', c.possible, 'cause', e.cause,
                 'geometry', st_asgeojson(c.geom, 9)::json)
        from conflict_event e join conflict c on c.id = e.conflict
        where e.id > :after and e.kind in ('OPENED', 'CHANGED', 'REOPENED', 'CLOSED')
        order by e.id
        """,
        new MapSqlParameterSource("topic", Topic.CONFLICTS.name()).addValue("after", afterEvent));
  }

  /**
   * Gives committed events their sequence numbers in the order of their ids. Events of one subject
   * are written one transaction after the other (the collection's lock), so their order is kept;
   * and since numbers are given only after the commit, a reader never overtakes an event.
   *
   * <p>Waits while another instance does it.
   *
   * @return how many
   */
  int sequence(int limit) {
    jdbc.query(
        "select pg_advisory_xact_lock(:key)",
        new MapSqlParameterSource("key", SEQUENCING),
        rs -> {});
    return jdbc.update(
        """
        update shared_event e set sequence = n.sequence
        from (select id, nextval('shared_event_sequence') as sequence
              from (select id from shared_event where sequence is null order by id limit :limit) o) n
        where e.id = n.id
        """,
        new MapSqlParameterSource("limit", limit));
  }

  /** Events after a sequence number, in order. */
  List<SharedEvent> listEvents(
      List<String> topics, @Nullable String adcode, long after, int limit) {
    return jdbc.query(
        """
        select id, sequence, topic, kind, subject, code, adcode, data_version, occurred_at, payload::text
        from shared_event
        where topic = any(:topics::text[]) and sequence > :after
          and (:adcode::text is null or adcode like :adcode || '%')
        order by sequence limit :limit
        """,
        new MapSqlParameterSource("topics", topics.toArray(String[]::new))
            .addValue("after", after)
            .addValue("adcode", adcode)
            .addValue("limit", limit),
        (rs, i) -> event(rs));
  }

  /** Events of a topic in a span of time, in the order in which they happened. */
  List<SharedEvent> listBetween(Topic topic, @Nullable String adcode, Instant from, Instant to) {
    return jdbc.query(
        """
        select id, coalesce(sequence, 0), topic, kind, subject, code, adcode, data_version, occurred_at, payload::text
        from shared_event
        where topic = :topic and occurred_at >= :from and occurred_at < :to
          and (:adcode::text is null or adcode like :adcode || '%')
        order by id
        """,
        new MapSqlParameterSource("topic", topic.name())
            .addValue("adcode", adcode)
            .addValue("from", Timestamp.from(from))
            .addValue("to", Timestamp.from(to)),
        (rs, i) -> event(rs));
  }

  /** The highest sequence number given; 0 if none. */
  long lastSequence() {
    Long last =
        jdbc.queryForObject(
            "select coalesce(max(sequence), 0) from shared_event",
            new MapSqlParameterSource(),
            Long.class);
    return last == null ? 0 : last;
  }

  private static SharedEvent event(java.sql.ResultSet rs) throws java.sql.SQLException {
    return new SharedEvent(
        rs.getLong(1),
        rs.getLong(2),
        Topic.valueOf(rs.getString(3)),
        rs.getString(4),
        rs.getString(5),
        rs.getString(6),
        rs.getString(7),
        rs.getObject(8, Long.class),
        rs.getTimestamp(9).toInstant(),
        rs.getString(10));
  }

  private static String table(DataChange change) {
    return change.collection().table();
  }

  /** Narrows to the features that changed where they are few: their index is used then. */
  private static String among(DataChange change) {
    return change.features() == null ? "" : "and feature = any(:features::bigint[])";
  }

  /** The same for the features that began: the new ones of a large import are last in the key. */
  private static String begun(DataChange change) {
    return change.features() == null ? "and feature >= :first" : among(change);
  }

  private static MapSqlParameterSource parameters(Topic topic, DataChange change) {
    return new MapSqlParameterSource("topic", topic.name())
        .addValue("collection", change.collection().id())
        .addValue("version", change.version())
        .addValue("first", change.firstFeature())
        .addValue("ended", change.endedVersions())
        .addValue(
            "features", change.features() == null ? null : change.features().toArray(Long[]::new));
  }
}
