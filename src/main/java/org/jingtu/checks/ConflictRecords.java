package org.jingtu.checks;

import static org.jingtu.checks.ReaderTexts.in;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jingtu.checks.ConflictView.EventView;
import org.jingtu.checks.ConflictView.PackOf;
import org.jingtu.checks.ConflictView.Share;
import org.jingtu.checks.ConflictView.Side;
import org.jingtu.checks.ConflictView.State;
import org.jingtu.geo.GeoJson;
import org.jingtu.rules.Pack;
import org.jingtu.rules.PackEnglish;
import org.jingtu.rules.Packs;
import org.jingtu.rules.Rule;
import org.jingtu.rules.Verdict;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.io.WKBReader;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads conflicts as they are given out, and writes down what officers do about them. */
@Component
class ConflictRecords {

  private static final String COLUMNS =
      """
      c.id, c.state, c.severity, c.rule, c.stage, c.collection, c.feature, c.feature_code, c.feature_name,
      c.adcode, c.township, c.against, c.against_feature, c.against_code, c.against_name, c.action,
      c.depends_on, c.pack, c.pack_version, c.area_square_metres, c.percent_of_feature, c.distance_metres,
      c.possible, c.department, c.opened_at, c.changed_at, c.closed_at\
      """;

  private final JdbcTemplate jdbc;
  private final Packs packs;
  private final ReaderTexts texts;
  private final JsonMapper json;

  ConflictRecords(JdbcTemplate jdbc, Packs packs, ReaderTexts texts, JsonMapper json) {
    this.texts = texts;
    this.jdbc = jdbc;
    this.packs = packs;
    this.json = json;
  }

  /** A page, in the order of the ids; geometries on request. */
  List<ConflictView> listPage(ConflictFilter filter, long after, int limit, boolean geometries) {
    List<Object> parameters = new ArrayList<>(filter.parameters());
    parameters.add(after);
    parameters.add(limit);
    return jdbc.query(
        "select %s, %s as geom from conflict c where %s and c.id > ? order by c.id limit ?"
            .formatted(COLUMNS, geometries ? "st_asbinary(c.geom)" : "null::bytea", filter.where()),
        (rs, i) -> view(rs, null),
        parameters.toArray());
  }

  /** A conflict with its geometry and history. */
  Optional<ConflictView> find(long id) {
    List<EventView> history = listHistory(id);
    return jdbc
        .query(
            "select %s, st_asbinary(c.geom) as geom from conflict c where c.id = ?"
                .formatted(COLUMNS),
            (rs, i) -> view(rs, history),
            id)
        .stream()
        .findFirst();
  }

  private List<EventView> listHistory(long conflict) {
    return jdbc.query(
        """
        select at, kind, actor, cause, collection, data_version, import_job, severity, area_square_metres,
               distance_metres, details
        from conflict_event where conflict = ? order by id
        """,
        (rs, i) ->
            new EventView(
                rs.getTimestamp(1).toInstant(),
                rs.getString(2),
                rs.getString(3),
                rs.getString(4),
                rs.getString(5),
                rs.getObject(6, Long.class),
                rs.getObject(7, UUID.class),
                Verdict.valueOf(rs.getString(8)),
                rs.getDouble(9),
                rs.getDouble(10),
                rs.getString(11) == null ? null : json.readTree(rs.getString(11))),
        conflict);
  }

  /** How many there are, by what; the keys in their order. */
  Map<String, Long> count(ConflictFilter filter, String by) {
    Map<String, Long> counts = new LinkedHashMap<>();
    jdbc.query(
        "select %s as k, count(*) from conflict c where %s group by 1 order by 1"
            .formatted(by, filter.where()),
        rs -> {
          counts.put(String.valueOf(rs.getString(1)), rs.getLong(2));
        },
        filter.parameters().toArray());
    return counts;
  }

  /** The state of a conflict and who deals with it; its row is kept until the transaction ends. */
  record Standing(State state, @Nullable String department) {}

