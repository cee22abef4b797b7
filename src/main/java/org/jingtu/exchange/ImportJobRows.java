package org.jingtu.exchange;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jingtu.access.Actor;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Makes jobs of the rows of table {@code import_job}. */
final class ImportJobRows {

  private static final TypeReference<LinkedHashMap<String, String>> MAP = new TypeReference<>() {};
  private static final TypeReference<LinkedHashMap<String, Long>> COUNTS = new TypeReference<>() {};
  private static final TypeReference<List<String>> LIST = new TypeReference<>() {};
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private ImportJobRows() {}

  static ImportJob job(ResultSet rs, int row) throws SQLException {
    return new ImportJob(
        rs.getObject("id", UUID.class),
        request(rs),
        rs.getString("file_name"),
        rs.getLong("file_bytes"),
        JSON.readValue(rs.getString("actor"), Actor.class),
        ImportState.valueOf(rs.getString("state")),
        new ImportProgress(
            rs.getObject("rows_total", Long.class),
            rs.getLong("rows_read"),
            rs.getLong("rows_accepted"),
            rs.getLong("rows_rejected"),
            rs.getLong("warnings"),
            rs.getLong("rows_repaired"),
            rs.getObject("bytes_read", Long.class),
            rs.getObject("bytes_total", Long.class)),
        rs.getString("crs"),
        rs.getString("encoding"),
        JSON.readValue(rs.getString("mapping"), MAP),
        strings(rs.getArray("unmapped")),
        new ImportResult(
            rs.getLong("inserted"),
            rs.getLong("updated"),
            rs.getLong("unchanged"),
            rs.getLong("ended"),
            rs.getObject("data_version", Long.class)),
        new ImportFindings(
            JSON.readValue(rs.getString("problem_counts"), COUNTS),
            rs.getString("preview"),
            rs.getObject("origin", UUID.class)),
        failure(rs),
        rs.getTimestamp("created_at").toInstant(),
        instant(rs.getTimestamp("started_at")),
        instant(rs.getTimestamp("finished_at")));
  }

  private static ImportRequest request(ResultSet rs) throws SQLException {
    Map<String, @Nullable String> mapping =
        new LinkedHashMap<>(JSON.readValue(rs.getString("requested_mapping"), MAP));
    return new ImportRequest(
        rs.getString("collection"),
        ImportMode.valueOf(rs.getString("mode")),
        rs.getString("commit_mode").equals("MANUAL"),
        rs.getString("requested_crs"),
        rs.getString("requested_encoding"),
        mapping,
        strings(rs.getArray("coverage")),
        rs.getObject("source_date", LocalDate.class),
        rs.getString("requested_layer"),
        rs.getBoolean("repair"),
        CoverageCheck.valueOf(rs.getString("coverage_check")),
        rs.getDouble("gap_tolerance_metres"));
  }

  private static ImportJob.@Nullable Failure failure(ResultSet rs) throws SQLException {
    String code = rs.getString("failure_code");
    return code == null
        ? null
        : new ImportJob.Failure(code, JSON.readValue(rs.getString("failure_args"), LIST));
  }

  private static List<String> strings(Array array) throws SQLException {
    return List.of((String[]) array.getArray());
  }

  private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
    return timestamp == null ? null : timestamp.toInstant();
  }
}
