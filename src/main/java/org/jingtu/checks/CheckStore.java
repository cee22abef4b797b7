package org.jingtu.checks;

import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jingtu.access.Actor;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.WKBWriter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Stores the answers; the one writer of {@code parcel_check}. */
@Component
class CheckStore {

  private static final String INSERT =
      """
      insert into parcel_check (id, created_at, actor, department, parcel_no, adcode, stage, verdict,
        incomplete, pack, pack_version, pack_digest, data_versions, hash, request, answer, geom)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?::json, ?::json, st_geomfromwkb(?, 4490))
      """;

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

  /** Stores many answers by one round trip. */
  void insertAll(List<Judged> all, Actor actor) {
    jdbc.batchUpdate(INSERT, all.stream().map(judged -> values(judged, actor)).toList());
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
      json.writeValueAsString(judged.request()),
      judged.json(),
      new WKBWriter().write(asMulti(judged.geometry()))
    };
  }

  /** The answer with this id, byte for byte as it was given. */
  Optional<String> findAnswer(UUID id) {
    return jdbc
        .queryForList("select answer::text from parcel_check where id = ?", String.class, id)
        .stream()
        .findFirst();
  }

  private static Geometry asMulti(Geometry geometry) {
    return geometry instanceof MultiPolygon
        ? geometry
        : geometry.getFactory().createMultiPolygon(new Polygon[] {(Polygon) geometry});
  }
}
