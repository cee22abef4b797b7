package org.jingtu.checks;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jingtu.checks.BatchRow.Outcome;
import org.jingtu.checks.BatchRow.Trouble;
import org.jingtu.features.BinaryCopyBuffer;
import org.jingtu.rules.Verdict;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The SQL of table {@code check_batch_row}, the results of the parcels. */
@Component
class BatchRowStore {

  private static final int FETCH_ROWS = 200;
  private static final TypeReference<LinkedHashMap<String, Verdict>> RULES =
      new TypeReference<>() {};
  private static final TypeReference<LinkedHashMap<String, Double>> AREAS =
      new TypeReference<>() {};
  private static final TypeReference<List<Object>> ARGUMENTS = new TypeReference<>() {};

  private static final String COLUMNS =
      "batch, record, parcel_no, name, adcode, check_id, verdict, incomplete, area_square_metres, clear_area_square_metres, rules, areas, pack, pack_version, problem, problem_args, problem_field, x, y, longitude, latitude";

  private static final int COUNT_OF_COLUMNS = COLUMNS.split(",").length;

  private static final String COPY =
      "copy check_batch_row (%s) from stdin (format binary)".formatted(COLUMNS);

  private final JdbcTemplate jdbc;
  private final JsonMapper json;

  BatchRowStore(JdbcTemplate jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** Adds results at once. A row that has a result already is refused. */
  void insertAll(UUID batch, List<BatchRow> results) {
    BinaryCopyBuffer rows = new BinaryCopyBuffer();
    for (BatchRow result : results) {
      rows.row(COUNT_OF_COLUMNS);
      rows.uuid(batch);
      rows.int8(result.record());
      rows.text(result.parcelNo());
      rows.text(result.name());
      rows.text(result.adcode());
      add(rows, result.outcome());
      add(rows, result.problem());
    }
    rows.sendTo(jdbc, COPY);
  }

  private void add(BinaryCopyBuffer rows, @Nullable Outcome o) {
    rows.uuid(o == null ? null : o.checkId());
    rows.text(o == null ? null : o.verdict().name());
    rows.bool(o == null ? null : o.incomplete());
    rows.float8(o == null ? null : o.areaSquareMetres());
    rows.float8(o == null ? null : o.clearAreaSquareMetres());
    rows.jsonb(o == null ? null : json.writeValueAsString(o.rules()));
    rows.jsonb(o == null ? null : json.writeValueAsString(o.areasSquareMetres()));
    rows.text(o == null ? null : o.pack());
    rows.text(o == null ? null : o.packVersion());
  }

  private void add(BinaryCopyBuffer rows, @Nullable Trouble t) {
    Coordinate place = t == null ? null : t.place();
    Coordinate lonLat = t == null ? null : t.lonLat();
    rows.text(t == null ? null : t.code());
    rows.jsonb(t == null ? null : json.writeValueAsString(t.arguments()));
    rows.text(t == null ? null : t.field());
    rows.float8(place == null ? null : Double.valueOf(place.x));
    rows.float8(place == null ? null : Double.valueOf(place.y));
    rows.float8(lonLat == null ? null : Double.valueOf(lonLat.x));
    rows.float8(lonLat == null ? null : Double.valueOf(lonLat.y));
  }

  /** Numbers of the rows that have a result. */
  BitSet listRecords(UUID batch) {
    BitSet records = new BitSet();
    jdbc.query(
        "select record from check_batch_row where batch = ?",
        rs -> {
          records.set((int) rs.getLong(1));
        },
        batch);
    return records;
  }

  /** How many parcels were judged by a pack to a verdict. */
  record Count(Verdict verdict, String pack, String packVersion, long parcels, long incomplete) {}

  /** Counts the parcels that have a verdict. */
  List<Count> count(UUID batch) {
    return jdbc.query(
        """
        select verdict, pack, pack_version, count(*), count(*) filter (where incomplete)
        from check_batch_row where batch = ? and verdict is not null group by 1, 2, 3 order by 2, 3
        """,
        (rs, i) ->
            new Count(
                Verdict.valueOf(rs.getString(1)),
                rs.getString(2),
                rs.getString(3),
                rs.getLong(4),
                rs.getLong(5)),
        batch);
  }

  /** Ids of the rules that spoke about any parcel, in alphabetical order. */
  List<String> listRules(UUID batch, @Nullable Verdict verdict) {
    return jdbc.queryForList(
        """
        select distinct rule from check_batch_row r, jsonb_object_keys(r.rules) rule
        where r.batch = ? and (cast(? as text) is null or r.verdict = ?) order by rule
        """,
        String.class,
        batch,
        verdict == null ? null : verdict.name(),
        verdict == null ? null : verdict.name());
  }

  /**
   * Hands over every result in the order of the file; in a transaction, memory does not grow with
   * them.
   */
  void forEach(UUID batch, @Nullable Verdict verdict, Consumer<BatchRow> consumer) {
    read("", "", batch, verdict, (row, more) -> consumer.accept(row));
  }

  /** The same with the plot as GeoJSON of EPSG:4490, to 0.1 mm; null where there is none. */
  void forEachWithGeometry(
      UUID batch, @Nullable Verdict verdict, BiConsumer<BatchRow, @Nullable String> consumer) {
    read(", st_asgeojson(c.geom, 9)", JOIN, batch, verdict, consumer);
  }

  /** The same with the JSON of the full answer; null where there is none. */
  void forEachWithAnswer(
      UUID batch, @Nullable Verdict verdict, BiConsumer<BatchRow, @Nullable String> consumer) {
    read(", c.answer::text", JOIN, batch, verdict, consumer);
  }

  private static final String JOIN = "left join parcel_check c on c.id = r.check_id";

  private void read(
      String column,
      String join,
      UUID batch,
      @Nullable Verdict verdict,
      BiConsumer<BatchRow, @Nullable String> consumer) {
    jdbc.query(
        connection -> {
          PreparedStatement statement =
              connection.prepareStatement(
                  """
                  select r.*%s from check_batch_row r %s
                  where r.batch = ? and (cast(? as text) is null or r.verdict = ?) order by r.record
                  """
                      .formatted(column, join));
          statement.setFetchSize(FETCH_ROWS);
          statement.setObject(1, batch);
          statement.setString(2, verdict == null ? null : verdict.name());
          statement.setString(3, verdict == null ? null : verdict.name());
          return statement;
        },
        rs -> {
          int last = rs.getMetaData().getColumnCount();
          while (rs.next()) {
            consumer.accept(row(rs), column.isEmpty() ? null : rs.getString(last));
          }
          return null;
        });
  }

  private BatchRow row(ResultSet rs) throws SQLException {
    UUID check = rs.getObject("check_id", UUID.class);
    return new BatchRow(
        rs.getLong("record"),
        rs.getString("parcel_no"),
        rs.getString("name"),
        rs.getString("adcode"),
        check == null ? null : outcome(rs, check),
        check == null ? trouble(rs) : null);
  }

  /** jsonb does not keep the order of its keys: the gravest rules come first again. */
  private Outcome outcome(ResultSet rs, UUID check) throws SQLException {
    List<Map.Entry<String, Verdict>> rules =
        new ArrayList<>(json.readValue(rs.getString("rules"), RULES).entrySet());
    rules.sort(Map.Entry.<String, Verdict>comparingByValue().thenComparing(Map.Entry::getKey));
    Map<String, Verdict> ordered = new LinkedHashMap<>();
    rules.forEach(rule -> ordered.put(rule.getKey(), rule.getValue()));
    return new Outcome(
        check,
        Verdict.valueOf(rs.getString("verdict")),
        rs.getBoolean("incomplete"),
        rs.getDouble("area_square_metres"),
        rs.getDouble("clear_area_square_metres"),
        ordered,
        json.readValue(rs.getString("areas"), AREAS),
        rs.getString("pack"),
        rs.getString("pack_version"));
  }

  private Trouble trouble(ResultSet rs) throws SQLException {
    return new Trouble(
        rs.getString("problem"),
        json.readValue(rs.getString("problem_args"), ARGUMENTS),
        rs.getString("problem_field"),
        coordinate(rs, "x", "y"),
        coordinate(rs, "longitude", "latitude"));
  }

  private static @Nullable Coordinate coordinate(ResultSet rs, String x, String y)
      throws SQLException {
    Double first = rs.getObject(x, Double.class);
    Double second = rs.getObject(y, Double.class);
    return first == null || second == null ? null : new Coordinate(first, second);
  }
}