  Optional<Standing> lock(long id) {
    return jdbc
        .query(
            "select state, department from conflict where id = ? for update",
            (rs, i) -> new Standing(State.valueOf(rs.getString(1)), rs.getString(2)),
            id)
        .stream()
        .findFirst();
  }

  void acknowledge(long id) {
    jdbc.update("update conflict set state = 'ACKNOWLEDGED', changed_at = now() where id = ?", id);
  }

  void assign(long id, String department) {
    jdbc.update(
        "update conflict set department = ?, changed_at = now() where id = ?", department, id);
  }

  /** Keeps the figures that were settled, so that it is seen when they are others. */
  void resolve(long id) {
    jdbc.update(
        """
        update conflict set state = 'RESOLVED', changed_at = now(), resolved_severity = severity,
          resolved_area_square_metres = area_square_metres, resolved_distance_metres = distance_metres
        where id = ?
        """,
        id);
  }

  /** Writes down what an officer did, with the figures of that moment. */
  void record(long id, String kind, String actor, Object details) {
    jdbc.update(
        """
        insert into conflict_event (conflict, kind, actor, cause, severity, area_square_metres, distance_metres, details)
        select id, ?, ?, 'OFFICER', severity, area_square_metres, distance_metres, ?::json from conflict where id = ?
        """,
        kind,
        actor,
        json.writeValueAsString(details),
        id);
  }

  private ConflictView view(ResultSet rs, @Nullable List<EventView> history) throws SQLException {
    State state = State.valueOf(rs.getString("state"));
    Verdict severity = Verdict.valueOf(rs.getString("severity"));
    PackOf pack = new PackOf(rs.getString("pack"), rs.getString("pack_version"));
    String id = rs.getString("rule");
    // the pack that decided; an operator's pack may have been taken away since
    Optional<Pack> decided = packs.findPack(pack.id(), pack.version());
    Optional<Rule> rule = decided.flatMap(p -> p.findRule(id));
    Optional<PackEnglish> english = decided.flatMap(texts::words);
    String title = rule.map(Rule::title).orElse(id);
    String action = rs.getString("action");
    String responsible = rule.map(Rule::responsible).orElse("");
    double area = rs.getDouble("area_square_metres");
    byte[] geom = rs.getBytes("geom");
    return new ConflictView(
        rs.getLong("id"),
        state,
        texts.say("conflict.state." + state),
        severity,
        texts.title(severity),
        id,
        in(english, title, words -> words.title(id, title)),
        rule.map(Rule::basis).orElse(List.of()).stream()
            .map(line -> in(english, line, words -> words.basis(line)))
            .toList(),
        in(english, action, words -> words.action(id, action)),
        in(english, responsible, words -> words.responsible(id, responsible)),
        rs.getString("stage"),
        new Side(
            rs.getString("collection"),
            rs.getString("feature"),
            rs.getString("feature_code"),
            rs.getString("feature_name"),
            rs.getString("adcode"),
            rs.getString("township")),
        against(rs),
        new Share(area, Figures.mu(area), rs.getDouble("percent_of_feature")),
        rs.getDouble("distance_metres"),
        rs.getBoolean("possible") ? Boolean.TRUE : null,
        rs.getString("department"),
        rs.getTimestamp("opened_at").toInstant(),
        rs.getTimestamp("changed_at").toInstant(),
        instant(rs.getTimestamp("closed_at")),
        pack,
        texts(rs.getArray("depends_on")),
        geom == null ? null : GeoJson.writeGeometry(ConflictSource.geometry(geom, new WKBReader())),
        history);
  }

  private static Side against(ResultSet rs) throws SQLException {
    boolean outside = rs.getLong("against_feature") == 0;
    return new Side(
        rs.getString("against"),
        outside ? null : rs.getString("against_feature"),
        rs.getString("against_code"),
        rs.getString("against_name"),
        null,
        null);
  }

  private static List<String> texts(Array array) throws SQLException {
    return List.of((String[]) array.getArray());
  }

  private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
    return timestamp == null ? null : timestamp.toInstant();
  }
}
