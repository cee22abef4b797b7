package org.jingtu.checks;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jingtu.access.Actor;
import org.jingtu.features.BinaryCopyBuffer;
import org.jingtu.rules.Verdict;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.WKBWriter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Stores the answers; the one writer of {@code parcel_check}. */
@Component
class CheckStore {

  private static final TypeReference<Map<String, Long>> VERSIONS = new TypeReference<>() {};

  private static final String COLUMNS =
      "id, created_at, actor, department, parcel_no, adcode, stage, verdict, incomplete, pack, pack_version, pack_digest, data_versions, hash, request, answer, geom";

  private static final int COUNT_OF_COLUMNS = COLUMNS.split(",").length;

  private static final String COPY =
      "copy parcel_check (%s) from stdin (format binary)".formatted(COLUMNS);

  private static final String INSERT =
      """
      insert into parcel_check (%s)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, convert_from(?, 'UTF8')::json, convert_from(?, 'UTF8')::json, st_geomfromwkb(?, 4490))
      """
          .formatted(COLUMNS);

  /** What lies elsewhere than in an area is not found; null is everywhere. */
  private static final String IN_AREA = " and (?::text is null or adcode like ?::text || '%')";

  private final JdbcTemplate jdbc;
  private final JsonMapper json;

  CheckStore(JdbcTemplate jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** Stores an answer durably; one statement. */
  void insert(Judged judged, Actor actor) {
    jdbc.update(INSERT, values(judged, actor));
  }

  /** Stores many answers at once, in the current transaction. */
  void insertAll(List<Judged> all, Actor actor) {
    BinaryCopyBuffer rows = new BinaryCopyBuffer();
    all.forEach(judged -> addRow(rows, judged, actor));
    rows.sendTo(jdbc, COPY);
  }

  private void addRow(BinaryCopyBuffer rows, Judged judged, Actor actor) {
    CheckAnswer answer = judged.answer();
    rows.row(COUNT_OF_COLUMNS);
    rows.uuid(answer.id());
    rows.timestamp(answer.evaluatedAt());
    rows.text(actor.username());
    rows.text(actor.department());
    rows.text(answer.parcel().parcelNo());
    rows.text(answer.parcel().adcode());
    rows.text(judged.request().stage());
    rows.text(answer.verdict().name());
    rows.bool(answer.incomplete());
    rows.text(answer.pack().id());
    rows.text(answer.pack().version());
    rows.text(answer.pack().digest());
    rows.jsonb(json.writeValueAsString(judged.dataVersions()));
    rows.text(answer.hash());
    rows.json(json.writeValueAsBytes(judged.request()));
    rows.json(judged.json());
    rows.geometry(asMulti(judged.geometry()));
  }

  private Object[] values(Judged judged, Actor actor) {
    CheckAnswer answer = judged.answer();
    return new @Nullable Object[] {
      answer.id(),
      Timestamp.from(answer.evaluatedAt()),
      actor.username(),
      actor.department(),
      answer.parcel().parcelNo(),
      answer.parcel().adcode(),
      judged.request().stage(),
      answer.verdict().name(),
      answer.incomplete(),
      answer.pack().id(),
      answer.pack().version(),
      answer.pack().digest(),
      json.writeValueAsString(judged.dataVersions()),
      answer.hash(),
      json.writeValueAsBytes(judged.request()),
      judged.json(),
      new WKBWriter().write(asMulti(judged.geometry()))
    };
  }

  /**
   * The answer with this id, byte for byte as it was given.
   *
   * @param area beginning of the administrative code, or null for everywhere
   */
  Optional<String> findAnswer(UUID id, @Nullable String area) {
    return jdbc
        .queryForList(
            "select answer::text from parcel_check where id = ?" + IN_AREA,
            String.class,
            id,
            area,
            area)
        .stream()
        .findFirst();
  }

  /** The answer with this id and who asked for it; the area as above. */
  Optional<CheckArchive.Entry> findEntry(UUID id, @Nullable String area) {
    return jdbc
        .query(
            "select id, answer::text, actor, department, created_at from parcel_check where id = ?"
                + IN_AREA,
            (rs, i) ->
                new CheckArchive.Entry(
                    rs.getObject(1, UUID.class),
                    rs.getString(2),
                    rs.getString(3),
                    rs.getString(4),
                    rs.getTimestamp(5).toInstant()),
            id,
            area,
            area)
        .stream()
        .findFirst();
  }

  /**
   * All that a check was answered from.
   *
   * @param dataVersions by collection; of the parcels the version in which the record began
   */
  record StoredCheck(
      CheckRequest request,
      String answer,
      Map<String, Long> dataVersions,
      String pack,
      String packVersion,
      String hash,
      String actor) {}

  /** What a check was answered from; the area as above. */
  Optional<StoredCheck> findCheck(UUID id, @Nullable String area) {
    return jdbc
        .query(
            """
            select request, answer, data_versions, pack, pack_version, hash, actor
            from parcel_check where id = ?
            """
                + IN_AREA,
            (rs, i) ->
                new StoredCheck(
                    json.readValue(rs.getString(1), CheckRequest.class),
                    rs.getString(2),
                    json.readValue(rs.getString(3), VERSIONS),
                    rs.getString(4),
                    rs.getString(5),
                    rs.getString(6),
                    rs.getString(7)),
            id,
            area,
            area)
        .stream()
        .findFirst();
  }

  /** That an answer with this hash was given. */
  record Given(Verdict verdict, boolean incomplete, Instant first, Instant last) {}

  Optional<Given> findGiven(String hash) {
    return jdbc
        .query(
            """
            select verdict, incomplete, min(created_at), max(created_at)
            from parcel_check where hash = ? group by verdict, incomplete
            """,
            (rs, i) ->
                new Given(
                    Verdict.valueOf(rs.getString(1)),
                    rs.getBoolean(2),
                    rs.getTimestamp(3).toInstant(),
                    rs.getTimestamp(4).toInstant()),
            hash)
        .stream()
        .findFirst();
  }

  /**
   * Checks of a parcel, newest first.
   *
   * @param area beginning of the administrative code, or null for everywhere
   * @param after id of the last check of the page before, or null
   * @param title of a verdict for the reader
   */
  List<CheckSummary> listChecks(
      String parcelNo,
      @Nullable String area,
      @Nullable UUID after,
      int limit,
      Function<Verdict, String> title) {
    return jdbc.query(
        """
        select c.id, c.parcel_no, c.stage, c.verdict, c.incomplete, c.actor, c.created_at
        from parcel_check c
        where c.parcel_no = ?
          and (?::text is null or c.adcode like ?::text || '%')
          and (?::uuid is null or (c.created_at, c.id) <
            (select l.created_at, l.id from parcel_check l where l.id = ?::uuid))
        order by c.created_at desc, c.id desc
        limit ?
        """,
        (rs, i) -> {
          Verdict verdict = Verdict.valueOf(rs.getString(4));
          return new CheckSummary(
              rs.getObject(1, UUID.class),
              rs.getString(2),
              rs.getString(3),
              verdict,
              title.apply(verdict),
              rs.getBoolean(5),
              rs.getString(6),
              rs.getTimestamp(7).toInstant());
        },
        parcelNo,
        area,
        area,
        after,
        after,
        limit);
  }

  private static Geometry asMulti(Geometry geometry) {
    return geometry instanceof MultiPolygon
        ? geometry
        : geometry.getFactory().createMultiPolygon(new Polygon[] {(Polygon) geometry});
  }
}
