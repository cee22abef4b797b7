package org.jingtu.sites;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jingtu.access.Actor;
import org.jingtu.problems.Wordings;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The steps of sites, the deadlines that run, and who registered which version. */
@Component
class SiteStore {

  private final JdbcTemplate jdbc;
  private final SiteSettings settings;
  private final Wordings texts;

  SiteStore(JdbcTemplate jdbc, SiteSettings settings, Wordings texts) {
    this.jdbc = jdbc;
    this.settings = settings;
    this.texts = texts;
  }

  /** A recorded step; {@code since} is the version that it made. */
  record Transition(
      long id,
      long since,
      SiteStep step,
      SiteStatus from,
      SiteStatus to,
      SiteDocument document,
      String actor,
      String department,
      Instant recordedAt) {}

  /** Who registered a data version, and how: EDIT or IMPORT. */
  record Origin(Instant committedAt, String actor, String origin) {}

  /** Records a step; returns its id. */
  long insertTransition(
      long feature,
      long since,
      String code,
      SiteStep step,
      SiteStatus from,
      SiteDocument document,
      Actor actor) {
    Long id =
        jdbc.queryForObject(
            """
            insert into site_transition (feature, since, code, step, from_status, to_status, document_title,
              document_number, document_date, document_unit, document_result, actor, department)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id
            """,
            Long.class,
            feature,
            since,
            code,
            step.name(),
            from.name(),
            step.to(from).name(),
            document.title(),
            document.number(),
            document.date(),
            document.unit(),
            document.result() == null ? null : document.result().name(),
            actor.username(),
            actor.department());
    return Objects.requireNonNull(id);
  }

  /** The steps of a site by the version that each made. */
  Map<Long, Transition> listTransitions(long feature) {
    return jdbc
        .query(
            "select * from site_transition where feature = ? order by since",
            (rs, i) -> transition(rs),
            feature)
        .stream()
        .collect(Collectors.toMap(Transition::since, t -> t));
  }

  private static Transition transition(ResultSet rs) throws SQLException {
    String result = rs.getString("document_result");
    return new Transition(
        rs.getLong("id"),
        rs.getLong("since"),
        SiteStep.valueOf(rs.getString("step")),
        SiteStatus.valueOf(rs.getString("from_status")),
        SiteStatus.valueOf(rs.getString("to_status")),
        new SiteDocument(
            rs.getString("document_title"),
            rs.getString("document_number"),
            rs.getObject("document_date", LocalDate.class),
            rs.getString("document_unit"),
            result == null ? null : SiteDocument.Result.valueOf(result)),
        rs.getString("actor"),
        rs.getString("department"),
        rs.getTimestamp("recorded_at").toInstant());
  }

  /** Who registered the versions of a site. */
  Map<Long, Origin> listOrigins(long feature) {
    Map<Long, Origin> origins = new HashMap<>();
    jdbc.query(
        """
        select v.version, v.committed_at, v.actor, v.origin
        from dataset_version v
        where v.collection = 'contaminated-sites'
          and v.version in (select since from contaminated_sites where feature = ?
                            union select until from contaminated_sites where feature = ?)
        """,
        rs -> {
          origins.put(
              rs.getLong(1),
              new Origin(rs.getTimestamp(2).toInstant(), rs.getString(3), rs.getString(4)));
        },
        feature,
        feature);
    return origins;
  }

  /** The day of each version of a site: of its document, else of its source, else of its entry. */
  Map<Long, LocalDate> listDays(long feature) {
    Map<Long, LocalDate> days = new HashMap<>();
    jdbc.query(
        "select since, day from site_version_day where feature = ?",
        rs -> {
          days.put(rs.getLong(1), rs.getObject(2, LocalDate.class));
        },
        feature);
    return days;
  }

  /** The deadlines that run for these sites, the earliest first. */
  Map<Long, List<DueDate>> listDue(List<Long> features) {
    Map<Long, List<DueDate>> due = new LinkedHashMap<>();
    jdbc.query(
        """
        select k.feature, k.kind, k.starts_on, (k.starts_on + make_interval(months => m.months))::date as due_on,
               (k.starts_on + make_interval(months => m.months))::date < (now() at time zone 'Asia/Shanghai')::date
        from site_clock k join unnest(?, ?) m(kind, months) on m.kind = k.kind
        where k.feature = any(?) order by due_on, k.kind
        """,
        rs -> {
          due.computeIfAbsent(rs.getLong(1), f -> new java.util.ArrayList<>()).add(dueDate(rs));
        },
        kinds(),
        months(),
        features.toArray(Long[]::new));
    return due;
  }

  private DueDate dueDate(ResultSet rs) throws SQLException {
    SiteDeadline deadline = SiteDeadline.valueOf(rs.getString(2));
    return new DueDate(
        deadline,
        texts.say(deadline.titleKey()),
        rs.getObject(3, LocalDate.class),
        rs.getObject(4, LocalDate.class),
        rs.getBoolean(5),
        settings.months(deadline),
        texts.say(settings.sourceKey(deadline)));
  }

  /** Names of the deadlines, for {@code unnest} beside {@link #months}. */
  String[] kinds() {
    return Stream.of(SiteDeadline.values()).map(Enum::name).toArray(String[]::new);
  }

  /** Months of the deadlines, in the order of {@link #kinds}. */
  Integer[] months() {
    return Stream.of(SiteDeadline.values()).map(settings::months).toArray(Integer[]::new);
  }

  /** Site with its secrets: what must not appear where the site itself may not. */
  record Unpublished(String code, @Nullable String name) {}

  /** The sites that the public may not know of. */
  List<Unpublished> listUnpublished() {
    return jdbc.query(
        "select code, name from contaminated_sites where until is null and not (status = any(?))",
        (rs, i) -> new Unpublished(rs.getString(1), rs.getString(2)),
        (Object)
            Stream.of(SiteStatus.values())
                .filter(SiteStatus::isPublic)
                .map(Enum::name)
                .toArray(String[]::new));
  }
}
